import { formatDate, formatInstant, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  Details,
  EmptyState,
  ExportLinks,
  type FieldErrors,
  Filters,
  Form,
  InsetText,
  Link,
  Pagination,
  Select,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { type ListState, verdicts } from '../../vocabulary.ts';
import type { ComputedList } from '../compute.ts';
import type { LineFilters } from '../lists.ts';
import type { KeptList, LineDifference, ListSummary } from '../queries.ts';
import { LinesTable, type ShownLine, VerdictTag } from './lines-table.tsx';
import { RuleInWords, type ShownBlock } from './rule-page.tsx';

export interface InvitationsPageProps {
  held: PreparedMeeting;
  /** Null while no rule is written. */
  list: ComputedList | null;
  rule: ShownBlock[];
  /** The lines of this page, filters applied. */
  lines: ShownLine[];
  total: number;
  page: number;
  pages: number;
  filters: LineFilters;
  lists: ListSummary[];
  signed: KeptList | null;
  differences: LineDifference[];
  mayPrepare: boolean;
  maySign: boolean;
  errors?: FieldErrors | undefined;
}

/** Who would be invited today, and who not, each with the reason; what was signed, and what changed since. */
export function InvitationsPage(props: InvitationsPageProps) {
  const { held, list, rule, lines, total, page, pages, filters, lists, signed, differences, mayPrepare, maySign, errors } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const path = eventsPaths.invitations(held.slug);
  const query = { verdict: filters.verdict, words: filters.words };
  return (
    <MeetingPage held={held} place="invitations" title={t('place.invitations')} hasErrors={errors !== undefined}>
      <h2>{t('rule.title')}</h2>
      {rule.length === 0 ? (
        <EmptyState title={t('rule.none')}>
          <p>{t('rule.noneHint')}</p>
        </EmptyState>
      ) : (
        <RuleInWords blocks={rule} />
      )}
      {mayPrepare && (
        <Button kind={rule.length === 0 ? 'primary' : 'secondary'} href={eventsPaths.rule(held.slug)}>
          {t(rule.length === 0 ? 'rule.write' : 'rule.change')}
        </Button>
      )}
      {signed && <SignedNotice held={held} signed={signed} differences={differences} />}
      {list && (
        <>
          <h2>{t('invitations.today', { day: formatDate(list.at.on, lang) })}</h2>
          <BigNumbers
            items={verdicts.map((verdict) => ({
              value: formatNumber(list.lines.filter((one) => one.verdict === verdict).length, lang),
              label: t(`verdict.many.${verdict}`),
            }))}
          />
          {mayPrepare && (
            <Form action={eventsPaths.lists(held.slug)} errors={errors} keptNote={false}>
              <p>{t('invitations.proposeLead')}</p>
              <Button>{t('invitations.propose')}</Button>
            </Form>
          )}
          <Filters action={path} values={{ verdict: filters.verdict ?? '', words: filters.words ?? '' }} clearHref={path}>
            <TextField name="words" label={t('line.party')} type="search" width={20} />
            <Select
              name="verdict"
              label={t('line.verdict')}
              options={[{ value: '', text: t('line.all') }, ...verdicts.map((one) => ({ value: one, text: t(`verdict.${one}`) }))]}
            />
          </Filters>
          {lines.length === 0 ? (
            <EmptyState title={t('invitations.noneFound')} />
          ) : (
            <LinesTable
              caption={t('invitations.count', { count: total })}
              withActions={mayPrepare}
              lines={lines.map((line) => ({
                ...line,
                actions: (
                  <>
                    {maySign && <Link href={eventsPaths.exception(held.slug, line.party.slug)}>{t('exception.decide')}</Link>}{' '}
                    {line.verdict === 'in' && <Link href={eventsPaths.recipients(held.slug, line.party.slug)}>{t('recipient.title')}</Link>}
                  </>
                ),
              }))}
            />
          )}
          <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...query, page: number })} />
          <ExportLinks hrefOf={(format) => withQuery(path, { ...query, format: exportFormats[format] })} />
        </>
      )}
      {lists.length > 0 && (
        <>
          <h2>{t('list.history')}</h2>
          <Table
            caption={t('list.history')}
            captionHidden
            dense
            firstCellIsHeader
            columns={[{ header: t('list.list') }, { header: t('list.day') }, { header: t('meeting.state') }, { header: t('list.last') }]}
            rows={lists.map((one) => [
              <Link href={eventsPaths.list(held.slug, one.number)}>{t('list.name', { number: one.number })}</Link>,
              formatDate(one.day, lang),
              <ListTag state={one.state} />,
              `${formatInstant(one.at, lang)}, ${one.by}`,
            ])}
          />
        </>
      )}
    </MeetingPage>
  );
}

export function ListTag({ state }: { state: ListState }) {
  const t = say.in(usePage().lang);
  const kinds = { proposed: 'waiting', approved: 'good', sent: 'neutral', abandoned: 'over' } as const;
  return <Tag kind={kinds[state]}>{t(`listState.${state}`)}</Tag>;
}

function SignedNotice({ held, signed, differences }: { held: PreparedMeeting; signed: KeptList; differences: LineDifference[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const step = signed.steps.find(({ state }) => state === 'approved')!;
  return (
    <InsetText>
      <p>
        <Link href={eventsPaths.list(held.slug, signed.number)}>{t('list.name', { number: signed.number })}</Link>{' '}
        {t('list.signedBy', { by: step.by, at: formatInstant(step.at, lang) })} {t('list.differences', { count: differences.length })}
      </p>
      {differences.length > 0 && (
        <Details summary={t('list.differencesCaption')}>
          <Table
            caption={t('list.differencesCaption')}
            captionHidden
            dense
            firstCellIsHeader
            columns={[{ header: t('line.party') }, { header: t('list.before') }, { header: t('list.now') }]}
            rows={differences.map(({ party, before, after }) => [
              inLang(party.name, lang),
              before ? (
                <>
                  <VerdictTag verdict={before.verdict} /> {inLang(before.reason, lang)}
                </>
              ) : (
                '—'
              ),
              after ? (
                <>
                  <VerdictTag verdict={after.verdict} /> {after.reason(lang)}
                </>
              ) : (
                '—'
              ),
            ])}
          />
        </Details>
      )}
    </InsetText>
  );
}
