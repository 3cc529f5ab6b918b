import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  NotificationBanner,
  Page,
  SummaryList,
  usePage,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import type { AskedOpinion } from '../opinions/commands.ts';
import { OpinionFields } from './step-page.tsx';

/** Where the head of a capital answers, by the link of a mail: no account, one page. */
export function OpinionPage({
  asked: { application, request, open },
  token,
  given,
  values,
  errors = {},
}: {
  asked: AskedOpinion;
  token: string;
  given: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { name, category, stateParty, reference, motives } = application;
  return (
    <Page title={t('answer.title', { party: name })} noIndex hasErrors={Object.keys(errors).length > 0}>
      {given && <NotificationBanner kind="success" text={t('answer.given')} />}
      <p class="eyebrow">{t('file.eyebrow', { reference })}</p>
      <h1>{t('answer.title', { party: name })}</h1>
      <SummaryList
        rows={[
          { key: t('file.authority'), value: name },
          { key: t('draft.state'), value: stateParty && inLang(stateParty.name, lang) },
          { key: t('draft.category'), value: category && t(`applicant.${category}`) },
          motives ? { key: t('file.motives'), value: motives } : null,
          { key: t('answer.by'), value: formatDate(request.answerBy, lang) },
        ]}
      />
      {open ? (
        <Form action={membershipPaths.opinion(token)} values={values} errors={errors}>
          <p>{t('answer.text.intro', { addressee: request.addressee })}</p>
          <OpinionFields />
          <Button>{t('answer.button')}</Button>
        </Form>
      ) : (
        !given && <InsetText>{t('opinion.closed')}</InsetText>
      )}
    </Page>
  );
}
