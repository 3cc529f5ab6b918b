import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  Page,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { whenInWords, whereInWords } from '../../meetings/in-words.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { AskedInvitation } from '../answers.ts';
import { answersByNote } from './answers-page.tsx';
import { AnswerFields } from './party-pages.tsx';

export interface AskedPageProps {
  token: string;
  asked: AskedInvitation;
  done: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What the link of an invitation opens: one question, without an account. */
export function AskedPage({ token, asked, done, values, errors = {} }: AskedPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { held, party, answer, state } = asked;
  const isOff = held.event.status === 'cancelled';
  return (
    <Page title={t('asked.title')} noIndex hasErrors={Object.keys(errors).length > 0}>
      {done && <NotificationBanner kind="success" text={t('asked.done')} />}
      <p class="eyebrow">{t('asked.eyebrow', { party: inLang(party.name, lang) })}</p>
      <h1>{inLang(held.event.name, lang)}</h1>
      <p class="lead">
        {whenInWords(held, lang)}
        <br />
        {whereInWords(held, lang)}
      </p>
      {isOff && <WarningText>{t('programme.cancelled')}</WarningText>}
      {answer && (
        <InsetText>
          {t('asked.last', { answer: t(`answer.${answer.answer}`), by: answer.by, at: formatInstant(answer.at, lang) })}
        </InsetText>
      )}
      {state !== 'open' && <p>{t('answer.closed')}</p>}
      {state === 'open' && !isOff && (
        <Form action={eventsPaths.answerLink(token)} values={values} errors={errors}>
          <p>{answersByNote(held, lang)}</p>
          <AnswerFields messageHint={t('asked.messageHint')} />
          <Button>{t(answer ? 'asked.change' : 'asked.button')}</Button>
        </Form>
      )}
      {held.isPublic && (
        <p>
          <Link href={eventsPaths.meeting(held.slug)}>{t('asked.programme')}</Link>
        </p>
      )}
    </Page>
  );
}
