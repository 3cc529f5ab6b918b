import { asc, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, findParty, type PartyRef } from '../../../register/index.ts';
import { type ArrearsByMandate, findArrearsByMandate } from '../arrears/by-mandate.ts';
import { findDueContact } from '../contacts/queries.ts';
import { mayReadAccount, mayReadDues } from '../policy.ts';
import { settleAccounts } from '../ledger/queries.ts';
import type { Settlement, YearSums } from '../ledger/rules.ts';
import { findPauses, listReminders, type Pause } from '../reminders/queries.ts';
import { type DueCall, dueCall, type dueContact, ledgerEntry, type Reminder } from '../schema.ts';
import { getStatement, type Statement } from './statement.ts';

export interface AccountCall extends DueCall {
  cancelled: boolean;
}

/** All there is on the account of a member today. */
export interface Account {
  party: PartyRef;
  on: Temporal.PlainDate;
  arrears: ArrearsByMandate;
  settlement: Settlement<YearSums>;
  /** Owed, but not late yet. */
  toComeCents: number;
  calls: AccountCall[];
  statement: Statement;
  /** Entries that were reversed. */
  reversed: ReadonlySet<string>;
  reminders: Reminder[];
  pause: Pause | null;
  contact: typeof dueContact.$inferSelect | null;
}

/** Before any entry: the account from its first day. */
const beginning = Temporal.PlainDate.from('1900-01-01');

/** The account of a member by its address, for the secretariat. @throws Forbidden, Missing */
export async function getAccount(act: Act, slug: string): Promise<Account> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const party = await findParty(act.db, slug, await asKnownNow(act));
  if (!party) throw new Missing(`party ${slug}`);
  return readAccount(act, party);
}

/** The account of the party that the actor acts for. @throws Forbidden to whoever acts for none */
export async function getOwnAccount(act: Act): Promise<Account> {
  const partyId = act.actor.kind === 'user' ? act.actor.partyId : undefined;
  if (!partyId || !mayReadAccount(act.actor, partyId)) throw new Forbidden();
  const party = (await findPartiesById(act.db, [partyId], await asKnownNow(act))).get(partyId);
  if (!party) throw new Missing(`party ${partyId}`);
  return readAccount(act, party);
}

async function readAccount(act: Act, party: PartyRef): Promise<Account> {
  const at = await asKnownNow(act);
  const arrears = (await findArrearsByMandate(act.db, at, [party.id])).get(party.id)!;
  const settlement = (await settleAccounts(act.db, at, [party.id])).get(party.id)!;
  const open = settlement.years.reduce((sum, one) => sum + one.open, 0);
  const statement = await getStatement(act.db, party.id, { from: beginning, to: at.on });
  const taken = await act.db
    .select({ id: ledgerEntry.reverses })
    .from(ledgerEntry)
    .where(sql`${ledgerEntry.partyId} = ${party.id} and ${ledgerEntry.reverses} is not null`);
  const reversed = new Set(taken.map((one) => one.id!));
  const callEntries = new Map(statement.lines.flatMap(({ entry }) => (entry.callId && !entry.reverses ? [[entry.callId, entry.id]] : [])));
  const calls = await act.db.select().from(dueCall).where(eq(dueCall.partyId, party.id)).orderBy(asc(dueCall.year), asc(dueCall.number));
  return {
    party,
    on: at.on,
    arrears,
    settlement,
    toComeCents: open - arrears.totalCents,
    calls: calls.map((call) => ({ ...call, cancelled: reversed.has(callEntries.get(call.id) ?? '') })),
    statement,
    reversed,
    reminders: await listReminders(act.db, party.id),
    pause: (await findPauses(act.db, [party.id])).get(party.id) ?? null,
    contact: await findDueContact(act, party.id),
  };
}
