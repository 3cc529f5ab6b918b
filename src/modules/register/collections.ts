import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { At, Choice, Collection, Dimension, PartyFilter } from '../../kernel/collections.ts';
import { asOf, heldAt, undated } from './facts/as-of.ts';
import { say } from './messages.ts';
import { endorsement, event, measure, occurrence, party, partyName, series, source, status } from './schema.ts';
import { measures, memberCategories, occurrenceStatuses, partyKinds, statuses } from './vocabulary.ts';

/** What the register offers to figures: its facts as rows, on a day and as known at a revision. */
export const registerCollections: readonly Collection[] = [
  {
    name: 'statuses',
    label: say.later('collection.statuses'),
    subject: 'party',
    key: ['party', 'institution'],
    dimensions: {
      party: { type: 'party', label: say.later('dimension.party') },
      kind: choice('kind', partyKinds, (value) => `kind.${value}`),
      institution: { type: 'party', label: say.later('dimension.institution') },
      status: choice('status', statuses, (value) => `status.${value}`),
      category: choice('category', memberCategories, (value) => `category.${value}`),
      since: { type: 'date', label: say.later('dimension.since') },
    },
    measures: {},
    rows: (
      at,
    ) => sql`select ${common(status, at)}, ${status.partyId} as party, ${party.kind} as kind, ${status.institutionId} as institution,
      ${status.status} as status, ${status.category} as category, lower(${status.valid}) as since
      from ${status} left join ${party} on ${eq(party.id, status.partyId)}
      where ${asOf(status, at)}`,
  },
  {
    name: 'endorsements',
    label: say.later('collection.endorsements'),
    subject: 'party',
    key: ['party', 'coalition'],
    dimensions: {
      party: { type: 'party', label: say.later('dimension.party') },
      kind: choice('kind', partyKinds, (value) => `kind.${value}`),
      coalition: { type: 'party', label: say.later('dimension.coalition') },
      since: { type: 'date', label: say.later('dimension.since') },
    },
    measures: {},
    rows: (
      at,
    ) => sql`select ${common(endorsement, at)}, ${endorsement.partyId} as party, ${party.kind} as kind, ${endorsement.coalitionId} as coalition,
      lower(${endorsement.valid}) as since
      from ${endorsement} left join ${party} on ${eq(party.id, endorsement.partyId)}
      where ${asOf(endorsement, at)}`,
  },
  {
    name: 'measures',
    label: say.later('collection.measures'),
    subject: 'party',
    key: ['party', 'measure'],
    dimensions: {
      party: { type: 'party', label: say.later('dimension.party') },
      kind: choice('kind', partyKinds, (value) => `kind.${value}`),
      measure: choice('measure', measures, (value) => `measure.${value}`),
      since: { type: 'date', label: say.later('dimension.since') },
    },
    measures: { value: { label: say.later('dimension.value'), unit: null } },
    rows: (at) => sql`select ${common(measure, at)}, ${measure.partyId} as party, ${party.kind} as kind, ${measure.measure} as measure,
      lower(${measure.valid}) as since, ${measure.value} as value
      from ${measure} left join ${party} on ${eq(party.id, measure.partyId)}
      where ${asOf(measure, at)}`,
  },
  {
    name: 'occurrences',
    label: say.later('collection.occurrences'),
    subject: 'event',
    key: ['event'],
    dimensions: {
      event: { type: 'text', label: say.later('dimension.event') },
      series: { type: 'text', label: say.later('dimension.series') },
      number: { type: 'number', label: say.later('dimension.number') },
      state: { type: 'party', label: say.later('dimension.state') },
      status: choice('occurrenceStatus', occurrenceStatuses, (value) => `occurrence.${value}`),
      starts: { type: 'date', label: say.later('dimension.starts') },
    },
    measures: {},
    rows: (
      at,
    ) => sql`select ${occurrence.factId} as fact_id, ${occurrence.certainty} as certainty, ${occurrence.startsOn} is null as undated,
      ${occurrence.nameFr} as label_fr, coalesce(${occurrence.nameEn}, ${occurrence.nameFr}) as label_en, ${source.title} as source,
      ${event.slug} as event, ${series.slug} as series, ${occurrence.number} as number, ${occurrence.stateId} as state,
      ${occurrence.status} as status, ${occurrence.startsOn} as starts
      from ${occurrence} join ${event} on ${eq(event.id, occurrence.eventId)} left join ${series} on ${eq(series.id, event.seriesId)}
      join ${source} on ${eq(source.id, occurrence.sourceId)}
      where ${asOf(occurrence, at)}`,
  },
];

/** The status of a row's party in an institution on the day, whatever the row is about. */
export const statusFilter: PartyFilter = {
  name: 'statusIn',
  label: say.later('filter.statusIn'),
  parameters: {
    institution: { type: 'party', label: say.later('dimension.institution') },
    status: { ...choice('status', statuses, (value) => `status.${value}`), many: true },
  },
  where(partyColumn, parameters, at) {
    const held = alias(status, 'party_status');
    const condition = and(
      sql`${held.partyId} = ${partyColumn}`,
      inArray(held.institutionId, parameters['institution'] ?? []),
      inArray(held.status, (parameters['status'] ?? []) as (typeof statuses)[number][]),
      asOf(held, at),
    );
    // True, false, or null where the status is there but neither sure nor dated: such a row is left out, and shown.
    const sure = and(eq(held.certainty, 'confirmed'), sql`not ${undated(held, at)}`);
    return sql`case when exists (select 1 from ${status} party_status where ${and(condition, sure)}) then true
      when exists (select 1 from ${status} party_status where ${condition}) then null else false end`;
  },
};

function choice(
  label: 'kind' | 'status' | 'category' | 'measure' | 'occurrenceStatus',
  values: readonly string[],
  key: (value: string) => string,
): Dimension {
  const choices: Choice[] = values.map((value) => ({ value, label: say.later(key(value) as 'kind.state') }));
  return { type: 'choice', label: say.later(`dimension.${label}`), choices };
}

type PartyFact = typeof status | typeof endorsement | typeof measure;

/**
 * The columns that every collection of facts about a party has. Labels are scalar subqueries, and the party's own table a
 * left join: PostgreSQL does not compute those that a count never reads, nor joins what is unique and not read.
 */
function common(table: PartyFact, at: At): SQL {
  return sql`${table.factId} as fact_id, ${table.certainty} as certainty, ${undated(table, at)} as undated,
    ${frenchName(table, at)} as label_fr, coalesce(${nameIn('en', table, at)}, ${frenchName(table, at)}) as label_en,
    (select ${source.title} from ${source} where ${eq(source.id, table.sourceId)}) as source`;
}

/** The party's French name on the day; where it had none then, its latest, or its address: a row always has a name. */
function frenchName(table: PartyFact, at: At): SQL {
  const ofParty = and(eq(partyName.partyId, table.partyId), eq(partyName.language, 'fr'), heldAt(partyName, at.revision));
  return sql`coalesce(${nameIn('fr', table, at)},
    (select ${partyName.name} from ${partyName} where ${ofParty} order by upper_inf(${partyName.valid}) desc, upper(${partyName.valid}) desc limit 1),
    (select named.slug from ${party} named where named.id = ${table.partyId}))`;
}

function nameIn(language: 'fr' | 'en', table: PartyFact, at: At): SQL {
  const ofParty = and(
    eq(partyName.partyId, table.partyId),
    eq(partyName.language, language),
    eq(partyName.usage, 'common'),
    asOf(partyName, at),
  );
  return sql`(select ${partyName.name} from ${partyName} where ${ofParty})`;
}
