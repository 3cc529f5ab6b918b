import { expect } from 'vitest';
import { siteTest } from '../../../test/site.ts';
import type { Act } from '../../kernel/act.ts';
import { Invalid } from '../../kernel/errors.ts';
import { giveProxy } from './attendance/commands.ts';
import {
  createItem,
  createNetwork,
  createOpenSitting,
  createSitting,
  createTeller,
  receivePdf,
  sittingDay,
  type TestCity,
} from './factories.ts';
import { listHappenings } from './journal/scene.ts';
import { proxy, sitting, voteMark } from './schema.ts';
import { recordSetting } from './settings/commands.ts';
import { conveneSitting, getSitting, prepareSitting, sittingInput } from './sittings/commands.ts';
import { keyPaper, openVote, recordCount } from './votes/commands.ts';

const test = siteTest();

test('a form of a sitting says all that is wrong at once, and nothing is written', async ({ act, db, openSite }) => {
  await createNetwork(act());
  const office = await openSite().browser('officer');
  const wrong = { body: '', titleFr: ' ', startsOn: '31/02/2027', startsAt: '25:00', mode: 'telepathy' };
  const page = await (await office.post('/seances/nouvelle', wrong)).text();
  for (const field of ['body', 'titleFr', 'startsOn', 'startsAt', 'mode']) expect(page, field).toContain(`id="${field}-error"`);
  const known = { ...wrong, body: 'nulle-part', titleFr: '…', startsOn: '2020-01-01', startsAt: '10h', mode: 'video' };
  const invalid = await prepareSitting(act(), sittingInput.parse(known)).catch((error: unknown) => error);
  expect(invalid).toBeInstanceOf(Invalid);
  expect(Object.keys((invalid as Invalid).fields)).toEqual(['body', 'titleFr', 'startsOn']);
  expect((invalid as Error).message).toContain('La date de la séance est passée');
  expect(await db.select().from(sitting)).toEqual([]);
});

test('a convening that is too late, or of a day gone by, is refused in a sentence and leaves no letter and no number', async ({
  act,
  db,
}) => {
  await createNetwork(act());
  const slug = await createSitting(act());
  await createItem(act(), slug);
  const before = await tracesOf(act(), slug);
  const at = (days: number) => act({ role: 'direction', now: sittingDay.subtract({ hours: 24 * days }) });
  await expect(conveneSitting(at(14), slug, { reason: null })).rejects.toThrow('le délai de convocation est de 15\u00a0jours');
  await expect(conveneSitting(at(-1), slug, { reason: 'Oubli' })).rejects.toThrow('La date de la séance est passée');
  expect(await tracesOf(act(), slug)).toEqual(before);
  expect(await db.select({ number: sitting.number }).from(sitting)).toEqual([{ number: null }]);
});

test('proxies make no loop and no chain, and none is half written', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const [a, b, c] = cities as [TestCity, TestCity, TestCity];
  const { slug, today } = await createOpenSitting(act(), cities.slice(3));
  await giveProxy(today, slug, { principal: a.id, holder: b.id }, await receivePdf(today));
  const before = await tracesOf(today, slug);
  const give = async (principal: string, holder: string) => giveProxy(today, slug, { principal, holder }, await receivePdf(today));
  await expect(give(b.id, a.id)).rejects.toThrow('un pouvoir ne se transmet pas');
  await expect(give(c.id, a.id)).rejects.toThrow('un pouvoir ne se transmet pas');
  await expect(give(a.id, c.id)).rejects.toThrow('il faut d’abord le révoquer');
  await expect(give(crypto.randomUUID(), c.id)).rejects.toThrow('n’a pas le droit de vote');
  expect(await tracesOf(today, slug)).toEqual(before);
  expect(await db.select().from(proxy)).toHaveLength(1);
});

test('paper ballots are those of voters there, hands no more than theirs: more is refused, and nothing is counted', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  const [one, other] = [await createTeller(today, slug), await createTeller(today, slug)];
  await openVote(today, slug, item, { method: 'paper' });
  const before = await tracesOf(today, slug);
  const [present, absent] = [cities[0]!.id, cities[5]!.id];
  await expect(keyPaper(one, slug, 1, absent, { for: 1 })).rejects.toThrow('Il faut être présent');
  await expect(keyPaper(one, slug, 1, crypto.randomUUID(), { for: 1 })).rejects.toThrow('n’a pas le droit de vote');
  await expect(keyPaper(one, slug, 1, present, { for: 2 })).rejects.toThrow('Ce bulletin ne correspond pas');
  await expect(keyPaper(other, slug, 1, present, { for: 1, against: 1 })).rejects.toThrow('Ce bulletin ne correspond pas');
  await expect(recordCount(one, slug, 1, { for: 9 })).rejects.toThrow('Ce vote ne se fait pas ainsi');
  expect(await tracesOf(today, slug)).toEqual(before);
  expect(await db.select().from(voteMark)).toEqual([]);
});

test('a rule is none without its source, its day and a value that it may have', async ({ act, openSite }) => {
  await createNetwork(act());
  const direction = await openSite().browser('direction');
  const page = await (await direction.post('/regles/ag', { key: 'quorum', value: '', appliesFrom: '2026-13-01', source: '' })).text();
  for (const field of ['value', 'appliesFrom', 'source']) expect(page, field).toContain(`id="${field}-error"`);
  const { bodyId: id } = await getSitting(act(), await createSitting(act()));
  const rule = { key: 'proxies', value: '51', appliesFrom: Temporal.PlainDate.from('2026-01-01'), source: 'Statuts' } as const;
  await expect(recordSetting(act({ role: 'direction' }), { id, slug: 'ag' }, rule)).rejects.toThrow('n’est pas possible pour cette règle');
});

/** All that a sitting has kept. */
async function tracesOf(act: Act, slug: string): Promise<unknown> {
  const { id } = await getSitting(act, slug);
  return (await listHappenings(act, id)).map(({ happening }) => happening);
}
