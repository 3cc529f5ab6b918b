import { formatDate, formatInstant, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  Confirm,
  Details,
  EmptyState,
  ExportLinks,
  type FieldErrors,
  Filters,
  Link,
  Page,
  Select,
  Table,
  Tag,
  usePage,
} from '../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import type { InvitedParty } from '../follow-up.ts';
import { type AnswerFilter, answerFilters, standingAnswer } from '../follow-up.ts';

export interface AnswersPageProps {
  held: PreparedMeeting;
  invited: InvitedParty[];
  /** How many there are in all of each. */
  counts: Record<AnswerFilter, number>;
  filter: AnswerFilter | undefined;
  mayPrepare: boolean;
  done?: string | null;
}

/** What each invited party was sent, when, to whom, and what it answered. */
export function AnswersPage({ held, invited, counts, filter, mayPrepare, done }: AnswersPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const path = eventsPaths.answers(held.slug);
  return (
    <MeetingPage held={held} place="answers" title={t('place.answers')} width="wide" done={done}>
      <BigNumbers items={answerFilters.map((one) => ({ value: formatNumber(counts[one], lang), label: t(`answer.many.${one}`) }))} />
      {mayPrepare && counts.silent + counts.undecided > 0 && (
        <ButtonGroup>
          <Button kind="secondary" href={eventsPaths.reminders(held.slug)}>
            {t('answer.remind')}
          </Button>
        </ButtonGroup>
      )}
      <Filters action={path} values={{ reponse: filter ?? '' }} clearHref={path}>
        <Select
          name="reponse"
          label={t('answer.answer')}
          options={[{ value: '', text: t('line.all') }, ...answerFilters.map((one) => ({ value: one, text: t(`answer.${one}`) }))]}
        />
      </Filters>
      {invited.length === 0 ? (
        <EmptyState title={t('answer.nobody')}>
          <p>{t('answer.nobodyHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('answer.count', { count: invited.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('line.party') },
            { header: t('answer.answer') },
            { header: t('answer.said') },
            { header: t('answer.sent') },
            { header: t('line.actions') },
          ]}
          rows={invited.map((one) => {
            const last = one.answers.at(-1);
            return [
              inLang(one.party.name, lang),
              <AnswerTag invited={one} />,
              last ? (
                <>
                  {last.by}, {formatInstant(last.at, lang)} ({t(`via.${last.via}`)}
                  {last.isLate && `, ${t('answer.late')}`}){last.message && <p>« {last.message} »</p>}
                </>
              ) : (
                '—'
              ),
              <Details
                summary={t('answer.mails', { count: one.mails.length, reminders: Math.max(0, ...one.mails.map(({ round }) => round)) })}
              >
                <ul class="govuk-list">
                  {one.mails.map((mail) => (
                    <li>
                      {t(mail.round === 0 ? 'mail.kind.invitation' : 'mail.kind.reminder', { round: mail.round })},{' '}
                      {formatInstant(mail.at, lang)} : {[mail.name, mail.email].filter(Boolean).join(', ')} ({t(`channel.${mail.channel}`)})
                    </li>
                  ))}
                </ul>
              </Details>,
              mayPrepare && <Link href={eventsPaths.answer(held.slug, one.party.slug)}>{t('answer.record')}</Link>,
            ];
          })}
        />
      )}
      <ExportLinks hrefOf={(format) => withQuery(path, { reponse: filter, format: exportFormats[format] })} />
    </MeetingPage>
  );
}

export function AnswerTag({ invited }: { invited: Pick<InvitedParty, 'answers'> }) {
  const t = say.in(usePage().lang);
  const answer = standingAnswer(invited);
  const kinds = { accepted: 'good', declined: 'bad', undecided: 'waiting', silent: 'neutral' } as const;
  return <Tag kind={kinds[answer]}>{t(`answer.${answer}`)}</Tag>;
}

/** Asks once more before reminders leave. */
export function RemindersPage({
  held,
  waiting,
  errors = {},
}: {
  held: PreparedMeeting;
  waiting: InvitedParty[];
  errors?: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MeetingPage
      held={held}
      place="answers"
      title={t('answer.remind')}
      above={[{ text: t('place.answers'), href: eventsPaths.answers(held.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Confirm
        action={eventsPaths.reminders(held.slug)}
        button={t('answer.remindButton')}
        cancelHref={eventsPaths.answers(held.slug)}
        errors={errors}
      >
        <p>{t('answer.remindLead', { count: waiting.length })}</p>
        <ul class="govuk-list govuk-list--bullet">
          {waiting.map(({ party }) => (
            <li>{inLang(party.name, lang)}</li>
          ))}
        </ul>
      </Confirm>
    </MeetingPage>
  );
}

/** A link that opens nothing, or nothing any more. */
export function DeadInvitationPage() {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('asked.dead')} noIndex>
      <h1>{t('asked.dead')}</h1>
      <p>{t('asked.deadHint')}</p>
    </Page>
  );
}

export function answersByNote(held: PreparedMeeting, lang: 'fr' | 'en'): string | null {
  return held.answersBy && say.in(lang)('asked.answersBy', { day: formatDate(held.answersBy, lang) });
}
