import { expect } from 'vitest';
import { countStatements, databaseTest } from '../../../../kernel/db/testing.ts';
import { createMandate, revise } from '../../../register/factories.ts';
import { asKnownNow, revisionAt } from '../../../register/index.ts';
import { findStanding } from '../../standing/queries.ts';
import { createDue, createMember, people } from '../factories.ts';
import { paymentInput, recordPayment } from '../payments/commands.ts';
import { findArrearsByMandate } from './by-mandate.ts';
import { findArrears } from './queries.ts';

const test = databaseTest();
const at = (on: string) => ({ on: Temporal.PlainDate.from(on), revision: 1_000 });

test('what is late is said by year, since its day, in one sentence; who owes nothing has its line too', async ({ act }) => {
  const late = await createMember(act(), 'Ville Haute');
  const good = await createMember(act(), 'Ville Basse');
  for (const year of [2014, 2015, 2017]) await createDue(act(), late.id, year);
  const found = await findArrears(act().db, at('2018-01-01'), [late.id, good.id]);
  expect(found.get(good.id)).toMatchObject({ years: [], totalCents: 0, since: null });
  const { years, totalCents, currency, since, why } = found.get(late.id)!;
  expect(years.map((one) => [one.year, one.openCents, one.dueOn.toString()])).toEqual([
    [2014, 550_00, '2014-03-31'],
    [2015, 550_00, '2015-03-31'],
    [2017, 550_00, '2017-03-31'],
  ]);
  expect([totalCents, currency, since?.toString()]).toEqual([1650_00, 'EUR', '2014-03-31']);
  expect(why('fr').replace(/[\u00a0\u202f]/g, ' ')).toBe('Doit 1 650,00 € pour 3 années (2014–2015, 2017), depuis le 31 mars 2014.');
  expect(why('en')).toBe('Owes €1,650.00 for 3 years (2014–2015, 2017), since 31 March 2014.');
});

test('what is due that very day, or was called later, is not late yet', async ({ act }) => {
  const city = await createMember(act(), 'Ville Haute');
  await createDue(act(), city.id, 2020);
  const total = async (on: string) => (await findArrears(act().db, at(on), [city.id])).get(city.id)!.totalCents;
  expect([await total('2020-01-01'), await total('2020-03-31'), await total('2020-04-01')]).toEqual([0, 0, 550_00]);
});

test('what was owed is also read as it was known: what was written later, and dated earlier, was not known', async ({ act }) => {
  const finance = (now: string) => act({ actor: people.finance, now: Temporal.Instant.from(now) });
  const city = await createMember(finance('2026-01-05T09:00:00Z'), 'Ville Haute');
  await createDue(finance('2026-01-06T09:00:00Z'), city.id, 2020);
  const before = await revisionAt(act().db, null);
  await createMember(finance('2026-02-01T09:00:00Z'), 'Ville Basse');
  const paid = paymentInput.parse({ amount: '550', currency: 'EUR', receivedOn: '2020-05-02', year: '2020' });
  await recordPayment(finance('2026-02-02T09:00:00Z'), city.id, paid);
  const late = async (revision: number) => {
    const at = { on: Temporal.PlainDate.from('2021-01-01'), revision };
    const { totalCents } = (await findArrears(act().db, at, [city.id])).get(city.id)!;
    expect((await findArrearsByMandate(act().db, at, [city.id])).get(city.id)!.totalCents).toBe(totalCents);
    return totalCents;
  };
  expect([await late(before), await late(before + 1)]).toEqual([550_00, 0]);
});

test('the arrears, the standing and the mandates of nine members ask no more of the database than those of one', async ({ act }) => {
  const ids: string[] = [];
  const ask = async (read: (at: Awaited<ReturnType<typeof asKnownNow>>) => Promise<unknown>) => {
    const at = await asKnownNow(act());
    return countStatements(act().db, () => read(at));
  };
  const grow = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const { id, slug } = await createMember(act(), `Ville ${ids.length}`);
      await revise(act(), (rev) => createMandate(rev, { partyId: id, slug: `maire-${slug}`, name: `Maire ${slug}`, from: '2022-07-03' }));
      for (const year of [2021, 2024]) await createDue(act(), id, year);
      ids.push(id);
    }
    return [
      await ask((at) => findArrears(act().db, at, ids)),
      await ask((at) => findArrearsByMandate(act().db, at, ids)),
      await ask((at) => findStanding(act().db, at, ids)),
    ];
  };
  const [arrears, byMandate, standing] = await grow(1);
  expect(arrears).toBe(1);
  expect(await grow(8)).toEqual([arrears, byMandate, standing]);
});
