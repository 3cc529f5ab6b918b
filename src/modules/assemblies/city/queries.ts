import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { isRecused } from '../journal/state.ts';
import { proposedRecusals } from '../recusals/proposals.ts';
import { agendaItem, itemPaper, sitting, sittingVoter, type Sitting } from '../schema.ts';
import { settingsOn } from '../settings/queries.ts';
import { type ItemDossier, readDossier, type SittingDossier, stepOf } from '../sittings/queries.ts';
import type { SittingStep } from '../vocabulary.ts';
import { listElectorate } from '../voters/queries.ts';

/** A sitting as one of its parties reads it. */
export interface CitySitting {
  dossier: SittingDossier;
  partyId: string;
  /** The agenda, with the title alone of what the party stays out of, or perhaps must. */
  items: { item: ItemDossier; out: 'recused' | 'pending' | null }[];
}

/** The party on whose behalf someone of a city asks. @throws Forbidden */
export function partyOf(act: Act): string {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  return actor.partyId;
}

/** The sittings to which a party is convened, the latest first: never one that is still being prepared. @throws Forbidden */
export async function listCitySittings(act: Act): Promise<{ sitting: Sitting; step: SittingStep }[]> {
  const partyId = partyOf(act);
  const rows = await act.db
    .select({ sitting, step: stepOf, listed: sittingVoter.partyId })
    .from(sitting)
    .leftJoin(sittingVoter, and(eq(sittingVoter.sittingId, sitting.id), eq(sittingVoter.partyId, partyId)))
    // Its number came with its convening.
    .where(isNotNull(sitting.number))
    .orderBy(desc(sitting.startsAt))
    .limit(mostSittings);
  const own = [];
  for (const row of rows) if (row.listed ?? (await isCalled(act, row.sitting, row.step, partyId))) own.push(row);
  return own;
}

/** Before the opening, who is on the list is what the register says now; after it, a row. */
async function isCalled(act: Act, { bodyId, startsAt }: Sitting, step: SittingStep, partyId: string): Promise<boolean> {
  if (step !== 'convened' && step !== 'cancelled') return false;
  const on = dayOf(startsAt);
  const { settings } = await settingsOn(act.db, bodyId, on);
  return (await listElectorate(act, bodyId, on, settings)).some((one) => one.partyId === partyId);
}

/** One sitting of a party. @throws Forbidden; Missing where it is convened to none by that address */
export async function getCitySitting(act: Act, slug: string): Promise<CitySitting> {
  const partyId = partyOf(act);
  const [row] = await act.db
    .select()
    .from(sitting)
    .where(and(eq(sitting.slug, slug), isNotNull(sitting.number)));
  const dossier = row && (await readDossier(act, row));
  if (!dossier?.state.voters.has(partyId)) throw new Missing(`sitting ${slug}`);
  const items = dossier.items.filter(({ withdrawnAt }) => withdrawnAt === null);
  return { dossier, partyId, items: items.map((item) => ({ item, out: outOf(dossier, item, partyId) })) };
}

/** Whether a party stays out of an item, or may have to: until that is said, it reads nothing of it. */
function outOf({ state, twins }: SittingDossier, { id, interests }: ItemDossier, partyId: string): 'recused' | 'pending' | null {
  if (isRecused(state, id, partyId)) return 'recused';
  return proposedRecusals(state, id, interests, twins).some((one) => one.partyId === partyId) ? 'pending' : null;
}

/** The file of a paper, for a party that may read it. @throws Forbidden; Missing to any other, and to who must stay out of the item */
export async function findCityPaper(act: Act, slug: string, paperId: string): Promise<string> {
  const { items } = await getCitySitting(act, slug);
  const open = items.filter(({ out }) => out === null).map(({ item }) => item.id);
  const [paper] = await act.db
    .select({ fileId: itemPaper.fileId, itemId: itemPaper.itemId })
    .from(itemPaper)
    .innerJoin(agendaItem, eq(agendaItem.id, itemPaper.itemId))
    .innerJoin(sitting, eq(sitting.id, agendaItem.sittingId))
    .where(and(eq(itemPaper.id, paperId), eq(sitting.slug, slug)));
  if (!paper?.fileId || !open.includes(paper.itemId)) throw new Missing(`paper ${paperId}`);
  return paper.fileId;
}

/** A body meets a few times a year: this is decades of them. */
const mostSittings = 60;
