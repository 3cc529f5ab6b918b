import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Invalid, Refused } from '../../../../kernel/errors.ts';
import { asKnownNow } from '../../../register/index.ts';
import { getStatement } from '../account/statement.ts';
import { findArrears } from '../arrears/queries.ts';
import { askReversal, proposeRefund, proposeWaiver, signException } from '../exceptions/commands.ts';
import { createDue, createMember, people } from '../factories.ts';
import { recordPayment } from '../payments/commands.ts';
import { recordRate } from '../rates/commands.ts';
import { ledgerEntry } from '../schema.ts';
import { settleAccounts } from './queries.ts';

const test = databaseTest();
const today = Temporal.PlainDate.from('2026-11-23');

const year = fc.integer({ min: 2022, max: 2025 });
const cents = fc.integer({ min: 1, max: 900_00 });
const step = fc.oneof(
  fc.record({ do: fc.constant('call' as const), year, cents }),
  fc.record({ do: fc.constant('pay' as const), year: fc.option(year), cents, voluntary: fc.option(cents) }),
  fc.record({ do: fc.constant('payAbroad' as const), year: fc.option(year), cents, received: fc.option(cents) }),
  fc.record({ do: fc.constant('waive' as const), year, cents }),
  fc.record({ do: fc.constant('refund' as const), cents }),
  fc.record({ do: fc.constant('reverse' as const), which: fc.nat({ max: 30 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test(
  'no sequence of calls, payments, waivers, refunds and reversals lets the ledger not balance',
  { timeout: 300_000 },
  async ({ act }) => {
    const { id } = await createMember(act(), 'Ville Haute');
    const other = await createMember(act(), 'Ville Basse');
    await createDue(act(), other.id, 2024, '123');
    const over = new Error('undone');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        await act()
          .db.transaction(async (db) => {
            const finance = { ...act({ actor: people.finance }), db };
            await recordRate(finance, { currency: 'XOF', day: today, units: '655.957', source: 'Parité fixe' });
            for (const one of steps) {
              await carryOut(finance, id, one);
              await expectBalanced(finance, id);
            }
            expect((await findArrears(db, await asKnownNow(finance, today), [other.id])).get(other.id)!.totalCents).toBe(123_00);
            throw over;
          })
          .catch((error: unknown) => {
            if (error !== over) throw error;
          });
      }),
      { numRuns: 40 },
    );
  },
);

async function carryOut(act: Act, partyId: string, one: Step): Promise<void> {
  try {
    await tryOut(act, partyId, one);
  } catch (error) {
    // What a rule refuses changes nothing, which is what is looked at next.
    if (!(error instanceof Refused || error instanceof Invalid)) throw error;
  }
}

async function tryOut(act: Act, partyId: string, one: Step): Promise<void> {
  const said = { receivedOn: today, payer: null, reference: null, note: null };
  switch (one.do) {
    case 'call':
      return void (await createDue(act, partyId, one.year, String(one.cents / 100)));
    case 'pay':
      return void (await recordPayment(act, partyId, {
        ...said,
        amount: one.cents,
        currency: 'EUR',
        received: null,
        year: one.year,
        voluntary: one.voluntary,
      }));
    case 'payAbroad':
      return void (await recordPayment(act, partyId, {
        ...said,
        amount: one.cents * 656,
        currency: 'XOF',
        received: one.received,
        year: one.year,
        voluntary: null,
      }));
    case 'waive':
      return signException(
        { ...act, actor: people.direction },
        await proposeWaiver(act, partyId, { year: one.year, amount: one.cents, reason: 'Sinistre' }),
      );
    case 'refund':
      return signException(
        { ...act, actor: people.direction },
        await proposeRefund(act, partyId, { amount: one.cents, reason: 'Payé deux fois' }),
      );
    case 'reverse': {
      const entries = await act.db
        .select()
        .from(ledgerEntry)
        .where(sql`party_id = ${partyId}`)
        .orderBy(ledgerEntry.number);
      const entry = entries[one.which % Math.max(1, entries.length)];
      if (entry) await askReversal(act, partyId, entry.id, { reason: 'Erreur' });
    }
  }
}

async function expectBalanced(act: Act, partyId: string): Promise<void> {
  const { db } = act;
  const { rows } = await db.execute<{ account: string; cents: string }>(sql`
    select account, sum(cents)::text as cents from (
      select debit as account, amount_cents as cents from ledger_entry where party_id = ${partyId}
      union all select credit, -amount_cents from ledger_entry where party_id = ${partyId}) sides
    group by account`);
  expect(rows.reduce((sum, one) => sum + Number(one.cents), 0)).toBe(0);
  const balance = Number(rows.find((one) => one.account === 'member')?.cents ?? 0);
  const settled = (await settleAccounts(db, await asKnownNow(act, today), [partyId])).get(partyId)!;
  const open = settled.years.reduce((sum, one) => sum + one.open, 0);
  expect(settled.balance).toBe(balance);
  expect(open - settled.credit).toBe(balance);
  expect(settled.credit).toBeGreaterThanOrEqual(0);
  expect(settled.years.every((one) => one.open >= 0 && one.open <= Math.max(0, one.charged - one.waived))).toBe(true);
  const statement = await getStatement(db, partyId, { from: Temporal.PlainDate.from('2024-01-01'), to: today });
  expect(statement.closingCents).toBe(balance);
  expect(statement.openingCents + statement.lines.reduce((sum, one) => sum + one.effectCents, 0)).toBe(balance);
}
