import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  Details,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  Page,
  SummaryList,
  Table,
  TextArea,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { membershipPaths } from '../../../membership/index.ts';
import { DelegateFields, DelegateTag } from '../../delegations/views/delegate-fields.tsx';
import { AnswerTag, answersByNote } from '../../invitations/views/answers-page.tsx';
import { VerdictTag } from '../../invitations/views/lines-table.tsx';
import { AnswerFields } from '../../invitations/views/party-pages.tsx';
import { whenInWords, whereInWords } from '../../meetings/in-words.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { OwnMeeting } from '../queries.ts';

/** The events that concern one's own city, invited or not, each with the reason. */
export function OwnMeetingsPage({ meetings }: { meetings: OwnMeeting[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('space.title')}
      noIndex
      breadcrumbs={[{ text: t('space.space'), href: membershipPaths.space() }, { text: t('space.title') }]}
    >
      <h1>{t('space.title')}</h1>
      {meetings.length === 0 ? (
        <EmptyState title={t('space.none')}>
          <p>{t('space.noneHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('meetings.count', { count: meetings.length })}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: t('meeting.event') },
            { header: t('meeting.when') },
            { header: t('line.verdict') },
            { header: t('answer.answer') },
          ]}
          rows={meetings.map(({ held, line, invited }) => [
            <Link href={eventsPaths.ownMeeting(held.slug)}>{inLang(held.event.name, lang)}</Link>,
            whenInWords(held, lang),
            line ? <VerdictTag verdict={line.verdict} /> : '—',
            invited ? <AnswerTag invited={invited} /> : '—',
          ])}
        />
      )}
    </Page>
  );
}

/** Which form of the page was refused. */
export type RefusedOwn = { form: 'answer' | 'nomination'; values: FormValues; errors: FieldErrors };

export interface OwnMeetingPageProps {
  own: OwnMeeting;
  refused?: RefusedOwn | undefined;
  done?: string | null;
}

/** One event for one's own city: why it is invited or not and who signed it, its answer, its delegation. */
export function OwnMeetingPage({ own, refused, done }: OwnMeetingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { held, line, invited } = own;
  const name = inLang(held.event.name, lang);
  const isOff = held.event.status === 'cancelled';
  const of = (form: RefusedOwn['form']) => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <Page
      title={name}
      noIndex
      hasErrors={refused !== undefined}
      breadcrumbs={[
        { text: t('space.space'), href: membershipPaths.space() },
        { text: t('space.title'), href: eventsPaths.ownMeetings() },
        { text: name },
      ]}
    >
      {done && <NotificationBanner kind="success" text={done} />}
      <h1>{name}</h1>
      <p class="lead">
        {whenInWords(held, lang)}
        <br />
        {whereInWords(held, lang)}
      </p>
      {isOff && <WarningText>{t('programme.cancelled')}</WarningText>}
      {line && (
        <SummaryList
          rows={[
            { key: t('line.verdict'), value: <VerdictTag verdict={line.verdict} /> },
            { key: t('line.reason'), value: inLang(line.reason, lang) },
            { key: t('space.signed'), value: `${line.signedBy}, ${formatInstant(line.signedAt, lang)}` },
          ]}
        />
      )}
      {line?.verdict === 'out' && !invited && <InsetText>{t('space.outHint')}</InsetText>}
      {invited && (
        <>
          <h2>{t('answer.answer')}</h2>
          <p>
            <AnswerTag invited={invited} /> {answersByNote(held, lang)}
          </p>
          {!isOff && (
            <Form action={eventsPaths.ownAnswer(held.slug)} {...of('answer')}>
              <AnswerFields messageHint={t('asked.messageHint')} />
              <Button>{t(invited.answers.length > 0 ? 'asked.change' : 'asked.button')}</Button>
            </Form>
          )}
        </>
      )}
      {own.delegation && <OwnDelegation own={own} delegation={own.delegation} isOff={isOff} refusal={of('nomination')} />}
      {held.isPublic && (
        <p>
          <Link href={eventsPaths.meeting(held.slug)}>{t('asked.programme')}</Link>
        </p>
      )}
    </Page>
  );
}

function OwnDelegation({
  own,
  delegation,
  isOff,
  refusal,
}: {
  own: OwnMeeting;
  delegation: NonNullable<OwnMeeting['delegation']>;
  isOff: boolean;
  refusal: { values?: FormValues; errors?: FieldErrors };
}) {
  const t = say.in(usePage().lang);
  const { slug } = own.held;
  const { quota, delegates } = delegation;
  const coming = delegates.filter(({ state }) => state !== 'withdrawn').length;
  return (
    <>
      <h2>{t('space.delegation')}</h2>
      <p>{t('delegation.taken', { coming, quota })}</p>
      {delegates.map((one) => (
        <section>
          <h3>
            {one.name} <DelegateTag state={one.state} />
          </h3>
          <p>{[one.role, one.isHead && t('delegate.isHead'), one.email].filter(Boolean).join(' · ')}</p>
          {one.state !== 'withdrawn' && (
            <Details summary={t('delegate.withdraw')}>
              <Form action={eventsPaths.ownWithdrawal(slug, one.id)}>
                <TextArea name="reason" id={`reason-${one.id}`} label={t('field.reason')} rows={2} maxlength={1000} />
                <Button kind="warning">{t('delegate.withdraw')}</Button>
              </Form>
            </Details>
          )}
        </section>
      ))}
      {!isOff && coming < quota && (
        <>
          <h3>{t('delegate.new')}</h3>
          <Form action={eventsPaths.ownDelegates(slug)} {...refusal}>
            <DelegateFields />
            <Button>{t('delegate.nominate')}</Button>
          </Form>
        </>
      )}
      {coming >= quota && <p>{t('delegation.full', { quota })}</p>}
    </>
  );
}
