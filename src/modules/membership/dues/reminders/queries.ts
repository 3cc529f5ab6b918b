import { and, desc, eq, lt, lte, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { At } from '../../../../kernel/collections.ts';
import { anyOf } from '../../../../kernel/db/any-of.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { writtenBefore } from '../../../register/index.ts';
import { overdueOn } from '../arrears/rules.ts';
import { findOpenAccounts } from '../ledger/queries.ts';
import { mayReadDues } from '../policy.ts';
import { dueCall, duePause, dueReminder, ledgerEntry, type Reminder } from '../schema.ts';
import type { LateCall } from './rules.ts';

/** The calls that are late on the day, by party: those of a year of which something is owed; cancelled ones are not. */
export async function listLateCalls(db: Db, at: At, partyIds?: readonly string[]): Promise<Map<string, LateCall[]>> {
  const calls = await db
    .select({
      callId: dueCall.id,
      partyId: dueCall.partyId,
      year: dueCall.year,
      dueOn: dueCall.dueOn,
      amountCents: dueCall.amountCents,
      reference: dueCall.reference,
    })
    .from(dueCall)
    .where(
      and(
        lt(dueCall.dueOn, at.on),
        partyIds && anyOf(dueCall.partyId, partyIds),
        sql`not exists (
          select 1 from ${ledgerEntry} entry join ${ledgerEntry} reversal on reversal.reverses = entry.id
          where entry.call_id = due_call.id and reversal.booked_on <= ${at.on.toString()}::date)`,
      ),
    )
    .orderBy(dueCall.dueOn);
  const owners = [...new Set(calls.map((one) => one.partyId))];
  const accounts = await findOpenAccounts(db, at, owners);
  const sent = await listSentLevels(db, owners);
  const late = calls.flatMap(({ partyId, amountCents, ...call }) => {
    const open = overdueOn(accounts.get(partyId)!.now.years, at.on).find((one) => one.year === call.year)?.openCents ?? 0;
    if (open === 0) return [];
    return [{ partyId, ...call, openCents: Math.min(open, amountCents), sentLevels: sent.get(call.callId) ?? [] }];
  });
  return new Map([...Map.groupBy(late, (one) => one.partyId)].map(([partyId, rows]) => [partyId, rows]));
}

/** The reminders that a party was sent, the latest first. */
export async function listReminders(db: Db, partyId: string): Promise<Reminder[]> {
  return db
    .select()
    .from(dueReminder)
    .where(eq(dueReminder.partyId, partyId))
    .orderBy(desc(dueReminder.sentOn), desc(dueReminder.at), dueReminder.year);
}

/** Every reminder that went out, the latest first. @throws Forbidden */
export async function listAllReminders(
  act: Act,
  { page, size }: { page: number; size: number },
): Promise<{ reminders: Reminder[]; total: number }> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const reminders = await act.db
    .select()
    .from(dueReminder)
    .orderBy(desc(dueReminder.sentOn), desc(dueReminder.at), dueReminder.id)
    .limit(size)
    .offset((page - 1) * size);
  return { reminders, total: await act.db.$count(dueReminder) };
}

export type Pause = typeof duePause.$inferSelect;

/** Whose reminders are held back now, with the reason. */
export async function findPauses(db: Db, partyIds: readonly string[]): Promise<Map<string, Pause>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db.select().from(duePause).where(anyOf(duePause.partyId, partyIds)).orderBy(duePause.number);
  const last = new Map(rows.map((row) => [row.partyId, row]));
  return new Map([...last].filter(([, row]) => row.paused));
}

/** The days on which each party was reminded until the day, as it was known at the revision, the first first. */
export async function listReminderDays(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, Temporal.PlainDate[]>> {
  const rows = await db
    .selectDistinct({ partyId: dueReminder.partyId, sentOn: dueReminder.sentOn })
    .from(dueReminder)
    .where(and(anyOf(dueReminder.partyId, partyIds), lte(dueReminder.sentOn, at.on), writtenBefore(dueReminder.at, at.revision)))
    .orderBy(dueReminder.sentOn);
  return new Map([...Map.groupBy(rows, (row) => row.partyId)].map(([partyId, days]) => [partyId, days.map((one) => one.sentOn)]));
}

async function listSentLevels(db: Db, partyIds: readonly string[]): Promise<Map<string, number[]>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ callId: dueReminder.callId, level: dueReminder.level })
    .from(dueReminder)
    .where(anyOf(dueReminder.partyId, partyIds));
  const levels = rows.flatMap((row) => (row.level === null ? [] : [{ callId: row.callId, level: row.level }]));
  return new Map([...Map.groupBy(levels, (row) => row.callId)].map(([callId, all]) => [callId, all.map((one) => one.level)]));
}
