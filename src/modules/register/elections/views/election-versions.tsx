import { formatDate } from '../../../../kernel/i18n/format.ts';
import { Details, Link, usePage } from '../../../../ui/index.ts';
import { occurrenceDates, occurrenceName } from '../../facts/in-words.ts';
import type { HeldFact } from '../../facts/read.ts';
import type { Refs } from '../../facts/refs.ts';
import { spanInWords } from '../../facts/spans.ts';
import { titleInWords } from '../../offices/titles.ts';
import { say } from '../../mandates/messages.ts';
import { say as sayRegister } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { sourceLabel } from '../../sources-in-words.ts';
import { useRegister } from '../../views/register-context.ts';
import type { Election } from '../queries.ts';

/** An election of a State: what is announced of it on the day, and each version that it had, with its source. */
export function ElectionVersions({ election, refs }: { election: Election; refs: Refs }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { current, versions } = election;
  const shown = current ?? versions.at(-1);
  const name = shown ? occurrenceName(shown.row, lang) : t('election.unnamed');
  const href = election.series ? registerPaths.series(election.series) : registerPaths.allSeries();
  return (
    <div class="election">
      <p>
        <Link href={href}>{name}</Link> : {current ? announced(current, lang) : sayRegister.in(lang)('series.nothingThatDay')}
        {versions.length > 1 && `, ${t('election.postponed', { count: versions.length - 1 })}`}
      </p>
      <ElectionConcern election={election} />
      {versions.length > 1 && (
        <Details summary={t('election.versions', { count: versions.length })}>
          <ol>
            {versions.map((version) => (
              <li>
                {announced(version, lang)} ({spanInWords(version.span, lang)}) –{' '}
                <Link href={registerPaths.history('occurrence', version.factId)}>
                  {sourceLabel(refs.sources.get(version.sourceId) ?? { title: '—' })}
                </Link>
              </li>
            ))}
          </ol>
        </Details>
      )}
    </div>
  );
}

/** Whom an election renews, when its electors vote, and where that day is recorded or corrected. */
export function ElectionConcern({ election }: { election: Pick<Election, 'slug' | 'title' | 'votesOn' | 'votingDayId'> }) {
  const { lang, mayChange } = useRegister();
  const { slug, votesOn, votingDayId } = election;
  const href = votingDayId ? registerPaths.changeFact('voting_day', votingDayId, 'correction') : registerPaths.votingDay(slug);
  return (
    <p class="row-note">
      {concernInWords(election, lang)}
      {votingDayId && (
        <>
          {' '}
          · <Link href={registerPaths.history('voting_day', votingDayId)}>{sayRegister.in(lang)('fact.history')}</Link>
        </>
      )}
      {mayChange && (
        <>
          {' '}
          · <Link href={href}>{say.in(lang)(votesOn ? 'election.correctVote' : 'election.recordVote')}</Link>
        </>
      )}
    </p>
  );
}

/** « Tous les responsables de collectivités ; les électeurs votent le 17 juillet 2025 ». */
function concernInWords({ title, votesOn }: Pick<Election, 'title' | 'votesOn'>, lang: 'fr' | 'en'): string {
  const t = say.in(lang);
  const whom = title ? t('election.concernsTitle', { title: titleInWords(title, null, lang) }) : t('election.concernsAll');
  return votesOn ? t('election.votes', { whom, day: formatDate(votesOn, lang) }) : whom;
}

/** « déplacée, 10–12 septembre 2025 », « déplacée, sans date ». */
function announced({ row }: HeldFact, lang: 'fr' | 'en'): string {
  const status = sayRegister.in(lang)(`occurrence.${row['status']}` as 'occurrence.held');
  return `${status}, ${occurrenceDates(row, lang) ?? sayRegister.in(lang)('series.noDate')}`;
}
