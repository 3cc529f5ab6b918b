import { expect } from 'vitest';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { createDue, createMember } from '../factories.ts';
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
