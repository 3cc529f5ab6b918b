import { formatDate, formatInstant, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  Confirm,
  type FieldErrors,
  ExportLinks,
  type FormValues,
  InsetText,
  Link,
  SummaryList,
  Table,
  Tag,
  TextArea,
  Timeline,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { verdicts } from '../../vocabulary.ts';
import type { KeptList, LineDifference } from '../queries.ts';
import { canBecome } from '../rules.ts';
import type { Dispatch } from '../sending.ts';
import { ListTag } from './invitations-page.tsx';
import { LinesTable } from './lines-table.tsx';

interface ListProps {
  held: PreparedMeeting;
  list: KeptList;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** A list as it was shown: every party with its reason, who proposed it, signed it, sent it. */
export function ListPage({
  held,
  list,
  mayPrepare,
  maySign,
  done,
}: ListProps & { mayPrepare: boolean; maySign: boolean; done?: string | null }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('list.name', { number: list.number });
  const path = eventsPaths.list(held.slug, list.number);
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={title}
      above={[{ text: t('place.invitations'), href: eventsPaths.invitations(held.slug) }]}
      done={done}
    >
      <SummaryList
        rows={[
          { key: t('meeting.state'), value: <ListTag state={list.state} /> },
          { key: t('list.day'), value: t('list.known', { day: formatDate(list.day, lang), revision: list.revision }) },
          { key: t('list.digest'), value: <code>{list.digest}</code> },
        ]}
      />
      <Numbers list={list} />
      <ButtonGroup>
        {maySign && canBecome(list.state, 'approved') && (
          <Button href={eventsPaths.approval(held.slug, list.number)}>{t('list.sign')}</Button>
        )}
        {mayPrepare && canBecome(list.state, 'sent') && (
          <Button href={eventsPaths.sending(held.slug, list.number)}>{t('list.send')}</Button>
        )}
        {mayPrepare && canBecome(list.state, 'abandoned') && (
          <Link class="govuk-link" href={eventsPaths.abandonment(held.slug, list.number)}>
            {t('list.abandon')}
          </Link>
        )}
      </ButtonGroup>
      {!maySign && list.state === 'proposed' && <InsetText>{t('list.waitsForDirection')}</InsetText>}
      <LinesTable
        caption={t('invitations.count', { count: list.lines.length })}
        lines={list.lines.map((line) => ({ ...line, reason: inLang(line.reason, lang) }))}
      />
      <ExportLinks hrefOf={(format) => withQuery(path, { format: exportFormats[format] })} />
      <h2>{t('list.steps')}</h2>
      <Timeline
        items={list.steps.map((step) => ({
          title: t(`listStep.${step.state}`),
          by: step.by,
          when: formatInstant(step.at, lang),
          datetime: step.at.toString(),
          children: (step.reason || step.signature) && (
            <p>
              {step.reason ?? (
                <>
                  {t('list.signature')} <code class="signature">{step.signature}</code>
                </>
              )}
            </p>
          ),
        }))}
      />
    </MeetingPage>
  );
}

/** The direction reads who is left out, and signs. */
export function ApprovalPage({ held, list, values, errors = {} }: ListProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const out = list.lines.filter(({ verdict }) => verdict === 'out');
  const decided = list.lines.filter(({ verdict, isDecided }) => isDecided && verdict === 'in');
  const show = (lines: KeptList['lines']) => lines.map((line) => ({ ...line, reason: inLang(line.reason, lang) }));
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={t('list.sign')}
      above={aboveList(held, list, t)}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Numbers list={list} />
      <WarningText>{t('list.signWarning')}</WarningText>
      {out.length > 0 && <LinesTable caption={t('list.outCaption', { count: out.length })} lines={show(out)} />}
      {decided.length > 0 && <LinesTable caption={t('list.decidedCaption', { count: decided.length })} lines={show(decided)} />}
      <p>
        <Link href={eventsPaths.list(held.slug, list.number)}>{t('list.readWhole', { count: list.lines.length })}</Link>
      </p>
      <Confirm
        action={eventsPaths.approval(held.slug, list.number)}
        button={t('list.signButton')}
        cancelHref={eventsPaths.list(held.slug, list.number)}
        values={values}
        errors={errors}
      >
        <p>{t('list.signLead')}</p>
        <input type="hidden" name="digest" value={list.digest} />
      </Confirm>
    </MeetingPage>
  );
}

/** Why a list is given up. */
export function AbandonmentPage({ held, list, values, errors = {} }: ListProps) {
  const t = say.in(usePage().lang);
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={t('list.abandon')}
      above={aboveList(held, list, t)}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Confirm
        action={eventsPaths.abandonment(held.slug, list.number)}
        button={t('list.abandonButton')}
        warning
        cancelHref={eventsPaths.list(held.slug, list.number)}
        values={values}
        errors={errors}
      >
        <p>{t('list.abandonLead')}</p>
        <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
      </Confirm>
    </MeetingPage>
  );
}

/** Who will be written to, who has no address, what changed since the list was signed: then sends. */
export function SendingPage({
  held,
  list,
  dispatches,
  differences,
  errors = {},
}: ListProps & { dispatches: Dispatch[]; differences: LineDifference[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const names = new Map(list.lines.map(({ party }) => [party.id, party]));
  const waiting = dispatches.filter(({ isInvited }) => !isInvited);
  return (
    <MeetingPage
      held={held}
      place="invitations"
      title={t('list.send')}
      width="wide"
      above={aboveList(held, list, t)}
      hasErrors={Object.keys(errors).length > 0}
    >
      {differences.length > 0 && <WarningText>{t('list.sendDifferences', { count: differences.length })}</WarningText>}
      <Confirm
        action={eventsPaths.sending(held.slug, list.number)}
        button={t('list.sendButton', { count: waiting.length })}
        cancelHref={eventsPaths.list(held.slug, list.number)}
        errors={errors}
      >
        <p>{t('list.sendLead', { count: waiting.length })}</p>
      </Confirm>
      <Table
        caption={t('list.dispatches', { count: dispatches.length })}
        dense
        firstCellIsHeader
        columns={[{ header: t('line.party') }, { header: t('recipient.title') }, { header: t('meeting.state') }]}
        rows={dispatches.map(({ partyId, isInvited, recipients }) => [
          <Link href={eventsPaths.recipients(held.slug, names.get(partyId)!.slug)}>{inLang(names.get(partyId)!.name, lang)}</Link>,
          recipients.map(({ name, email }) => [name, email].filter(Boolean).join(', ')).join(' ; '),
          isInvited ? (
            <Tag kind="over">{t('dispatch.sent')}</Tag>
          ) : recipients.some(({ email }) => email !== null) ? (
            <Tag kind="waiting">{t('dispatch.waiting')}</Tag>
          ) : (
            <Tag>{t('dispatch.paper')}</Tag>
          ),
        ])}
      />
    </MeetingPage>
  );
}

function Numbers({ list }: { list: KeptList }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <BigNumbers
      items={verdicts.map((verdict) => ({
        value: formatNumber(list.lines.filter((one) => one.verdict === verdict).length, lang),
        label: t(`verdict.many.${verdict}`),
      }))}
    />
  );
}

function aboveList(held: PreparedMeeting, list: KeptList, t: ReturnType<typeof say.in>): { text: string; href: string }[] {
  return [
    { text: t('place.invitations'), href: eventsPaths.invitations(held.slug) },
    { text: t('list.name', { number: list.number }), href: eventsPaths.list(held.slug, list.number) },
  ];
}
