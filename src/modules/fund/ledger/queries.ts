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
  const { rows } = await db.execute<{ account: Account; currency: string; debited: string; credited: string }>(sql`
    select account, currency, sum(debited)::text as debited, sum(credited)::text as credited from (
      select debit as account, currency, amount_cents as debited, 0 as credited, booked_on from fund_entry
      union all select credit, currency, 0, amount_cents, booked_on from fund_entry) sides
    where ${until ? sql`booked_on <= ${until.toString()}::date` : sql`true`}
    group by account, currency order by account, currency`);
  return rows.map(({ account, currency, debited, credited }) => ({
    account,
    currency,
    cents: balanceOf(account, { debited: Number(debited), credited: Number(credited) }),
  }));
}
