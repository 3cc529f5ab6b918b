import { sql } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { balanceOf } from './rules.ts';
import type { Account } from './vocabulary.ts';

export interface Balance {
  account: Account;
  currency: string;
  cents: number;
}

/** What each account holds in each currency, in the direction in which people read it. */
export async function readBalances(db: Db, until: Temporal.PlainDate | null = null): Promise<Balance[]> {
  // The ledger is read once, both sides of each entry together: there are few pairs of accounts, and many entries.
  const { rows } = await db.execute<{ account: Account; currency: string; debited: string; credited: string }>(sql`
    with moved as (
      select debit, credit, currency, sum(amount_cents) as cents from fund_entry
      where ${until ? sql`booked_on <= ${until.toString()}::date` : sql`true`}
      group by debit, credit, currency)
    select account, currency, sum(debited)::text as debited, sum(credited)::text as credited from (
      select debit as account, currency, cents as debited, 0 as credited from moved
      union all select credit, currency, 0, cents from moved) sides
    group by account, currency order by account, currency`);
  return rows.map(({ account, currency, debited, credited }) => ({
    account,
    currency,
    cents: balanceOf(account, { debited: Number(debited), credited: Number(credited) }),
  }));
}
