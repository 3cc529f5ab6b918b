import { randomUUID } from 'node:crypto';
import type { Act } from '../../kernel/act.ts';
import { parsePartialDate, type PartialDate } from '../../kernel/dates.ts';
import { factKinds } from './facts/kinds.ts';
import { recordFact, type FactContext, type NewFact } from './facts/record.ts';
import { inRevision, type Revision } from './facts/revision.ts';
import { createOffice } from './offices/commands.ts';
import type { OfficeTitle } from './offices/titles.ts';
import { createParty, type NewParty } from './parties/commands.ts';
import { createPerson } from './persons/commands.ts';
import { event, series } from './schema.ts';
import type { mandate } from './persons/schema.ts';
import { sourceFor } from './sources.ts';
import type { StatusValue } from './vocabulary.ts';

/** A date as it is said: `partial('1995-12')`. */
export function partial(text: string): PartialDate {
  return parsePartialDate(text)!;
}

/** Runs a write as one revision, with words that do not matter to the test. */
export function revise<T>(act: Act, write: (rev: Revision) => Promise<T>): Promise<T> {
  return inRevision(act, { command: 'test', reason: 'test' }, write);
}

/** A stored party: `createTestParty(rev, { name: 'Sénégal' })`. */
export async function createTestParty(rev: Revision, party: Partial<NewParty> & { name: string }): Promise<{ id: string; slug: string }> {
  return createParty(rev, { kind: 'state', sourceId: await createTestSource(rev), ...party });
}

/** A stored source. */
export function createTestSource(rev: Revision, title = 'Une source'): Promise<string> {
  return sourceFor(rev, { title });
}

/** A stored status of a party in an institution; `from` and `to` as they are said. */
export async function createStatus(
  rev: Revision,
  status: { partyId: string; institutionId: string; status?: StatusValue; from?: string; to?: string } & Partial<
    Omit<FactContext, 'from' | 'to'>
  >,
): Promise<string> {
  const { partyId, institutionId, status: value = 'member', from, to, ...context } = status;
  return recordFact(rev, factKinds.status, {
    certainty: 'confirmed',
    sourceId: context.sourceId ?? (await createTestSource(rev)),
    ...context,
    from: from ? partial(from) : null,
    to: to ? partial(to) : null,
    values: { partyId, institutionId, status: value },
  });
}

/**
 * A small register of the Francophonie in three revisions: who is in the OIF and in CHAMP, a withdrawal of March 2025, a
 * status that nothing dates before 2025, measures that disagree, a summit that was moved. Slugs: `oif`, `champ`, `senegal`,
 * `mali`, `cote-d-ivoire`, `quebec`, `nyon`; the series `sommets`.
 */
export async function createTestRegister(act: Act): Promise<void> {
  const ids = await revise(act, async (rev) => {
    const oif = await createTestParty(rev, {
      name: 'Organisation internationale de la Francophonie',
      nameEn: 'International Organisation of La Francophonie',
      slug: 'oif',
      acronym: 'OIF',
      kind: 'institution',
    });
    const champ = await createTestParty(rev, { name: 'CHAMP', slug: 'champ', kind: 'coalition' });
    const senegal = await createTestParty(rev, {
      name: 'Sénégal',
      nameEn: 'Senegal',
      identifiers: [{ scheme: 'iso3166-1-alpha3', value: 'SEN' }],
    });
    const mali = await createTestParty(rev, { name: 'Mali', identifiers: [{ scheme: 'iso3166-1-alpha3', value: 'MLI' }] });
    const ivory = await createTestParty(rev, {
      name: 'Côte d’Ivoire',
      nameEn: 'Côte d’Ivoire',
      identifiers: [{ scheme: 'iso3166-1-alpha3', value: 'CIV' }],
    });
    const quebec = await createTestParty(rev, { name: 'Québec', kind: 'government' });
    const nyon = await createTestParty(rev, { name: 'Nyon', kind: 'local_authority' });
    return { oif: oif.id, champ: champ.id, senegal: senegal.id, mali: mali.id, ivory: ivory.id, quebec: quebec.id, nyon: nyon.id };
  });
  await revise(act, async (rev) => {
    const sourceId = await sourceFor(rev, { title: 'Carte officielle de la Francophonie', url: 'https://www.francophonie.org/carte' });
    const seat = { institutionId: ids.oif, sourceId };
    await createStatus(rev, { ...seat, partyId: ids.senegal, from: '1970' });
    await createStatus(rev, { ...seat, partyId: ids.ivory, status: 'observer', from: '2012-10' });
    await createStatus(rev, { ...seat, partyId: ids.mali, from: '1970', to: '2025-03-18' });
    await createStatus(rev, { ...seat, partyId: ids.mali, status: 'withdrawn', from: '2025-03-18' });
    await createStatus(rev, { ...seat, partyId: ids.quebec, attestedFrom: Temporal.PlainDate.from('2025-01-01') });
    await createStatus(rev, { ...seat, partyId: ids.nyon, certainty: 'probable', from: '2024' });
    const claim = { from: partial('2023-12-01'), to: null, certainty: 'confirmed', sourceId } as const;
    await recordFact(rev, factKinds.endorsement, { ...claim, values: { partyId: ids.senegal, coalitionId: ids.champ } });
    await recordFact(rev, factKinds.endorsement, {
      ...claim,
      certainty: 'probable',
      values: { partyId: ids.mali, coalitionId: ids.champ },
    });
    const members = { partyId: ids.champ, measure: 'published_members', unit: 'signataires' } as const;
    await recordFact(rev, factKinds.measure, { ...claim, values: { ...members, value: '72' } });
    await recordFact(rev, factKinds.measure, {
      ...claim,
      sourceId: await createTestSource(rev, 'Un journal'),
      retained: false,
      values: { ...members, value: '63' },
    });
  });
  await revise(act, async (rev) => {
    const seriesId = randomUUID();
    const eventId = randomUUID();
    await rev.act.db.insert(series).values({
      id: seriesId,
      slug: 'sommets',
      nameFr: 'Sommets de la Francophonie',
      wordsFr: 'Sommet',
      institutionId: ids.oif,
      revision: rev.number,
    });
    await rev.act.db.insert(event).values({ id: eventId, slug: 'sommet-20', seriesId, revision: rev.number });
    const said = {
      eventId,
      number: 20,
      nameFr: 'XXe Sommet',
      stateId: ids.senegal,
      startsOn: Temporal.PlainDate.from('2026-11-14'),
      endsOn: Temporal.PlainDate.from('2026-11-16'),
      datePrecision: 'day',
    } as const;
    const announced = { certainty: 'confirmed', sourceId: await createTestSource(rev, 'Un communiqué') } as const;
    await recordFact(rev, factKinds.occurrence, {
      ...announced,
      from: partial('2025-11'),
      to: partial('2026-02-18'),
      values: { ...said, place: 'Dakar', status: 'announced' },
    });
    await recordFact(rev, factKinds.occurrence, {
      ...announced,
      from: partial('2026-02-18'),
      to: null,
      values: { ...said, place: 'Thiès', status: 'moved' },
    });
  });
}

/**
 * A stored mandate with its person, and its office where none is given (`partyId`, `slug`). The person is invented.
 */
export async function createMandate(
  rev: Revision,
  about: ({ officeId: string } | { partyId: string; slug: string; title?: OfficeTitle }) & {
    name: string;
    from?: string;
    to?: string;
    expectedEnd?: string;
  } & Partial<Omit<NewFact<typeof mandate>['values'], 'expectedEnd' | 'officeId'>> &
    Partial<Omit<FactContext, 'from' | 'to'>>,
): Promise<{ officeId: string; personId: string; factId: string }> {
  const sourceId = about.sourceId ?? (await createTestSource(rev));
  const officeId = 'officeId' in about ? about.officeId : await createOffice(rev, { title: 'mayor', ...about });
  const personId = about.personId ?? (await createPerson(rev, { name: about.name, sourceId }));
  const expected = about.expectedEnd ? partial(about.expectedEnd) : null;
  const factId = await recordFact(rev, factKinds.mandate, {
    certainty: about.certainty ?? 'confirmed',
    sourceId,
    from: about.from ? partial(about.from) : null,
    to: about.to ? partial(about.to) : null,
    values: {
      officeId,
      personId,
      accession: about.accession ?? 'elected',
      expectedEnd: expected?.date ?? null,
      expectedEndPrecision: expected?.precision ?? null,
      confirmedOn: about.confirmedOn ?? null,
      endCause: about.endCause ?? null,
    },
  });
  return { officeId, personId, factId };
}
