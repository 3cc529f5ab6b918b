import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import { createMandate, partial, revise } from '../../../register/factories.ts';
import { factKinds, endFact, revisionAt } from '../../../register/index.ts';
import { createDue, createMember, people } from '../factories.ts';
import { recordReminder } from '../reminders/commands.ts';
import { findArrearsByMandate } from './by-mandate.ts';

const test = siteTest();
const day = (text: string) => Temporal.PlainDate.from(text);

test('the uninvited city: ten years unpaid despite reminders, and the mayor who took office in 2022 saw what he inherited', async ({
  act,
  openSite,
}) => {
  const city = await createMember(act(), 'Belleville-sur-Rive', { since: '1998' });
  const finance = act({ actor: people.finance });

  // In 2014 a mayor is elected; she stays eight years, and no due of 550 € is paid from then on.
  const { officeId, factId } = await revise(act(), (rev) =>
    createMandate(rev, { partyId: city.id, slug: 'maire-de-belleville-sur-rive', name: 'Odile FARGE', from: '2014-03-30' }),
  );
  for (let year = 2014; year <= 2023; year += 1) {
    await createDue(act(), city.id, year);
    await recordReminder(finance, city.id, {
      year,
      sentOn: day(`${year}-06-15`),
      recipient: 'Mairie de Belleville-sur-Rive',
      address: 'Place du Beffroi, Belleville-sur-Rive',
      words: `Relance de la cotisation ${year}.`,
    });
  }

  // The mayor changes in July 2022.
  await revise(act(), async (rev) => {
    await endFact(rev, factKinds.mandate, factId, { to: partial('2022-07-03') });
    await createMandate(rev, { officeId, name: 'Bastien LORME', from: '2022-07-03' });
  });

  // On the eve of the congress, the secretariat reads who let what fall due, and what the present mayor found.
  const at = { on: day('2024-05-01'), revision: await revisionAt(act().db, null) };
  const { years, totalCents, inherited } = (await findArrearsByMandate(act().db, at, [city.id])).get(city.id)!;
  expect(totalCents).toBe(5_500_00);
  expect(years.map((one) => `${one.year} ${one.head?.mandate.person.name}`)).toEqual([
    ...[2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022].map((year) => `${year} Odile FARGE`),
    '2023 Bastien LORME',
  ]);
  expect(inherited).toMatchObject({ totalCents: 4_950_00, stillCents: 4_950_00, remindersBefore: 9, remindersSince: 1 });
  expect([inherited!.since.toString(), inherited!.head.mandate.person.name]).toEqual(['2022-07-03', 'Bastien LORME']);

  // The mayor opens the space of his city: the first thing it says is what he found on coming into office.
  const mayor = await openSite().browser('city', city.id);
  const page = await (await mayor.get('/espace/cotisations')).text();
  const words = page.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
  expect(words).toContain('Ce que vous avez trouvé en arrivant');
  expect(words).toContain('le 3 juillet 2022');
  expect(words).toContain('4 950,00 €');
  expect(words).toContain('9 relances');
  expect(words).toContain('15 juin 2014');
  expect(words).toContain('Mairie de Belleville-sur-Rive');
});
