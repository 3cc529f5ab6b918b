import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { parsePartialDate } from '../../../../kernel/dates.ts';
import { asOf } from '../../facts/as-of.ts';
import { factKinds } from '../../facts/kinds.ts';
import { recordFact, retainFact } from '../../facts/record.ts';
import { inRevision, revisionAt } from '../../facts/revision.ts';
import { party, status } from '../../schema.ts';
import { sourceFor } from '../../sources.ts';
import { applyImport, guessMapping, planImport, readTable } from '../index.ts';
import type { PlanOptions } from '../plan.ts';

const parties = `slug,kind,name_fr,iso3,source
oif,institution,Organisation internationale de la Francophonie,,Annuaire
mali,state,Mali,MLI,Annuaire
niger,state,Niger,NER,Annuaire
senegal,state,Sénégal,SEN,Annuaire`;

const test = databaseTest(async (act) => {
  await load(act, 'parties', parties);
});

const header = 'party,institution,status,from,to,attested,certainty,source,note\n';

test('what a file brings is new, and the same file again brings nothing', async ({ act }) => {
  const file = `${header}MLI,oif,membre,1970,,,,Liste,\nsénégal,oif,member,20/03/1970,,,,Liste,`;
  expect((await load(act(), 'statuses', file)).counts).toMatchObject({ new: 2 });
  expect((await load(act(), 'statuses', file)).counts).toMatchObject({ new: 0, same: 2 });
  expect(await statusesOn(act(), '1970-01-02')).toEqual(['mali member']);
});

test('a change of status from a day ends the status before it', async ({ act }) => {
  await load(act(), 'statuses', `${header}mali,oif,member,1970,,,,Liste,`);
  const plan = await load(act(), 'statuses', `${header}mali,oif,withdrawn,2025-03-17,,,,Communiqué,`);
  expect(plan.counts).toMatchObject({ new: 1, ended: 1 });
  expect(await statusesOn(act(), '2025-03-16')).toEqual(['mali member']);
  expect(await statusesOn(act(), '2025-03-17')).toEqual(['mali withdrawn']);
});

test('a change that itself ends says nothing of what follows, and is refused', async ({ act }) => {
  await load(act(), 'statuses', `${header}mali,oif,member,1970,,,,Liste,`);
  expect((await plan(act(), 'statuses', `${header}mali,oif,suspended,2012,2014,,,Liste,`)).counts).toMatchObject({
    refused: 1,
    ended: 0,
    new: 0,
  });
  const whole = await load(act(), 'statuses', `${header}mali,oif,suspended,2012,2014,,,Liste,\nmali,oif,member,2014,,,,Liste,`);
  expect(whole.counts).toMatchObject({ new: 2, ended: 1 });
  expect(await statusesOn(act(), '2013-01-01')).toEqual(['mali suspended']);
  expect(await statusesOn(act(), '2014-01-01')).toEqual(['mali member']);
});

test('an end, a finer date and another word are told apart', async ({ act }) => {
  await load(
    act(),
    'statuses',
    `${header}mali,oif,member,1970,,,,Liste,\nniger,oif,member,1970,,,,Liste,\nsenegal,oif,associate,1970,,,,Liste,`,
  );
  const seen = await load(
    act(),
    'statuses',
    `${header}mali,oif,member,1970,2025-03-17,,,Liste,\nniger,oif,member,1970-03-20,,,,Liste,\nsenegal,oif,member,1970,,,,Liste,`,
  );
  expect(seen.counts).toMatchObject({ new: 0, ended: 1, corrected: 2, same: 0 });
  expect(seen.entries.map((one) => one.changes)).toEqual([
    [{ column: 'to', before: null, after: '2025-03-17' }],
    [{ column: 'from', before: '1970', after: '1970-03-20' }],
    [{ column: 'status', before: 'associate', after: 'member' }],
  ]);
  expect(await statusesOn(act(), '1970-02-01')).toEqual(['mali member', 'senegal member']);
});

test('a blank start does not take away a start that the register knows', async ({ act }) => {
  await load(act(), 'statuses', `${header}mali,oif,member,1970,,,,Liste,`);
  expect((await plan(act(), 'statuses', `${header}mali,oif,member,,,2025-02,,Autre liste,`)).counts).toMatchObject({ same: 1 });
});

test('of two witnesses of a start that nobody knows, the earlier stays', async ({ act }) => {
  await load(act(), 'statuses', `${header}mali,oif,member,,,2024,,Liste,`);
  expect((await plan(act(), 'statuses', `${header}mali,oif,member,,,2025,,Liste,`)).counts).toMatchObject({ same: 1 });
  expect((await plan(act(), 'statuses', `${header}mali,oif,member,,,2010,,Liste,`)).counts).toMatchObject({ corrected: 1 });
});

test('a file that brings back what was ended is refused where another status follows', async ({ act }) => {
  const old = `${header}mali,oif,member,1970,,,,Liste,`;
  await load(act(), 'statuses', old);
  await load(act(), 'statuses', `${header}mali,oif,withdrawn,2025-03-17,,,,Communiqué,`);
  const again = await plan(act(), 'statuses', old);
  expect(again.counts).toMatchObject({ refused: 1, corrected: 0 });
  expect(again.entries[0]!.reason!.fr).toContain('(depuis le 17 mars 2025)');
});

test('a complete list ends what it lacks, and leaves the withdrawn in peace', async ({ act }) => {
  await load(
    act(),
    'statuses',
    `${header}mali,oif,withdrawn,2025-03-17,,,,Liste,\nniger,oif,member,1970,,,,Liste,\nsenegal,oif,member,1970,,,,Liste,`,
  );
  const list = `${header}senegal,oif,member,1970,,,,Liste,`;
  expect((await plan(act(), 'statuses', list)).counts).toMatchObject({ same: 1, ended: 0 });
  const seen = await load(act(), 'statuses', list, { completeOn: Temporal.PlainDate.from('2026-01-01') });
  expect(seen.counts).toMatchObject({ same: 1, ended: 1 });
  expect(seen.entries.at(-1)).toMatchObject({ line: null, label: { fr: 'Niger' } });
  expect(await statusesOn(act(), '2026-01-01')).toEqual(['mali withdrawn', 'senegal member']);
});

test('a complete list with a line that cannot be read is not applied, even where refused lines are accepted', async ({ act }) => {
  await load(act(), 'statuses', `${header}niger,oif,member,1970,,,,Liste,`);
  const list = `${header}senegal,oif,member,1970,,,,Liste,\nNigère,oif,member,1970,,,,Liste,`;
  await expect(load(act(), 'statuses', list, { completeOn: Temporal.PlainDate.from('2026-01-01') }, true)).rejects.toThrow(
    'passerait pour absent',
  );
  expect(await statusesOn(act(), '2026-01-01')).toEqual(['niger member']);
});

test('claims that disagree stand side by side; only one is retained', async ({ act }) => {
  const file =
    'party,measure,value,unit,from,retained,source\nmali,population,"22 395 489",habitants,2022,oui,Recensement\nmali,population,21 904 983,habitants,2022,non,Banque mondiale';
  expect((await load(act(), 'measures', file)).counts).toMatchObject({ new: 2 });
  expect((await plan(act(), 'measures', file)).counts).toMatchObject({ same: 2 });
});

test('a file imported again does not reopen a choice made between its source and another', async ({ act }) => {
  const old = `${header}mali,oif,member,1970,,,,Liste,\nniger,oif,member,1970,,,,Liste,`;
  await load(act(), 'statuses', old);
  const [mali] = await act().db.select({ id: party.id }).from(party).where(eq(party.slug, 'mali'));
  const [institution] = await act().db.select({ id: party.id }).from(party).where(eq(party.slug, 'oif'));
  const why = { command: 'test', reason: 'Traité' };
  const factId = await inRevision(act(), why, async (rev) =>
    recordFact(rev, factKinds.status, {
      values: { partyId: mali!.id, institutionId: institution!.id, status: 'member', category: null },
      from: parsePartialDate('1975'),
      to: null,
      certainty: 'confirmed',
      retained: false,
      sourceId: await sourceFor(rev, { title: 'Traité' }),
    }),
  );
  await inRevision(act(), why, (rev) => retainFact(rev, factKinds.status, factId, 'Le traité fait foi'));
  expect((await load(act(), 'statuses', old)).counts).toMatchObject({ same: 2, corrected: 0, new: 0 });
  expect(await statusesOn(act(), '1972-01-01')).toEqual(['niger member']);
  expect(await statusesOn(act(), '1975-01-01')).toEqual(['mali member', 'niger member']);
});

test('a claim set aside that a file repeats is recorded once', async ({ act }) => {
  const line = 'mali,population,21904983,habitants,2022,non,Banque mondiale';
  const seen = await plan(act(), 'measures', `party,measure,value,unit,from,retained,source\n${line}\n${line}`);
  expect(seen.counts).toMatchObject({ new: 1, refused: 1 });
  expect(seen.entries[1]!.reason!.fr).toBe('Cette ligne répète la ligne 2. Gardez l’une des deux.');
});

test('a party is known by its address, its code or its name, and a new one gets a free address', async ({ act }) => {
  const seen = await load(
    act(),
    'parties',
    `kind,name_fr,iso3,insee,source
state,République du Sénégal,SEN,,Annuaire
state,Mali,,,Annuaire
local_authority,Niger,,,Annuaire
local_authority,Saint-Denis,,93066,Annuaire
local_authority,Saint-Denis,,97411,Annuaire`,
  );
  expect(seen.counts).toMatchObject({ new: 3, corrected: 1, same: 1 });
  expect((await act().db.select({ slug: party.slug }).from(party)).map((one) => one.slug).sort()).toEqual([
    'mali',
    'niger',
    'niger-2',
    'oif',
    'saint-denis',
    'saint-denis-2',
    'senegal',
  ]);
});

test('a code that belongs to another party is refused', async ({ act }) => {
  const seen = await plan(
    act(),
    'parties',
    'slug,kind,name_fr,iso3,source\nmali,state,Mali,SEN,Annuaire\nguinee,state,Guinée,NER,Annuaire\nniger,association,Niger,,Annuaire',
  );
  expect(seen.entries.map((one) => [one.line, one.column, one.reason?.fr])).toEqual([
    [2, 'iso3', 'Le code SEN est déjà celui de «\u00a0senegal\u00a0».'],
    [3, 'iso3', 'Le code NER est déjà celui de «\u00a0niger\u00a0».'],
    [4, 'kind', '«\u00a0niger\u00a0» est déjà dans le registre comme\u00a0: État.'],
  ]);
});

test('a meeting keeps its address; what is announced anew follows what was announced before', async ({ act }) => {
  await load(act(), 'series', 'slug,name_fr,words_fr\nsommets,Sommets de la Francophonie,sommet');
  const announced = 'series,number,name_fr,starts_on,status,from,source\nsommets,20,XXe Sommet,2026-11-14,announced,2024-10-05,Déclaration';
  expect((await load(act(), 'occurrences', announced)).counts).toMatchObject({ new: 1 });
  expect((await plan(act(), 'occurrences', announced)).counts).toMatchObject({ same: 1 });
  expect(
    (
      await load(
        act(),
        'occurrences',
        'series,number,name_fr,starts_on,status,from,source\nsommets,20,XXe Sommet,2027,moved,2026-06-01,Communiqué',
      )
    ).counts,
  ).toMatchObject({ new: 1, ended: 1 });
});

test('a series is renamed by the file that renames it', async ({ act }) => {
  await load(act(), 'series', 'slug,name_fr\nsommets,Sommets');
  expect((await load(act(), 'series', 'slug,name_fr,institution\nsommets,Sommets de la Francophonie,oif')).counts).toMatchObject({
    corrected: 1,
  });
  expect((await plan(act(), 'series', 'slug,name_fr\nsommets,Sommets de la Francophonie')).counts).toMatchObject({ same: 1 });
});

test('what the register learned since the preview stops the import, and says on which lines', async ({ act }) => {
  const file = `${header}mali,oif,member,1970,,,,Liste,\nniger,oif,member,1970,,,,Liste,`;
  const seen = await plan(act(), 'statuses', file);
  await load(act(), 'statuses', `${header}niger,oif,member,1970,,,,Liste,`);
  const table = await readTable(Buffer.from(file));
  await expect(
    applyImport(act(), 'statuses', table, guessMapping('statuses', table.header), { reason: 'test', expected: seen.entries }),
  ).rejects.toThrow('une ligne donnerait autre chose (3)');
  expect(await statusesOn(act(), '2000-01-01')).toEqual(['niger member']);
});

test('a reader may not import', async ({ act }) => {
  await expect(load(act({ role: 'reader' }), 'statuses', `${header}mali,oif,member,1970,,,,Liste,`)).rejects.toMatchObject({
    name: 'Forbidden',
  });
});

async function plan(act: Act, kind: 'parties' | 'statuses' | 'series' | 'occurrences' | 'measures', text: string) {
  const table = await readTable(Buffer.from(text));
  return planImport(act, kind, table, guessMapping(kind, table.header));
}

async function load(
  act: Act,
  kind: 'parties' | 'statuses' | 'series' | 'occurrences' | 'measures',
  text: string,
  options: PlanOptions = {},
  acceptRefused = false,
) {
  const table = await readTable(Buffer.from(text));
  return (await applyImport(act, kind, table, guessMapping(kind, table.header), { reason: 'test', acceptRefused, ...options })).plan;
}

async function statusesOn(act: Act, day: string): Promise<string[]> {
  const at = { on: Temporal.PlainDate.from(day), revision: await revisionAt(act.db, null) };
  const rows = await act.db
    .select({ slug: party.slug, status: status.status })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(and(asOf(status, at)));
  return rows.map((row) => `${row.slug} ${row.status}`).sort();
}
