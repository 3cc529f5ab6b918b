import { and, desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { isRecused } from '../journal/state.ts';
import { agendaItem, itemPaper, sitting } from '../schema.ts';
import { type ItemDossier, readDossier, type SittingDossier } from '../sittings/queries.ts';

/** A sitting as one of its parties reads it. */
export interface CitySitting {
  dossier: SittingDossier;
  partyId: string;
  /** The agenda, without what the party must stay out of but its title. */
  items: { item: ItemDossier; isOut: boolean }[];
}

/** The party on whose behalf someone of a city asks. @throws Forbidden */
export function partyOf(act: Act): string {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  return actor.partyId;
}

/** The sittings to which a party is convened, the latest first: never one that is still being prepared. @throws Forbidden */
export async function listCitySittings(act: Act): Promise<CitySitting[]> {
  const partyId = partyOf(act);
  const rows = await act.db.select().from(sitting).orderBy(desc(sitting.startsAt)).limit(mostSittings);
  const own: CitySitting[] = [];
  for (const row of rows) {
    const found = await readOwn(act, row, partyId);
    if (found) own.push(found);
  }
  return own;
}

/** One sitting of a party. @throws Forbidden; Missing where it is convened to none by that address */
export async function getCitySitting(act: Act, slug: string): Promise<CitySitting> {
  const partyId = partyOf(act);
  const [row] = await act.db.select().from(sitting).where(eq(sitting.slug, slug));
  const found = row ? await readOwn(act, row, partyId) : null;
  if (!found) throw new Missing(`sitting ${slug}`);
  return found;
}

/** The file of a paper, for a party that may read it. @throws Forbidden; Missing to any other, and to who must stay out of the item */
export async function findCityPaper(act: Act, slug: string, paperId: string): Promise<string> {
  const { items } = await getCitySitting(act, slug);
  const open = items.filter(({ isOut }) => !isOut).map(({ item }) => item.id);
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

async function readOwn(act: Act, row: typeof sitting.$inferSelect, partyId: string): Promise<CitySitting | null> {
  const dossier = await readDossier(act, row);
  const { state } = dossier;
  if (state.step === 'prepared' || !state.voters.has(partyId)) return null;
  return {
    dossier,
    partyId,
    items: dossier.items
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((item) => ({ item, isOut: isRecused(state, item.id, partyId) })),
  };
}
