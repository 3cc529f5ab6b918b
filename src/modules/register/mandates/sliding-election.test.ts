import { and, asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { createMandate, createTestParty, createTestSource, revise } from '../factories.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { revisionAt } from '../facts/revision.ts';
import { journalEntry, party, revision, source } from '../schema.ts';
import { findHeads } from './queries.ts';

// The sliding election, from its first day to its last. The persons are invented.

const test = siteTest(createTown);
const day = (text: string) => Temporal.PlainDate.from(text);
const outgoing = 'Afi Mawuko';
const newcomer = 'Kossi Adzoh';

const announced = { certainty: 'confirmed', sourceId: 'new', nameFr: 'Élection des maires du Togo', state: 'Togo' };

/** What was announced, the day on which it was, and who said so. */
const announcements = [
  { on: '20/06/2025', startsOn: '02/09/2025', endsOn: '04/09/2025', status: 'announced', source: 'Décret de convocation' },
  { on: '28/08/2025', startsOn: '10/09/2025', endsOn: '12/09/2025', status: 'moved', source: 'Premier communiqué de report' },
  { on: '08/09/2025', startsOn: '17/09/2025', endsOn: '19/09/2025', status: 'moved', source: 'Deuxième communiqué de report' },
  { on: '15/09/2025', startsOn: '', endsOn: '', status: 'moved', source: 'Communiqué : report sans date' },
] as const;

test('the sliding election: nobody is shown as certain from the vote on, nor anyone new before the fact', async ({ openSite, act, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const visitor = await site.browser();
  const at = (on: string) => {
    site.clock.now = Temporal.Instant.from(`${on}T09:00:00Z`);
  };
  const read = async (path: string) => (await visitor.get(path)).text();

  // In June the mayor is certain, and the election is announced: the councillors are chosen on 17 July, they elect mayors in September.
  at('2025-06-20');
  expect(await read('/registre/lome')).toContain(outgoing);
  const [first, ...postponements] = announcements;
  const recorded = await officer.post('/elections/nouvelle', { ...announced, ...typed(first), votesOn: '17/07/2025' });
  expect([recorded.status, recorded.headers.get('location')]).toEqual([303, '/rencontres']);
  expect(await read('/rencontres')).toContain('vote des électeurs le 17 juillet 2025');

  // The last day before the vote, and the day of the vote.
  at('2025-07-16');
  expect(await read('/registre/lome')).not.toContain('à confirmer');
  at('2025-07-17');
  expect(await read('/registre/lome')).toContain('à confirmer');
  expect(await read('/registre/lome')).toContain('Une élection a eu lieu ou s’est ouverte');

  // Then it slides: three times, the last without a date; each announcement is a version, with its source.
  for (const one of postponements) {
    at(day(one.on.split('/').toReversed().join('-')).toString());
    const version = { ...announced, ...typed(one), endPrevious: 'yes' };
    expect((await officer.post('/rencontres/versions/election-des-maires-du-togo/nouvelle', version)).status).toBe(303);
  }
  at('2025-09-20');
  const radar = await (await officer.get('/radar')).text();
  expect(radar).toContain('annoncée autrement 3 fois');
  expect(radar).toContain('déplacée, date inconnue');
  for (const { source } of announcements) expect(radar).toContain(source);
  expect(await listSources(act())).toEqual(announcements.map(({ source }) => source));

  // The secretariat asks the town hall; whoever answers does not know.
  const [town] = await db.select({ id: party.id }).from(party).where(eq(party.slug, 'lome'));
  const head = async (on: string) => (await findHeads(db, { on: day(on), revision: await revisionAt(db, null) }, [town!.id])).get(town!.id);
  const mandate = (await head('2025-09-20'))!;
  expect((await officer.post(`/mandats/${mandate.factId}/question`, { address: 'mairie@exemple.org', lang: 'fr' })).status).toBe(200);

  // On 12 October the councillors elect someone else; it is known on the 13th.
  at('2025-10-13');
  const begun = await officer.post('/registre/lome/mandats/nouveau', {
    title: 'mayor',
    name: newcomer,
    gender: 'm',
    accession: 'elected',
    from: '12/10/2025',
    previousCause: 'defeat',
    certainty: 'confirmed',
    sourceId: 'new',
    sourceTitle: 'Procès-verbal du conseil municipal',
  });
  expect(begun.status).toBe(303);
  const after = await read('/registre/lome');
  expect(after).toContain(newcomer);
  expect(after).not.toContain('à confirmer');
  expect(after).toContain('après une défaite électorale');

  // Looking back, day by day, with what is known now.
  for (let on = day('2025-07-01'); on.toString() <= '2025-10-31'; on = on.add({ days: 1 })) {
    const found = await head(on.toString());
    const expected =
      on.toString() < '2025-07-17'
        ? [outgoing, 'sitting']
        : on.toString() < '2025-10-12'
          ? [outgoing, 'unconfirmed']
          : [newcomer, 'sitting'];
    expect([found?.person.name, found?.standing], on.toString()).toEqual(expected);
  }
  // And with what was known then: on no day was anyone new shown before the fact was recorded.
  for (const on of ['2025-07-17', '2025-09-02', '2025-09-12', '2025-09-19', '2025-10-12']) {
    const then = await read(`/registre/lome?on=${on}&knownAt=2025-10-12`);
    expect(then, on).toContain(outgoing);
    expect(then, on).toContain('à confirmer');
    expect(then, on).not.toContain(newcomer);
  }
});

function typed({ on, startsOn, endsOn, status, source }: (typeof announcements)[number]) {
  return { from: on, startsOn, endsOn, status, sourceTitle: source };
}

/** The sources of the versions of the election, each from a revision of its own, in their order. */
async function listSources({ db }: Act): Promise<string[]> {
  const rows = await db
    .selectDistinct({ number: revision.number, factId: journalEntry.factId, row: journalEntry.row })
    .from(journalEntry)
    .innerJoin(revision, eq(revision.number, journalEntry.revision))
    .where(and(eq(journalEntry.kind, 'occurrence'), eq(journalEntry.change, 'record')))
    .orderBy(asc(revision.number));
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
  const titles = new Map((await db.select().from(source)).map(({ id, title }) => [id, title]));
  return rows.map(({ row }) => titles.get(String(row['source_id']))!);
}

/** Lomé, part of Togo, whose mayor since 2019 is in office until the summer of 2025. */
async function createTown(act: Act): Promise<void> {
  await revise({ ...act, now: Temporal.Instant.from('2025-06-01T09:00:00Z') }, async (rev) => {
    const state = await createTestParty(rev, { name: 'Togo', identifiers: [{ scheme: 'iso3166-1-alpha3', value: 'TGO' }] });
    const town = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev),
      values: {
        partyId: town.id,
        link: 'part_of',
        targetId: state.id,
      },
    });
    await createMandate(rev, { partyId: town.id, slug: 'lome-mayor', name: outgoing, from: '2019-10-01' });
  });
}
