import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { collator, dayOf } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, type Body, listBodies } from '../../register/index.ts';
import { mayReadFund } from '../policy.ts';
import { settingOn } from '../settings/queries.ts';
import type { CallState, DossierState, Purse } from '../vocabulary.ts';
import { type CallStanding, standingAt } from './rules.ts';
import { type FundCall, fundCall, fundCallExtension, fundCallStep } from './schema.ts';

export type CallStep = typeof fundCallStep.$inferSelect;
export type CallExtension = typeof fundCallExtension.$inferSelect;

/** A call, its state and what the day makes of it. */
export interface KnownCall extends FundCall {
  state: CallState;
  standing: CallStanding;
}

/** What a list of calls may be narrowed to. */
export interface CallFilter {
  words?: string | undefined;
  standing?: CallStanding | undefined;
  purse?: Purse | undefined;
}

export const callSorts = ['name', 'opens', 'closes'] as const;
export interface CallSort {
  key: (typeof callSorts)[number];
  direction: 'ascending' | 'descending';
}

/** A call in the secretariat's list, with how many dossiers were deposited. */
export interface ListedCall extends KnownCall {
  deposited: number;
}

/** The calls that pass a filter, in order. @throws Forbidden */
export async function listCalls(act: Act, filter: CallFilter, sort: CallSort, lang: Lang): Promise<ListedCall[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const words = fold(filter.words ?? '');
  const found = (await selectCalls(act)).filter(
    (one) =>
      (!filter.standing || one.standing === filter.standing) &&
      (!filter.purse || one.purse === filter.purse) &&
      fold(`${one.nameFr} ${one.nameEn}`).includes(words),
  );
  const counts = await countDeposited(act.db);
  const { compare } = collator(lang);
  const byName = (one: KnownCall, other: KnownCall) => compare(inLang(nameOf(one), lang), inLang(nameOf(other), lang));
  const orders: Record<CallSort['key'], (one: KnownCall, other: KnownCall) => number> = {
    name: byName,
    opens: (one, other) => Temporal.PlainDate.compare(one.opensOn, other.opensOn),
    // Those that are open all year come last.
    closes: (one, other) => compareDays(one.closesOn, other.closesOn),
  };
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return found
    .toSorted((one, other) => turn * orders[sort.key](one, other) || byName(one, other))
    .map((one) => ({ ...one, deposited: counts.get(one.id) ?? 0 }));
}

/** A call as the secretariat follows it. */
export interface CallFile {
  call: KnownCall;
  steps: CallStep[];
  extensions: CallExtension[];
  /** How many dossiers are in each state; drafts are counted, and read by their authors only. */
  dossiers: Map<DossierState, number>;
  /** Who decides; null where the register has no Bureau yet. */
  body: Body | null;
}

/** A call with its life. @throws Forbidden, Missing */
export async function getCall(act: Act, slug: string): Promise<CallFile> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const call = await findCall(act, slug);
  if (!call) throw new Missing(slug);
  return {
    call,
    steps: await act.db.select().from(fundCallStep).where(eq(fundCallStep.callId, call.id)).orderBy(desc(fundCallStep.number)),
    extensions: await listExtensions(act.db, call.id),
    dossiers: await countDossiers(act.db, call.id),
    body: await findDecidingBody(act, call),
  };
}

/** A call by its address, whoever asks; null where there is none. */
export async function findCall(act: Act, slug: string): Promise<KnownCall | null> {
  const [found] = (await selectCalls(act)).filter((one) => one.slug === slug);
  return found ?? null;
}

/** The calls that were published, for anyone: those that are open first, then those to come, then the last that closed. */
export async function listPublicCalls(act: Act): Promise<KnownCall[]> {
  const order: CallStanding[] = ['open', 'upcoming', 'closed'];
  return (await selectCalls(act))
    .filter(({ standing }) => order.includes(standing))
    .toSorted(
      (one, other) =>
        order.indexOf(one.standing) - order.indexOf(other.standing) ||
        (one.standing === 'closed' ? -1 : 1) * compareDays(one.closesOn, other.closesOn),
    );
}

/** A call that was published once, for anyone. @throws Missing */
export async function getPublicCall(act: Act, slug: string): Promise<KnownCall> {
  const call = await findCall(act, slug);
  const [published] = call
    ? await act.db
        .select({ number: fundCallStep.number })
        .from(fundCallStep)
        .where(and(eq(fundCallStep.callId, call.id), eq(fundCallStep.state, 'published')))
    : [];
  if (!call || !published) throw new Missing(slug);
  return call;
}

/** How often the last day was put off, the latest first. */
export async function listExtensions(db: Db, callId: string): Promise<CallExtension[]> {
  return db.select().from(fundCallExtension).where(eq(fundCallExtension.callId, callId)).orderBy(desc(fundCallExtension.number));
}

/** The body that decides on a call: its own, the one that the rules of the fund name, or the Bureau (R7). */
export async function findDecidingBody(act: Act, call: Pick<FundCall, 'bodyId'>): Promise<Body | null> {
  const bodies = await listBodies(act.db, await asKnownNow(act));
  const id = call.bodyId ?? (await settingOn(act.db, 'deciding_body', dayOf(act.now)));
  return bodies.find((one) => (id ? one.id === id : one.kind === 'bureau')) ?? null;
}

export function nameOf({ nameFr, nameEn }: Pick<FundCall, 'nameFr' | 'nameEn'>): Localized {
  return { fr: nameFr, en: nameEn };
}

export function summaryOf({ summaryFr, summaryEn }: Pick<FundCall, 'summaryFr' | 'summaryEn'>): Localized {
  return { fr: summaryFr, en: summaryEn };
}

/** All calls: a network has a few each year. */
async function selectCalls(act: Act): Promise<KnownCall[]> {
  const last = act.db
    .selectDistinctOn([fundCallStep.callId], { callId: fundCallStep.callId, state: fundCallStep.state })
    .from(fundCallStep)
    .orderBy(fundCallStep.callId, desc(fundCallStep.number))
    .as('last');
  const rows = await act.db
    .select({ call: fundCall, state: last.state })
    .from(fundCall)
    .innerJoin(last, eq(last.callId, fundCall.id))
    .orderBy(asc(fundCall.at), asc(fundCall.id));
  return rows.map(({ call, state }) => ({ ...call, state, standing: standingAt(state, call, act.now) }));
}

// Read from the tables: dossiers are built on calls, and not the other way round.
const dossierStates = sql`
  select dossier.call_id, last.state
  from fund_dossier dossier
  join lateral (select state from fund_dossier_step where dossier_id = dossier.id order by number desc limit 1) last on true`;

async function countDeposited(db: Db): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; count: string }>(
    sql`select call_id as id, count(*) from fund_dossier where reference is not null group by call_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

async function countDossiers(db: Db, callId: string): Promise<Map<DossierState, number>> {
  const { rows } = await db.execute<{ state: DossierState; count: string }>(
    sql`select state, count(*) from (${dossierStates} where dossier.call_id = ${callId}) dossiers group by state`,
  );
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

function compareDays(one: Temporal.PlainDate | null, other: Temporal.PlainDate | null): number {
  if (one && other) return Temporal.PlainDate.compare(one, other);
  return one ? -1 : other ? 1 : 0;
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
