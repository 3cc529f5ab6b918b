import type { Act } from '../../kernel/act.ts';
import { parsePartialDate } from '../../kernel/dates.ts';
import {
  asKnownNow,
  createBody,
  findPartiesById,
  findParty,
  findStatesOf,
  listStatuses,
  usualTitle,
} from '../../modules/register/index.ts';
import { giveSeat } from '../../modules/register/bodies/commands.ts';
import { beginMandate } from '../../modules/register/mandates/commands.ts';
import type { Revision } from '../../modules/register/index.ts';
import type { SeatFunction } from '../../modules/register/vocabulary.ts';
import { inventPerson } from './names.ts';
import { actOn, type InventedCity, invent } from './network.ts';
import { uninvitedCity } from './uninvited-city.ts';

/** How many cities have a seat in the Bureau: the first ones. */
export const bureauSize = 12;

/**
 * Puts an invented head at the top of each member city that the register confirms: some since long, some whose mandate ends
 * soon or should have ended; and lays down the assembly, the Bureau and a commission.
 */
export async function demonstrateHeads(given: Act): Promise<InventedCity[]> {
  const act = actOn(given, 'officer', '2026-11-20');
  const at = await asKnownNow(act, Temporal.PlainDate.from('2026-11-20'));
  const network = (await findParty(act.db, 'aimf', at))!;
  const statuses = (await listStatuses(act.db, network.id, at, { current: true })).filter(
    ({ status, certainty }) => status === 'member' && certainty === 'confirmed',
  );
  const parties = await findPartiesById(
    act.db,
    statuses.map(({ partyId }) => partyId),
    at,
  );
  const states = await findStatesOf(act.db, at, [...parties.keys()]);
  const cities = [...parties.values()]
    .filter(({ kind }) => kind === 'local_authority')
    .toSorted((one, other) => one.slug.localeCompare(other.slug))
    .map(({ id, slug, name }, index): InventedCity => ({
      id,
      slug,
      name: name.fr,
      stateId: states.get(id) ?? null,
      head: inventPerson(index).name,
    }));

  await invent(act, 'Têtes des villes membres, inventées', async (rev, context) => {
    for (const [index, { id, slug }] of cities.entries()) {
      const { name, gender, email } = inventPerson(index);
      await beginMandate(rev, {
        ...context,
        partyId: id,
        title: usualTitle({ kind: 'local_authority', state: null }),
        person: { name, gender, contacts: [{ channel: 'email', value: email }] },
        accession: index % 9 === 4 ? 'appointed' : 'elected',
        from: parsePartialDate(slug === uninvitedCity ? '2022-06-15' : `20${19 + (index % 4)}-06-15`),
        to: null,
        expectedEnd: parsePartialDate(expectedEnds[index % expectedEnds.length]!),
      });
    }
  });
  await invent(act, 'Instances du réseau', async (rev, context) => {
    const about = { institutionId: network.id };
    await createBody(rev, {
      ...about,
      slug: 'assemblee-generale',
      kind: 'general_assembly',
      nameFr: 'Assemblée générale',
      nameEn: 'General assembly',
    });
    const bureauId = await createBody(rev, { ...about, slug: 'bureau', kind: 'bureau', nameFr: 'Bureau', nameEn: 'Bureau' });
    const climateId = await createBody(rev, {
      ...about,
      slug: 'commission-climat',
      kind: 'commission',
      nameFr: 'Commission climat',
      nameEn: 'Climate commission',
    });
    await seatAll(rev, bureauId, cities.slice(0, bureauSize), context);
    await seatAll(rev, climateId, cities.slice(bureauSize, bureauSize + 5), context);
  });
  return cities;
}

/** Some are over without news, some end within months. */
const expectedEnds = ['2027-03', '2026-06-30', '2028', '2027-06', '2029-05', '2026-12-31'];

async function seatAll(
  rev: Revision,
  bodyId: string,
  cities: readonly InventedCity[],
  context: Parameters<Parameters<typeof invent>[2]>[1],
): Promise<void> {
  const functions: SeatFunction[] = ['president', 'vice_president', 'vice_president', 'treasurer'];
  const terms = [
    { from: '2022-07-01', to: '2024-05-17' },
    { from: '2024-05-17', to: null },
  ];
  for (const { from, to } of terms)
    for (const [index, { id }] of cities.entries())
      await giveSeat(rev, {
        ...context,
        bodyId,
        partyId: id,
        function: functions[index] ?? 'member',
        from: parsePartialDate(from),
        to: to === null ? null : parsePartialDate(to),
      });
}
