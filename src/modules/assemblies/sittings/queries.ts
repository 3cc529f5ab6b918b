import { and, asc, count, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import {
  asKnownNow,
  type Body,
  findPartiesById,
  findPersons,
  findTwins,
  listBodies,
  type PartyRef,
  type PersonRef,
} from '../../register/index.ts';
import { readState } from '../journal/scene.ts';
import type { SittingState } from '../journal/state.ts';
import { mayReadSittings } from '../policy.ts';
import { applicantsOf } from '../recusals/proposals.ts';
import { agendaItem, itemInterest, itemPaper, proxy, recusal, sitting, sittingEntry, sittingTeller, vote } from '../schema.ts';
import type { AgendaItem, ItemPaper, Proxy, Sitting, Vote } from '../schema.ts';
import type { SittingStep } from '../vocabulary.ts';
import { getBody } from '../voters/queries.ts';
import { getSitting } from './commands.ts';

export interface SittingSummary extends Sitting {
  step: SittingStep;
  body: Body;
}

/** Which sittings to list. */
export interface SittingFilter {
  bodyId?: string | undefined;
  step?: SittingStep | undefined;
  words?: string | undefined;
}

/** The step of a sitting is that of its last entry that says one. */
export const stepOf = sql<SittingStep>`coalesce((
  select case kind when 'opened' then 'open' when 'minutes_saved' then 'minuted' when 'minutes_approved' then 'approved' else data ->> 'to' end
  from ${sittingEntry} where ${sittingEntry.sittingId} = ${sitting.id} and kind in ('step', 'opened', 'minutes_saved', 'minutes_approved')
  order by number desc limit 1), 'prepared')`;

/** Sittings, the latest first. @throws Forbidden */
export async function listSittings(
  act: Act,
  { bodyId, step, words }: SittingFilter,
  { page, size }: { page: number; size: number },
): Promise<{ sittings: SittingSummary[]; total: number }> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const like = words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : null;
  const where = and(
    bodyId ? eq(sitting.bodyId, bodyId) : undefined,
    step ? sql`${stepOf} = ${step}` : undefined,
    like ? or(ilike(sitting.titleFr, like), ilike(sitting.titleEn, like)) : undefined,
  );
  const rows = await act.db
    .select({ sitting, step: stepOf })
    .from(sitting)
    .where(where)
    .orderBy(desc(sitting.startsAt), asc(sitting.slug))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db.select({ total: count() }).from(sitting).where(where);
  const bodies = new Map((await listAllBodies(act)).map((one) => [one.id, one]));
  return {
    sittings: rows.map((row) => ({ ...row.sitting, step: row.step, body: bodies.get(row.sitting.bodyId)! })),
    total: counted!.total,
  };
}

/** Every body there is, for lists and forms. */
export async function listAllBodies(act: Act): Promise<Body[]> {
  return listBodies(act.db, await asKnownNow(act));
}

export interface ItemDossier extends AgendaItem {
  papers: ItemPaper[];
  interests: (typeof itemInterest.$inferSelect)[];
  recusals: (typeof recusal.$inferSelect)[];
  votes: Vote[];
}

/** A sitting with all that those who hold it need. */
export interface SittingDossier {
  sitting: Sitting;
  body: Body;
  state: SittingState;
  items: ItemDossier[];
  proxies: Proxy[];
  /** The twins of the applicants, by the links of the register. */
  twins: Map<string, string[]>;
  tellers: string[];
  parties: Map<string, PartyRef>;
  persons: Map<string, PersonRef>;
}

/** One sitting as the secretariat reads it. @throws Forbidden, Missing */
export async function getDossier(act: Act, slug: string): Promise<SittingDossier> {
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  return readDossier(act, await getSitting(act, slug));
}

/** The same, whoever asks: the caller has made sure that they may read it. */
export async function readDossier(act: Act, found: Sitting): Promise<SittingDossier> {
  const state = await readState(act, found);
  const items = await act.db.select().from(agendaItem).where(eq(agendaItem.sittingId, found.id)).orderBy(asc(agendaItem.position));
  const itemIds = items.map((one) => one.id);
  const rows = itemIds.length === 0 ? null : await readItemRows(act, itemIds);
  const proxies = await act.db.select().from(proxy).where(eq(proxy.sittingId, found.id)).orderBy(asc(proxy.at));
  const tellers = await act.db.select().from(sittingTeller).where(eq(sittingTeller.sittingId, found.id));
  const at = await asKnownNow(act, dayOf(found.startsAt));
  const voters = [...state.voters.values()];
  const interested = rows?.interests.map((one) => one.partyId) ?? [];
  return {
    sitting: found,
    body: await getBody(act, found.bodyId),
    state,
    items: items.map((item) => ({
      ...item,
      papers: rows!.papers.filter((one) => one.itemId === item.id),
      interests: rows!.interests.filter((one) => one.itemId === item.id),
      recusals: rows!.recusals.filter((one) => one.itemId === item.id),
      votes: rows!.votes.filter((one) => one.itemId === item.id),
    })),
    proxies,
    twins: await findTwins(act.db, at, applicantsOf(rows?.interests ?? [])),
    tellers: tellers.map((one) => one.userId),
    parties: await findPartiesById(act.db, [...new Set([...voters.map((one) => one.partyId), ...interested])], at),
    persons: await findPersons(
      act.db,
      voters.flatMap((one) => one.personId ?? []),
      at,
    ),
  };
}

async function readItemRows(act: Act, ids: string[]) {
  return {
    papers: await act.db.select().from(itemPaper).where(inArray(itemPaper.itemId, ids)).orderBy(asc(itemPaper.at), asc(itemPaper.title)),
    interests: await act.db.select().from(itemInterest).where(inArray(itemInterest.itemId, ids)).orderBy(asc(itemInterest.at)),
    recusals: await act.db.select().from(recusal).where(inArray(recusal.itemId, ids)).orderBy(asc(recusal.at)),
    votes: await act.db.select().from(vote).where(inArray(vote.itemId, ids)).orderBy(asc(vote.number)),
  };
}
