import type { Act } from '../../kernel/act.ts';
import { parsePartialDate } from '../../kernel/dates.ts';
import { joinFrench } from '../../kernel/i18n/elision.ts';
import { nameContact } from '../../modules/membership/dues/contacts/commands.ts';
import { callMembers } from '../../modules/membership/dues/calls/commands.ts';
import { sendCampaign } from '../../modules/membership/dues/calls/jobs.ts';
import { previewCalls } from '../../modules/membership/dues/calls/preview.ts';
import { paymentInput, recordPayment } from '../../modules/membership/dues/payments/commands.ts';
import { proposeScale, putInForce, recordVote, scaleInput, voteInput } from '../../modules/membership/dues/scale/commands.ts';
import { findScaleInForce } from '../../modules/membership/dues/scale/queries.ts';
import { factKinds, recordFact } from '../../modules/register/index.ts';
import { inventPerson } from './names.ts';
import { actOn, type InventedCity, invent } from './network.ts';

/** A table that is nobody's: bands of national income per head and of population, in euros. */
const bands = ['0;2000;0;500000;550', '0;2000;500000;;1100', '2000;15000;0;500000;1500', '2000;15000;500000;;3000', '15000;;0;;6000'].join(
  '\n',
);

/**
 * Three years of dues: each year a scale is voted in December, called in February and paid by most; some pay in part, some
 * late, some not at all.
 */
export async function demonstrateDues(act: Act, cities: readonly InventedCity[]): Promise<void> {
  await measure(act, cities);
  for (const [index, { id }] of cities.entries()) {
    const { name, email } = inventPerson(index);
    await nameContact(actOn(act, 'finance', '2024-01-08'), id, {
      name: `Cabinet ${joinFrench('de', name)}`,
      email,
      lang: index % 5 === 0 ? 'en' : 'fr',
    });
  }
  for (const year of [2024, 2025, 2026]) await callYear(act, cities, year);
}

async function callYear(act: Act, cities: readonly InventedCity[], year: number): Promise<void> {
  const proposed = actOn(act, 'finance', `${year - 1}-11-20`);
  const id = await proposeScale(proposed, scaleInput.parse({ year: String(year), floor: '550', entryFee: '300', bands }));
  const voted = actOn(act, 'finance', `${year - 1}-12-16`);
  await recordVote(voted, id, voteInput.parse({ decidedOn: `${year - 1}-12-15`, source: `Assemblée générale de ${year - 1}` }));
  await putInForce(voted, id);
  const calling = actOn(act, 'finance', `${year}-02-03`);
  const { called, totalCents } = await previewCalls(calling, (await findScaleInForce(calling, year))!);
  const on = (day: string) => Temporal.PlainDate.from(`${year}-${day}`);
  const campaign = await callMembers(calling, {
    year,
    calledOn: on('02-03'),
    dueOn: on('04-30'),
    seenCount: called.length,
    seenTotal: totalCents,
  });
  await sendCampaign(calling, campaign);
  const order = new Map(cities.map(({ id }, index) => [id, index]));
  for (const { party, amountCents } of called) {
    const paid = shareOf(order.get(party.id) ?? 0, year);
    if (paid === 0) continue;
    const day = `${year}-0${3 + ((order.get(party.id) ?? 0) % 6)}-12`;
    const amount = String((amountCents * paid) / 100).replace('.', ',');
    await recordPayment(
      actOn(act, 'finance', day),
      party.id,
      paymentInput.parse({ receivedOn: day, amount, currency: 'EUR', year: String(year), payer: party.name.fr }),
    );
  }
}

/** How much of its due a city pays: most all of it, one in seven half, one in eleven nothing; this year some have yet to. */
function shareOf(index: number, year: number): number {
  if (index % 11 === 5) return 0;
  if (index % 7 === 3) return 0.5;
  return year === 2026 && index % 4 === 1 ? 0 : 1;
}

/** Populations and incomes per head that are in nobody's statistics. */
async function measure(act: Act, cities: readonly InventedCity[]): Promise<void> {
  const states = [...new Set(cities.flatMap(({ stateId }) => stateId ?? []))];
  await invent(actOn(act, 'officer', '2023-11-02'), 'Mesures inventées', async (rev, context) => {
    const since = { ...context, from: parsePartialDate('2023'), to: null };
    for (const [index, { id }] of cities.entries())
      await recordFact(rev, factKinds.measure, {
        ...since,
        values: { partyId: id, measure: 'population', value: String(40_000 + ((index * 137_000) % 1_900_000)), unit: 'habitants' },
      });
    for (const [index, id] of states.entries())
      await recordFact(rev, factKinds.measure, {
        ...since,
        values: { partyId: id, measure: 'gni_per_head', value: String(700 + ((index * 3_700) % 42_000)), unit: 'USD' },
      });
  });
}
