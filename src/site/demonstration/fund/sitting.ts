import type { Act } from '../../../kernel/act.ts';
import { recordArrivals } from '../../../modules/assemblies/attendance/commands.ts';
import { adoptWithoutVote } from '../../../modules/assemblies/decisions/commands.ts';
import { inSitting } from '../../../modules/assemblies/journal/scene.ts';
import { beginMinutes } from '../../../modules/assemblies/minutes/commands.ts';
import { confirmRecusal } from '../../../modules/assemblies/recusals/commands.ts';
import { listProposals } from '../../../modules/assemblies/recusals/proposals.ts';
import { conveneSitting, moveSitting, openSitting, prepareSitting } from '../../../modules/assemblies/sittings/commands.ts';
import { findSitting } from '../../../modules/assemblies/index.ts';
import { putOnAgenda } from '../../../modules/fund/appraisal/agenda/commands.ts';
import { listOnAgenda } from '../../../modules/fund/appraisal/agenda/queries.ts';
import { recordAwards } from '../../../modules/fund/appraisal/awards/commands.ts';
import { typeAward } from '../../../modules/fund/appraisal/factories.ts';
import { actOn } from '../network.ts';
import type { Deposited } from './dossiers.ts';

/**
 * The Bureau sits on the fund: what concerns one of its cities is an item by itself, from which that city is recused; the direction
 * writes down what was decided.
 * @param sitting its day, and the cities that have a seat
 */
export async function holdFundSitting(
  act: Act,
  dossiers: readonly Deposited[],
  { day, bureau }: { day: string; bureau: ReadonlySet<string> },
): Promise<void> {
  const sits = Temporal.PlainDate.from(day);
  const prepared = actOn(act, 'direction', sits.subtract({ days: 30 }));
  const slug = await prepareSitting(prepared, {
    body: 'bureau',
    titleFr: `Fonds de coopération, ${sits.year}`,
    titleEn: null,
    mode: 'on_site',
    place: 'Paris',
    startsOn: sits,
    startsAt: Temporal.PlainTime.from('10:00'),
  });
  // What concerns a city of the Bureau is voted by itself, so that this city alone is recused; the rest is voted together.
  const mayConcern = ({ city }: Deposited) => bureau.has(city.id);
  const ready = actOn(act, 'officer', sits.subtract({ days: 29 }));
  for (const [block, own] of [
    [null, dossiers.filter(mayConcern)],
    ['Dossiers qui ne concernent aucune ville du Bureau', dossiers.filter((one) => !mayConcern(one))],
  ] as const)
    if (own.length > 0)
      await putOnAgenda(ready, slug, { dossiers: own.map(({ dossier }) => dossier.reference!), block, owedUntil: undefined });
  await conveneSitting(prepared, slug, { reason: null });
  const today = actOn(act, 'direction', day);
  const voters = await inSitting(today, { slug }, async ({ state }) =>
    [...state.voters.values()].filter(({ exclusion }) => exclusion === null),
  );
  await recordArrivals(
    today,
    slug,
    voters.map(({ partyId }) => partyId),
  );
  await openSitting(today, slug);
  const { id } = (await findSitting(today, slug))!;
  const items = new Set((await listOnAgenda(act.db, id)).map(({ entry }) => entry.itemId));
  for (const itemId of items) {
    const proposals = await inSitting(today, { slug }, async (scene) => (await listProposals(scene, itemId)).proposals);
    for (const { partyId } of proposals) await confirmRecusal(today, slug, itemId, { party: partyId });
    await adoptWithoutVote(today, slug, itemId, {});
  }
  await moveSitting(today, slug, 'closed', { reason: null });
  await beginMinutes(today, slug);
  const outcomes = dossiers.map(({ planned: { fate }, dossier }) => typeAward(dossier.reference!, { outcome: fate }));
  await recordAwards(actOn(act, 'direction', sits.add({ days: 1 })), slug, Object.assign({}, ...outcomes));
}
