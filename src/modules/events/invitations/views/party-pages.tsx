import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  Radios,
  SummaryList,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { InvitationException, InvitationRecipient } from '../../schema.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { answers, exceptionVerdicts } from '../../vocabulary.ts';
import type { ComputedLine } from '../compute.ts';

interface PartyPageProps {
  held: PreparedMeeting;
  party: PartyRef;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Decides of one party whatever the rule says: what the rule says is read first, and a reason is written. */
export function ExceptionPage({ held, party, line, values, errors = {} }: PartyPageProps & { line: ComputedLine | null }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('exception.title', { party: inLang(party.name, lang) });
  const exception: InvitationException | null = line?.exception ?? null;
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={title}
      above={[{ text: t('place.invitations'), href: eventsPaths.invitations(held.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <SummaryList
        rows={[
          { key: t('exception.now'), value: line ? line.reason(lang) : t('exception.notListed') },
          exception && { key: t('exception.last'), value: `${exception.by}, ${formatInstant(exception.at, lang)}` },
        ]}
      />
      <Form action={eventsPaths.exception(held.slug, party.slug)} values={values} errors={errors}>
        <Radios
          name="verdict"
          label={t('exception.verdict')}
          options={exceptionVerdicts
            .filter((one) => one !== 'rule' || exception !== null)
            .map((one) => ({ value: one, label: t(`exception.${one}`) }))}
        />
        <TextArea name="reason" label={t('field.reason')} hint={t('exception.reasonHint')} rows={3} maxlength={1000} />
        <Button>{t('exception.button')}</Button>
      </Form>
    </MeetingPage>
  );
}

/** Who is written to on behalf of a party, and someone more. */
export function RecipientsPage({
  held,
  party,
  recipients,
  usual,
  values,
  errors = {},
}: PartyPageProps & {
  recipients: InvitationRecipient[];
  /** Whom the register would give, where nobody was chosen. */
  usual: { name: string; email: string | null }[];
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const shown = recipients.length > 0 ? recipients : usual;
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={t('recipient.of', { party: inLang(party.name, lang) })}
      above={[{ text: t('place.invitations'), href: eventsPaths.invitations(held.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      {shown.length === 0 ? (
        <EmptyState title={t('recipient.none')} />
      ) : (
        <Table
          caption={t(recipients.length > 0 ? 'recipient.chosen' : 'recipient.usual')}
          firstCellIsHeader
          columns={[{ header: t('recipient.name') }, { header: t('recipient.email') }]}
          rows={shown.map(({ name, email }) => [name, email ?? t('recipient.paper')])}
        />
      )}
      <h2>{t('recipient.add')}</h2>
      <Form action={eventsPaths.recipients(held.slug, party.slug)} values={values} errors={errors}>
        <TextField name="name" label={t('recipient.name')} maxlength={200} />
        <TextField name="email" type="email" label={t('recipient.email')} spellcheck={false} />
        <Radios name="lang" label={t('recipient.lang')} value="fr" inline options={langChoices(t)} />
        <Button>{t('recipient.addButton')}</Button>
      </Form>
    </MeetingPage>
  );
}

/** Writes down an answer that came otherwise. */
export function StaffAnswerPage({ held, party, values, errors = {} }: PartyPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MeetingPage
      held={held}
      place="answers"
      title={t('answer.recordOf', { party: inLang(party.name, lang) })}
      above={[{ text: t('place.answers'), href: eventsPaths.answers(held.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Form action={eventsPaths.answer(held.slug, party.slug)} values={values} errors={errors}>
        <AnswerFields messageHint={t('answer.staffHint')} />
        <Button>{t('preparation.save')}</Button>
      </Form>
    </MeetingPage>
  );
}

/** Yes, no, not yet known; and a word. */
export function AnswerFields({ messageHint }: { messageHint: string }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <Radios name="answer" label={t('answer.question')} options={answers.map((one) => ({ value: one, label: t(`answer.${one}`) }))} />
      <TextArea name="message" label={t('answer.message')} hint={messageHint} rows={3} optional maxlength={2000} />
    </>
  );
}

function langChoices(t: ReturnType<typeof say.in>) {
  return (['fr', 'en'] as const).map((one) => ({ value: one, label: t(`lang.${one}`) }));
}
