import type { Database } from './databases.ts';

/** How many rows of facts, of all kinds, come with each party of a large register. */
export const factsPerParty = 10;

/**
 * Fills a register, empty or not, with member cities, each with about ten facts of every kind, as the real ones have: names,
 * code, membership with its suspensions, yearly populations of which one in five was corrected, the State it is part of,
 * and an event in twenty. Written by the database itself: a million facts by the ordinary commands would take an hour.
 * The journal, which no page of a party reads, is left empty.
 */
export async function fillRegister({ query }: Pick<Database, 'query'>, parties: number): Promise<void> {
  const revisions = Math.max(10, Math.floor(parties / 100));
  await query('create table first as select coalesce(max(number), 0) as number, max(at) as at from revision');
  // In a register that has revisions already, the new ones follow at once: their instants may not go back.
  await query(
    `insert into revision (number, at, actor, command, reason)
     select number + n, coalesce(at + n * interval '1 ms', timestamptz '2015-01-01' + n * interval '10 years' / $1), 'Awa Diop', 'import', 'liste annuelle'
     from first, generate_series(1, $1::int) n`,
    [revisions],
  );
  await query(
    `insert into source (id, title, publisher, digest, revision)
     select gen_random_uuid(), 'Liste annuelle des membres ' || n, 'Secrétariat', 'source ' || n, number + 1 from first, generate_series(0, 19) n`,
  );
  await query(
    `insert into party (id, kind, slug, revision)
     select gen_random_uuid(), 'institution', 'reseau', number + 1 from first
     union all select gen_random_uuid(), 'state', 'etat-' || n, number + 1 from first, generate_series(0, 49) n
     union all select gen_random_uuid(), 'local_authority', 'ville-' || n, number + 1 from first, generate_series(1, $1::int) n`,
    [parties],
  );
  await query(
    `create table city as select party.id, n, state.id as state_id, source.id as source_id, number + 1 + n % ($1::int - 1) as known
     from first, generate_series(1, $2::int) n
     join party on party.slug = 'ville-' || n
     join party state on state.slug = 'etat-' || n % 50
     join source on source.digest = 'source ' || n % 20`,
    [revisions, parties],
  );
  for (const statement of [names, otherNames, identifiers, memberships, populations, links, events, occurrences]) await query(statement);
  await query('drop table city, first');
  await query('vacuum (analyze)');
}

/** The columns that every fact begins with, before its own. */
const fact = 'id, fact_id, valid, from_precision, to_precision, recorded, source_id, certainty';
/** Their values for a fact that is always true and held since the party is known. */
const always = `gen_random_uuid(), gen_random_uuid(), daterange(null, null), null, null, int8range(known, null), source_id, 'confirmed'`;

const names = `
  insert into party_name (${fact}, party_id, language, usage, name)
  select ${always}, id, language, 'common', words || n from city, (values ('fr', 'Ville de '), ('en', 'City of ')) as named (language, words)`;

const otherNames = `
  insert into party_name (${fact}, party_id, language, usage, name)
  select gen_random_uuid(), gen_random_uuid(), daterange(null, null), null, null, int8range(number + 1, null), source.id, 'confirmed', party.id, 'fr', 'common', 'Acteur ' || slug
  from first, party, source where digest = 'source 0' and (slug = 'reseau' or slug like 'etat-%')`;

const identifiers = `
  insert into party_identifier (${fact}, party_id, scheme, value) select ${always}, id, 'wikidata', 'Q' || n from city`;

const memberships = `
  insert into status (${fact}, party_id, institution_id, status, category)
  select gen_random_uuid(), gen_random_uuid(), days, 'day', case when not upper_inf(days) then 'day' end, int8range(known, null), source_id,
    case when n % 25 = 0 then 'probable' else 'confirmed' end, city.id, network.id, membership.status, 'city'
  from city, party network, lateral (
    select 'member' as status, daterange(date '1985-01-01' + n % 9000, case when n % 10 = 0 then date '2018-01-01' end) as days
    union all select 'suspended', daterange('2018-01-01', null) where n % 10 = 0
  ) membership
  where network.slug = 'reseau'`;

const populations = `
  insert into measure (${fact}, party_id, measure, value, unit)
  select gen_random_uuid(), md5(n || ' ' || year)::uuid, daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1)), 'year', 'year', recorded, source_id, 'confirmed',
    city.id, 'population', 20000 + n % 977 * 1000 + year, 'habitants'
  from city, generate_series(2021, 2024) year, lateral (
    select int8range(known, case when (n + year) % 5 = 0 then known + 1 end) as recorded
    union all select int8range(known + 1, null) where (n + year) % 5 = 0
  ) history`;

const links = `
  insert into party_link (${fact}, party_id, link, target_id) select ${always}, id, 'part_of', state_id from city`;

const events = `
  insert into event (id, slug, revision) select gen_random_uuid(), 'rencontre-' || n, known from city where n % 20 = 0`;

const occurrences = `
  insert into occurrence (${fact}, event_id, number, name_fr, state_id, starts_on, ends_on, date_precision, status)
  select gen_random_uuid(), gen_random_uuid(), daterange(null, null), null, null, int8range(known, null), source_id, 'confirmed',
    event.id, n / 20, 'Rencontre ' || n, state_id, date '2000-01-01' + n % 9000, date '2000-01-02' + n % 9000, 'day', 'held'
  from city join event on event.slug = 'rencontre-' || n`;
