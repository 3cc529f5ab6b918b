import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { SearchHit } from '../../../kernel/module.ts';
import { shortLabel, saysInWords } from '../facts/in-words.ts';
import { factKinds, type FactKind } from '../facts/kinds.ts';
import { listFacts } from '../facts/read.ts';
import { loadRefs, noRefs } from '../facts/refs.ts';
import { asKnownNow } from '../facts/revision.ts';
import { isOn } from '../facts/spans.ts';
import { say } from '../messages.ts';
import { titleOf } from '../mandates/in-words.ts';
import { findPartiesById } from '../parties/directory.ts';
import { listPersons } from '../persons/list.ts';
import { mayReadPersons } from '../policy.ts';
import { registerPaths } from '../paths.ts';
import { event, occurrence, partyIdentifier, partyName, series, status, type JsonRow } from '../schema.ts';
import type { PartyKind } from '../vocabulary.ts';
import { likePattern } from './words.ts';

/**
 * What the register holds today under these words: parties by any of their names (accents, case and small slips aside)
 * or by an identifier, series of events, and events; for the secretariat, persons too. The best first, at most 40.
 */
export async function searchRegister(act: Act, query: string, lang: Lang): Promise<SearchHit[]> {
  const words = query.trim().slice(0, 200);
  if (!words) return [];
  const at = await asKnownNow(act);
  const hits = [
    ...(await searchParties(act.db, words, at, lang)),
    ...(await searchSeries(act.db, words, lang)),
    ...(await searchEvents(act.db, words, at, lang)),
    ...(mayReadPersons(act.actor) ? await searchPersons(act.db, words, at, lang) : []),
  ];
  return hits.sort((a, b) => b.score - a.score).slice(0, most);
}

const most = 40;

async function searchParties(db: Db, words: string, at: At, lang: Lang): Promise<SearchHit[]> {
  const scores = await scoreParties(db, words);
  const ids = [...scores.keys()];
  const parties = await findPartiesById(db, ids, at);
  const held =
    ids.length === 0
      ? []
      : await listFacts(db, at.revision, [
          { kind: factKinds.status as FactKind, where: and(inArray(status.partyId, ids), eq(status.retained, true)) },
        ]);
  const statuses = held.filter((fact) => isOn(fact.span, at.on));
  const refs = await loadRefs(
    db,
    statuses.map((fact) => fact.row),
    at,
  );
  const excerpts = Map.groupBy(statuses, (fact) => fact.row['party_id']);
  return [...parties.values()].map((one) => ({
    path: registerPaths.party(one.slug),
    title: inLang(one.name, lang),
    kind: say.in(lang)(`kind.${one.kind as PartyKind}`),
    excerpt:
      excerpts
        .get(one.id)
        ?.map((fact) =>
          say.in(lang)('search.status', {
            institution: shortLabel(refs, fact.row['institution_id'], lang),
            status: saysInWords(fact, refs, lang),
          }),
        )
        .join(' ; ') ?? '',
    score: scores.get(one.id)!,
  }));
}

/** Both conditions on names read an index of the names that are held now (`party_name_folded`, `party_name_words`). */
async function scoreParties(db: Db, words: string): Promise<Map<string, number>> {
  const name = sql`folded(${partyName.name})`;
  const asked = sql`folded(${words})`;
  const { rows } = await db.execute<{ id: string; score: number }>(sql`
    select id, max(score)::float8 as score from (
      select ${partyName.partyId} as id, case
          when ${name} = ${asked} then 1
          when ${name} like ${asked} || '%' then 0.9
          when ${name} like '% ' || ${asked} || '%' then 0.8
          else 0.7 * word_similarity(${asked}, ${name})
        end as score
      from ${partyName}
      where upper_inf(${partyName.recorded}) and ${partyName.retained}
        and (${name} like ${likePattern(words)} or ${asked} <% ${name} or to_tsvector('french', ${name}) @@ websearch_to_tsquery('french', ${asked}))
      union all
      select ${partyIdentifier.partyId}, 0.95 from ${partyIdentifier}
      where upper_inf(${partyIdentifier.recorded}) and ${partyIdentifier.retained} and lower(${partyIdentifier.value}) = lower(${words})
    ) found group by id order by score desc, id limit ${most}`);
  return new Map(rows.map((row) => [row.id, row.score]));
}

/** Those whose name has all the words, with what they are on the day. */
async function searchPersons(db: Db, words: string, at: At, lang: Lang): Promise<SearchHit[]> {
  const sort = { key: 'name', direction: 'ascending' } as const;
  const { rows } = await listPersons(db, { text: words }, at, lang, { sort, limit: most });
  return rows.map(({ person, mandate, party }) => ({
    path: registerPaths.person(person.id),
    title: person.name,
    kind: say.in(lang)('search.person'),
    ...(mandate && party ? { excerpt: `${titleOf(mandate, lang)}, ${inLang(party.name, lang)}` } : {}),
    score: 0.75,
  }));
}

async function searchSeries(db: Db, words: string, lang: Lang): Promise<SearchHit[]> {
  const text = sql`folded(${series.nameFr} || ' ' || coalesce(${series.nameEn}, '') || ' ' || ${series.wordsFr} || ' ' || ${series.wordsEn})`;
  const rows = await db
    .select()
    .from(series)
    .where(sql`${text} like ${likePattern(words)}`)
    .limit(most);
  return rows.map((row) => ({
    path: registerPaths.series(row.slug),
    title: inLang({ fr: row.nameFr, en: row.nameEn }, lang),
    kind: say.in(lang)('search.series'),
    score: 0.85,
  }));
}

async function searchEvents(db: Db, words: string, at: At, lang: Lang): Promise<SearchHit[]> {
  const text = sql`folded(${occurrence.nameFr} || ' ' || coalesce(${occurrence.nameEn}, '') || ' ' || coalesce(${occurrence.place}, ''))`;
  const { rows } = await db.execute<{ row: JsonRow; event: string; series: string | null }>(sql`
    select to_jsonb(${occurrence}.*) as row, ${event.slug} as event, ${series.slug} as series
    from ${occurrence} join ${event} on ${eq(event.id, occurrence.eventId)} left join ${series} on ${eq(series.id, event.seriesId)}
    where upper_inf(${occurrence.recorded}) and ${occurrence.retained} and ${occurrence.valid} @> ${at.on.toString()}::date and ${text} like ${likePattern(words)}
    order by ${occurrence.startsOn} desc nulls last limit ${most}`);
  return rows.map(({ row, event: slug, series: seriesSlug }) => ({
    path: `${seriesSlug ? registerPaths.series(seriesSlug) : registerPaths.allSeries()}#${slug}`,
    title: inLang({ fr: String(row['name_fr']), en: row['name_en'] as string | null }, lang),
    kind: say.in(lang)('search.event'),
    excerpt: saysInWords({ kind: 'occurrence', row }, noRefs, lang),
    score: 0.6,
  }));
}
