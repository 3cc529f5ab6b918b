import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { InsetText, Table, usePage, WarningText } from '../../../../ui/index.ts';
import { rankedTitle } from '../../agenda/queries.ts';
import { say } from '../../messages.ts';
import type { SittingDossier } from '../../sittings/queries.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import type { Happening, Quorum } from '../entries.ts';
import type { ReplayReport } from '../verify.ts';

export interface JournalPageProps {
  dossier: SittingDossier;
  entries: readonly { number: number; at: Temporal.Instant; by: string; happening: Happening; after: Quorum | null }[];
  report: ReplayReport;
  /** Those who may count, by account. */
  team: readonly { id: string; name: string }[];
}

/** Everything that happened in a sitting, in order, and whether it still tells the same. */
export function JournalPage({ dossier, entries, report, team }: JournalPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <SittingFrame sitting={dossier.sitting} tab="journal" title={t('tabs.journal')} wide>
      <h1>{t('tabs.journal')}</h1>
      <p>{t('journal.hint')}</p>
      {report.faults.length === 0 ? (
        <InsetText>{t('cli.replay.same', { entries: report.entries, votes: report.votes, erased: report.erased })}</InsetText>
      ) : (
        <WarningText>
          {t('cli.replay.differs', { entries: report.entries, votes: report.votes, faults: report.faults.length })}{' '}
          {report.faults.map(({ what, where }) => t(`cli.replay.${what}`, { where })).join(' ; ')}
        </WarningText>
      )}
      <Table
        caption={t('journal.count', { count: entries.length })}
        dense
        firstCellIsHeader
        columns={[
          { header: t('journal.number'), numeric: true },
          { header: t('journal.at') },
          { header: t('journal.by') },
          { header: t('journal.what') },
          { header: t('journal.quorum') },
        ]}
        rows={entries.map(({ number, at, by, happening, after }) => [
          { content: number, numeric: true },
          formatInstant(at, lang),
          by,
          whatHappened(dossier, team, happening, lang),
          after && t('journal.after', { present: after.present, represented: after.represented, needed: after.needed }),
        ])}
      />
    </SittingFrame>
  );
}

/** An entry in a sentence: what, and whom or what it is about. */
function whatHappened({ parties, items }: SittingDossier, team: JournalPageProps['team'], happening: Happening, lang: 'fr' | 'en'): string {
  const t = say.in(lang);
  const nameOf = (id: string) => inLang(parties.get(id)?.name ?? { fr: '—' }, lang);
  const itemOf = (id: string) => {
    const item = items.find((one) => one.id === id);
    return item ? rankedTitle(item, lang) : '—';
  };
  const voteOf = (id: string) => items.flatMap((item) => item.votes).find((one) => one.id === id)?.number ?? '—';
  const about: string[] = [];
  if (happening.kind === 'step') about.push(t(`step.${happening.to}`), happening.reason ?? '');
  if ('principal' in happening) about.push(nameOf(happening.principal));
  if ('holder' in happening) about.push(nameOf(happening.holder));
  if ('party' in happening) about.push(nameOf(happening.party));
  if ('item' in happening) about.push(itemOf(happening.item));
  if ('vote' in happening && happening.vote) about.push(t('agenda.vote', { number: voteOf(happening.vote) }));
  if ('code' in happening) about.push(happening.code);
  if ('teller' in happening) about.push(team.find(({ id }) => id === happening.teller)?.name ?? '—');
  if (happening.kind === 'item_moved') about.push(t('journal.place', { place: happening.to }));
  if ('reason' in happening && happening.kind !== 'step') about.push(happening.reason ?? '');
  if (happening.kind === 'vote_closed') about.push(t(`outcome.${happening.result.outcome}`));
  if (happening.kind === 'erased') about.push(happening.entries.map(({ number }) => number).join(', '));
  if ('version' in happening) about.push(t('minutes.version', { number: happening.version }));
  const words = about.filter((one) => one !== '');
  return words.length > 0
    ? t('journal.entry', { what: t(`entry.${happening.kind}`), about: words.join(', ') })
    : t(`entry.${happening.kind}`);
}
