import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Refused } from '../../../kernel/errors.ts';
import { changeSetting, settingInput } from '../settings/commands.ts';
import {
  cancelCall,
  changeCall,
  changeEligibility,
  changeGrid,
  closeCall,
  createCall as draftCall,
  duplicateCall,
  extendCall,
  publishCall,
} from './commands.ts';
import { buildCall, createCall, createForm } from './factories.ts';
import { templateGrid } from './forms/template.ts';
import { readGrid, typeGrid } from './grid.ts';
import { deadlineInWords } from './in-words.ts';
import { findCall, getPublicCall, listCalls, listPublicCalls } from './queries.ts';
import { standingAt } from './rules.ts';
import { fundCall, fundCallExtension, fundCallStep, fundEligibilityWaiver } from './schema.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const wrongFields = async (attempt: Promise<unknown>) => Object.keys(((await attempt.catch((error: unknown) => error)) as Invalid).fields);
const sentences = async (attempt: Promise<unknown>) =>
  Object.values(((await attempt.catch((error: unknown) => error)) as Invalid).fields).map((say) => say('fr'));

test('a call is written, then published; cities read it only then', async ({ act, db }) => {
  const call = await createCall(act(), { state: 'draft' });
  expect(await listPublicCalls(act())).toEqual([]);
  await expect(getPublicCall(act(), call.slug)).rejects.toThrow();
  await publishCall(act(), call.slug);
  expect((await listPublicCalls(act())).map(({ slug }) => slug)).toEqual([call.slug]);
  const steps = await db.select().from(fundCallStep).where(eq(fundCallStep.callId, call.id));
  expect(steps.map(({ state }) => state)).toEqual(['draft', 'published']);
});

test('a published call never changes, neither by a command nor in the database', async ({ act, db }) => {
  const call = await createCall(act());
  for (const change of [
    changeCall(act(), call.slug, buildCall('formulaire-type', { nameFr: 'Autre nom' })),
    changeEligibility(act(), call.slug, []),
    changeGrid(act(), call.slug, templateGrid),
  ])
    await expect(change).rejects.toThrow(Refused);
  const change = (set: Partial<typeof fundCall.$inferInsert>) =>
    db.transaction(async (db) => db.update(fundCall).set(set).where(eq(fundCall.id, call.id)));
  await expect(change({ ceilingRate: 9000 })).rejects.toThrow();
  await expect(change({ closesOn: day('2027-06-30'), nameFr: 'Autre nom' })).rejects.toThrow();
  await expect(change({ closesOn: day('2027-05-30') })).rejects.toThrow();
  await expect(change({ closesOn: null })).rejects.toThrow();
});

test('the last day of a call is put off, with its reason, and never brought forward', async ({ act, db }) => {
  const call = await createCall(act());
  await extendCall(act(), call.slug, { closesOn: day('2027-06-15'), reason: 'Coupures d’Internet' });
  await extendCall(act(), call.slug, { closesOn: day('2027-06-30'), reason: 'Encore' });
  expect((await findCall(act(), call.slug))?.closesOn?.toString()).toBe('2027-06-30');
  const rows = await db.select().from(fundCallExtension).orderBy(fundCallExtension.number);
  expect(rows.map(({ fromDay, toDay }) => `${fromDay.toString()} ${toDay.toString()}`)).toEqual([
    '2027-05-31 2027-06-15',
    '2027-06-15 2027-06-30',
  ]);
  expect(await wrongFields(extendCall(act(), call.slug, { closesOn: day('2027-06-30'), reason: 'Rien' }))).toEqual(['closesOn']);
  const allYear = await createCall(act(), { nameFr: 'Toute l’année', form: 'formulaire-type', closesOn: '' });
  await expect(extendCall(act(), allYear.slug, { closesOn: day('2028-01-01'), reason: 'Rien' })).rejects.toThrow(Refused);
});

test('a call is open to the end of its last day, by the clock that it names', async ({ act }) => {
  const call = await createCall(act(), { closesOn: '31/05/2027', timeZone: 'Asia/Phnom_Penh' });
  const at = (instant: string) => standingAt('published', call, Temporal.Instant.from(instant));
  expect(deadlineInWords(call, 'fr')).toMatch(/^Jusqu’au 31 mai 2027 à 23\sh\s59, heure de Phnom Penh$/);
  expect(at('2026-10-31T16:59:59Z')).toBe('upcoming');
  expect(at('2026-10-31T17:00:00Z')).toBe('open');
  expect(at('2027-05-31T16:59:59Z')).toBe('open');
  expect(at('2027-05-31T17:00:00Z')).toBe('closed');
});

test('a call without a last day is open all year', async ({ act }) => {
  const call = await createCall(act(), { closesOn: '' });
  expect(standingAt('published', call, Temporal.Instant.from('2040-01-01T00:00:00Z'))).toBe('open');
  expect(deadlineInWords(call, 'fr')).toBe('Toute l’année');
});

test('a call is closed before its day, or given up, with a reason; neither is undone', async ({ act }) => {
  const closed = await createCall(act());
  await closeCall(act(), closed.slug, { reason: 'Enveloppe épuisée' });
  expect((await findCall(act(), closed.slug))?.standing).toBe('closed');
  await expect(publishCall(act(), closed.slug)).rejects.toThrow(Refused);
  await cancelCall(act(), closed.slug, { reason: 'Erreur' });
  await expect(closeCall(act(), closed.slug, { reason: 'Encore' })).rejects.toThrow(Refused);
  expect((await getPublicCall(act(), closed.slug)).standing).toBe('cancelled');
});

test('what was done of a call is neither rewritten nor deleted', async ({ act, db }) => {
  const call = await createCall(act());
  await extendCall(act(), call.slug, { closesOn: day('2027-06-15'), reason: 'Coupures' });
  const attempt = (write: (db: Db) => PromiseLike<unknown>) =>
    expect(db.transaction(async (db) => void (await write(db)))).rejects.toThrow();
  await attempt((db) => db.update(fundCallStep).set({ by: 'personne' }));
  await attempt((db) => db.delete(fundCallStep));
  await attempt((db) => db.update(fundCallExtension).set({ reason: 'rien' }));
  await attempt((db) => db.delete(fundCallExtension));
  const extension = {
    callId: call.id,
    number: 2,
    fromDay: day('2027-06-15'),
    toDay: day('2027-06-15'),
    reason: 'rien',
    at: testNow,
    by: 'test',
  };
  await attempt((db) => db.insert(fundCallExtension).values(extension));
  await attempt((db) => db.insert(fundCallExtension).values({ ...extension, toDay: day('2027-07-15'), reason: '' }));
  await attempt((db) =>
    db.insert(fundEligibilityWaiver).values({ callId: call.id, partyId: call.id, reason: '', at: testNow, by: 'test' }),
  );
});

test('R7: the cooperation fund is for members only and pays at most 80 %; other purses have no rule that is known', async ({ act }) => {
  const call = await createCall(act(), { state: 'draft', ceilingRate: '90', eligibility: [{ kind: 'good_standing' }] });
  const found = await sentences(publishCall(act(), call.slug));
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/réservé aux membres/);
  expect(found[1]).toMatch(/90\s%.*80\s%/);
  const operator = await createCall(act(), {
    form: 'formulaire-type',
    nameFr: 'Opérateur',
    purse: 'operator',
    ceilingRate: '90',
    eligibility: [],
  });
  expect(operator.ceilingRate).toBe(9000);
});

test('R7: what the fund pays at most is what its rule says on the day of publication', async ({ act }) => {
  const call = await createCall(act(), { state: 'draft', ceilingRate: '85' });
  await expect(publishCall(act(), call.slug)).rejects.toThrow(Invalid);
  await changeSetting(
    act({ role: 'direction' }),
    'ceiling_rate',
    settingInput.parse({ value: '85', appliesFrom: '01/01/2026', reason: 'AG' }),
  );
  await publishCall(act(), call.slug);
});

test('R10: the emergency fund is voted by video, papers afterwards; no other purse takes that path', async ({ act }) => {
  const emergency = await createCall(act(), {
    purse: 'emergency',
    decisionPath: 'emergency',
    closesOn: '',
    eligibility: [{ kind: 'member' }],
  });
  expect(emergency.decisionPath).toBe('emergency');
  const others = buildCall('formulaire-type', { purse: 'cooperation', decisionPath: 'emergency' });
  expect(await wrongFields(draftCall(act(), others))).toEqual(['decisionPath']);
});

test('what is wrong in a call is said all at once', async ({ act }) => {
  await createForm(act());
  const attempt = draftCall(
    act(),
    buildCall('formulaire-type', { closesOn: '01/10/2026', least: '300000', budget: '0', body: 'nulle-part', form: 'formulaire-type/9' }),
  );
  expect((await wrongFields(attempt)).toSorted()).toEqual(['body', 'budget', 'closesOn', 'form', 'most']);
});

test('a call whose last day is over, or that says nothing, is not published', async ({ act }) => {
  const call = await createCall(act(), { state: 'draft', opensOn: '01/01/2026', closesOn: '31/05/2026', summaryFr: '', summaryEn: '' });
  expect(await sentences(publishCall(act(), call.slug))).toHaveLength(3);
});

test('a call is duplicated as a draft, its days put off by whole years', async ({ act }) => {
  const call = await createCall(act(), { state: 'draft', opensOn: '01/01/2024', closesOn: '31/05/2024' });
  const copy = await findCall(act(), await duplicateCall(act(), call.slug));
  expect(copy).toMatchObject({ state: 'draft', slug: `${call.slug}-2`, ceilingRate: 8000, formId: call.formId });
  expect([copy?.opensOn, copy?.closesOn].map(String)).toEqual(['2027-01-01', '2027-05-31']);
});

test('a grid is read as its page shows it, and what is wrong in it is said all at once', () => {
  expect(readGrid(typeGrid(templateGrid))).toEqual(templateGrid);
  let wrong: unknown;
  try {
    readGrid({ ...typeGrid(templateGrid), most: '', labelEn1: '', weight2: '0', labelFr3: '', labelEn3: '', weight3: '' });
  } catch (error) {
    wrong = error;
  }
  expect(Object.keys((wrong as Invalid).fields).toSorted()).toEqual(['labelEn1', 'most', 'weight2']);
});

test('officers, the direction and administrators keep calls, and nobody else', async ({ act }) => {
  const call = await createCall(act(), { state: 'draft' });
  for (const role of ['reader', 'editor', 'finance', 'city', 'donor', 'expert'] as const) {
    await expect(draftCall(act({ role }), buildCall('formulaire-type'))).rejects.toThrow(Forbidden);
    await expect(publishCall(act({ role }), call.slug)).rejects.toThrow(Forbidden);
    await expect(duplicateCall(act({ role }), call.slug)).rejects.toThrow(Forbidden);
  }
  for (const role of ['city', 'donor', 'expert'] as const)
    await expect(listCalls(act({ role }), {}, { key: 'name', direction: 'ascending' }, 'fr')).rejects.toThrow(Forbidden);
});
