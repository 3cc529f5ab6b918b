import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { overdueOn } from '../arrears/rules.ts';
import { settleAccounts } from '../ledger/queries.ts';
import { mayReadDues } from '../policy.ts';
import { dueCall, duePause, dueReminder, ledgerEntry, type Reminder } from '../schema.ts';
import type { LateCall } from './rules.ts';

/** The calls that are late on a day, by party: those of a year of which something is owed; cancelled ones are not. */
export async function listLateCalls(db: Db, on: Temporal.PlainDate, partyIds?: readonly string[]): Promise<Map<string, LateCall[]>> {
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
        lt(dueCall.dueOn, on),
        partyIds && inArray(dueCall.partyId, [...partyIds]),
        sql`not exists (
          select 1 from ${ledgerEntry} entry join ${ledgerEntry} reversal on reversal.reverses = entry.id
          where entry.call_id = due_call.id and reversal.booked_on <= ${on.toString()}::date)`,
      ),
    )
    .orderBy(dueCall.dueOn);
  const owners = [...new Set(calls.map((one) => one.partyId))];
  const settled = await settleAccounts(
    db,
    owners.map((partyId) => ({ partyId, on })),
  );
  const sent = await listSentLevels(db, owners);
  const late = calls.flatMap(({ partyId, amountCents, ...call }) => {
    const open = overdueOn(settled.get(partyId)!.years, on).find((one) => one.year === call.year)?.openCents ?? 0;
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
  const rows = await db
    .select()
    .from(duePause)
    .where(inArray(duePause.partyId, [...partyIds]))
    .orderBy(duePause.number);
  const last = new Map(rows.map((row) => [row.partyId, row]));
  return new Map([...last].filter(([, row]) => row.paused));
}

/** The days on which each party was reminded. */
export async function listReminderDays(db: Db, partyIds: readonly string[]): Promise<Map<string, Temporal.PlainDate[]>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .selectDistinct({ partyId: dueReminder.partyId, sentOn: dueReminder.sentOn })
    .from(dueReminder)
    .where(inArray(dueReminder.partyId, [...partyIds]))
    .orderBy(dueReminder.sentOn);
  return new Map([...Map.groupBy(rows, (row) => row.partyId)].map(([partyId, days]) => [partyId, days.map((one) => one.sentOn)]));
}

async function listSentLevels(db: Db, partyIds: readonly string[]): Promise<Map<string, number[]>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ callId: dueReminder.callId, level: dueReminder.level })
    .from(dueReminder)
    .where(inArray(dueReminder.partyId, [...partyIds]));
  const levels = rows.flatMap((row) => (row.level === null ? [] : [{ callId: row.callId, level: row.level }]));
  return new Map([...Map.groupBy(levels, (row) => row.callId)].map(([callId, all]) => [callId, all.map((one) => one.level)]));
}
