import fc from 'fast-check';
import { sql, type SQL } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { type Actor } from '../../../kernel/actor.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { sendAmendment } from '../projects/agreements/commands.ts';
import { listAgreements } from '../projects/agreements/queries.ts';
import { termsOn } from '../projects/agreements/terms.ts';
import { createBankAccount, createSignedProject, people, signBoth } from '../projects/factories.ts';
import { waiveCondition } from '../projects/instalments/commands.ts';
import { listInstalments } from '../projects/instalments/queries.ts';
import type { Project } from '../projects/schema.ts';
import { releaseAllocation } from './donors/commands.ts';
import type { DonorAgreement } from './donors/schema.ts';
import { createAcceptedReport, createAllocation, createDonorAgreement, payInstalment } from './factories.ts';
import { findMoneyFaults } from './faults.ts';
import { approvePayment, executePayment, orderPayment, requestPayment, returnPayment, verifyPayment } from './payments/commands.ts';
import { askRecovery, recordRefund, settleProject } from './recoveries/commands.ts';

const test = databaseTest();
const today = Temporal.PlainDate.from('2026-11-23');
const later = Temporal.PlainDate.from('2026-12-31');

const cents = fc.integer({ min: 1, max: 60_000_00 });
const someone = fc.constantFrom<Actor>(...Object.values(people));
const which = fc.nat({ max: 5 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('request' as const), by: someone, which }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('advance' as const), by: someone, which }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), which: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), by: someone, which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('report' as const), expenses: fc.array(cents, { minLength: 1, maxLength: 3 }), inKind: cents }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('waive' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('amend' as const), cents, rate: fc.integer({ min: 1, max: 8000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), cents, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('allocate' as const), cents, which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recover' as const), cents: fc.integer({ min: 5_000_00, max: 20_000_00 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), cents: fc.integer({ min: 1, max: 8_000_00 }), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), cents }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface World {
  project: Project;
  agreements: DonorAgreement[];
}

test(
  'for any sequence of amendments, payments, reports, releases, recoveries and refunds: the ledger balances, donors’ totals are those of their traces, no euro is charged twice, nothing goes out unmet, nobody does two steps in a row',
  { timeout: 600_000 },
  async ({ act }) => {
    const world = await prepare(act());
    const over = new Error('undone');
    const happened = { payments: 0, charges: 0, refunds: 0, amendments: 0, settlements: 0 };
    const sequence = fc.tuple(fc.boolean(), fc.array(step, { minLength: 6, maxLength: 24 }));
    await fc.assert(
      fc.asyncProperty(sequence, async ([pays, drawn]) => {
        const steps: Step[] = pays ? [{ do: 'pay', which: 0 }, ...drawn] : drawn;
        await act()
          .db.transaction(async (db) => {
            const own = { ...act(), db };
            for (const [index, one] of steps.entries()) await attempt(own, world, one, index);
            expect(await findMoneyFaults(db)).toEqual([]);
            const { rows } = await db.execute<Record<keyof typeof happened, number>>(sql`select
              (select count(*)::int from fund_payment_state where state = 'executed') as payments, (select count(*)::int from fund_charge) as charges,
              (select count(*)::int from fund_refund) as refunds, (select count(*)::int from fund_agreement_force force join fund_agreement agreement
                on agreement.id = force.agreement_id where agreement.number > 0) as amendments, (select count(*)::int from fund_settlement) as settlements`);
            for (const [name, count] of Object.entries(rows[0]!)) happened[name as keyof typeof happened] += count;
            throw over;
          })
          .catch((error: unknown) => {
            if (error !== over) throw error;
          });
      }),
      { numRuns: 80, seed: 20261127 },
    );
    // Sequences in which nothing happens would prove little.
    for (const [name, count] of Object.entries(happened)) expect(count, name).toBeGreaterThan(2);
  },
);

test(
  'each of these rules can be seen to fail: a fault planted behind the triggers of the database is found',
  { timeout: 120_000 },
  async ({ act, db }) => {
    const world = await prepare(act());
    await payInstalment(act(), world.project.id, 1);
    await createAcceptedReport(act(), world.project.id, { expenses: [10_000_00] });
    await askRecovery(act({ actor: people.finance }), world.project.id, { amount: 100_00, dueOn: later, reason: 'Trop versé' });
    expect(await findMoneyFaults(db)).toEqual([]);
    const over = new Error('undone');
    for (const [rule, statement] of planted) {
      await db
        .transaction(async (db) => {
          for (const unguarded of withoutTriggers) await db.execute(unguarded);
          await db.execute(statement);
          expect(await findMoneyFaults(db), rule).toContain(rule);
          throw over;
        })
        .catch((error: unknown) => {
          if (error !== over) throw error;
        });
    }
  },
);

const withoutTriggers: SQL[] = [
  sql`alter table fund_entry disable trigger user`,
  sql`alter table fund_charge disable trigger user`,
  sql`alter table fund_payment_source disable trigger user`,
  sql`alter table fund_payment_step disable trigger user`,
  sql`alter table fund_payment disable trigger user`,
  sql`alter table fund_report_step disable trigger user`,
];

/** A fault for each rule, written where nothing looks. */
const planted: [rule: string, statement: SQL][] = [
  ['promises are what the agreements promise', sql`delete from fund_entry where kind = 'promise' and currency = 'EUR'`],
  [
    'advances are what was paid and neither justified nor asked back',
    sql`update fund_entry set amount_cents = amount_cents + 1 where kind = 'payment'`,
  ],
  ['grants are what was charged', sql`update fund_entry set amount_cents = amount_cents + 1 where kind = 'justification'`],
  ['recoveries are what is still to be paid back', sql`update fund_entry set amount_cents = amount_cents + 1 where kind = 'recovery'`],
  ['the total of a donor is the sum of its traces', sql`update fund_entry set amount_cents = amount_cents - 1 where kind = 'use'`],
  [
    'a donor gives no more than it promised',
    sql`update fund_entry set amount_cents = amount_cents * 2 where kind = 'allocation' and debit = 'donor_funds'`,
  ],
  ['no euro is charged twice', sql`update fund_charge set amount_cents = 1000001`],
  ['no allocation pays more than it holds', sql`update fund_payment_source set amount_cents = 3500034`],
  ['no payment justifies more than it gave', sql`update fund_payment_source set amount_cents = 1`],
  ['nobody does two neighbouring steps', sql`update fund_payment_step set by_id = 'a' where number in (4, 5)`],
  ['nobody approves what they prepared', sql`update fund_payment_step set by_id = 'a' where number in (1, 3)`],
  [
    'no instalment goes out with an unmet condition that nobody waived',
    sql`with untold as (update fund_report_step set state = 'submitted' where state = 'accepted')
      update fund_payment set instalment_id = (select id from fund_instalment where number = 2)`,
  ],
  ['what is kept of an allocation is what its entries come to', sql`update fund_allocation_now set paid_cents = paid_cents + 1`],
  ['commitments are what is promised and not paid', sql`update fund_entry set amount_cents = amount_cents + 1 where kind = 'commitment'`],
];

/** A project of two donors, one who bears a third of a cent more than it seems, one in another currency. */
async function prepare(act: Act): Promise<World> {
  const project = await createSignedProject(act, { grantedCents: 70_000_01, commitmentCents: 90_000_00 });
  await createBankAccount(act, project.leadId);
  const one = await createDonorAgreement(act, { fee: '7', amount: '50000' });
  const other = await createDonorAgreement(act, { currency: 'XOF', amount: '40000000', donor: { id: one.donorId } } as never);
  await createAllocation(act, one.id, project.id, '35000,33');
  await createAllocation(act, other.id, project.id, '34999,68', { rate: '0,0015245', rateDay: '2026-10-01', rateSource: 'Parité fixe' });
  return { project, agreements: [one, other] };
}

async function attempt(act: Act, world: World, one: Step, index: number): Promise<void> {
  try {
    await act.db.transaction((db) => carryOut({ ...act, db: db as Db }, world, one, index));
  } catch (error) {
    // What a rule refuses changes nothing, which is what is looked at next.
    if (![Refused, Invalid, Missing, Forbidden].some((kind) => error instanceof kind)) throw error;
  }
}

async function carryOut(act: Act, { project, agreements }: World, one: Step, index: number): Promise<void> {
  const as = (actor: Actor) => ({ ...act, actor });
  const finance = as(people.finance);
  const pick = async <T>(query: Parameters<typeof act.db.execute>[0], nth: number): Promise<T> => {
    const { rows } = await act.db.execute<Record<string, unknown>>(query);
    const row = rows[nth % Math.max(1, rows.length)];
    if (!row) throw new Missing();
    return row as T;
  };
  switch (one.do) {
    case 'request':
      return void (await requestPayment(as(one.by), project.id, 1 + one.which));
    case 'advance': {
      const { id, state } = await pick<{ id: string; state: string }>(
        sql`select payment_id as id, state from fund_payment_state where state not in ('executed', 'returned') order by 1`,
        one.which,
      );
      const by = as(one.by);
      if (state === 'requested') return verifyPayment(by, id);
      if (state === 'verified') return approvePayment(by, id);
      if (state === 'approved') return orderPayment(by, id);
      return executePayment(by, id, { executedOn: today });
    }
    case 'pay':
      return void (await payInstalment(act, project.id, 1 + one.which));
    case 'return': {
      const { id } = await pick<{ id: string }>(sql`select payment_id as id from fund_payment_state order by 1`, one.which);
      return returnPayment(as(one.by), id, { reason: 'RIB périmé' });
    }
    case 'report':
      return void (await createAcceptedReport(act, project.id, {
        number: await reportNumber(act),
        expenses: one.expenses,
        inKind: [one.inKind],
      }));
    case 'waive': {
      const cases = (await listInstalments(act.db, project.id, today)).flatMap(({ conditions }) => conditions);
      const chosen = cases[one.which % cases.length];
      return waiveCondition(as(people.direction), project.id, chosen!.condition.id, { reason: 'Crue' });
    }
    case 'amend': {
      const terms = await termsOn(act.db, project.id, today);
      const { rows } = await act.db.execute<{ cents: string }>(sql`
        select coalesce(sum(payment.amount_cents), 0)::text as cents from fund_payment payment
        join fund_payment_state state on state.payment_id = payment.id where state.state <> 'returned'`);
      const engaged = Number(rows[0]!.cents);
      const id = await sendAmendment(as(people.officer), project.id, {
        lang: 'fr',
        grantedCents: engaged + one.cents,
        rate: one.rate,
        endsOn: Temporal.PlainDate.from(terms.endsOn),
        instalments: [{ amountCents: one.cents, expectedOn: '2026-12-01', conditions: [{ kind: 'report_accepted', ordinal: 1 }] }],
        reason: 'Prix des matériaux',
      });
      const [last] = (await listAgreements(act.db, project.id)).filter(({ agreement }) => agreement.id === id);
      return signBoth(act, project, last!.agreement.id);
    }
    case 'release': {
      const { id } = await pick<{ id: string }>(sql`select id from fund_allocation order by 1`, one.which);
      return releaseAllocation(finance, id, { amount: one.cents, reason: 'Moins-value' });
    }
    case 'allocate': {
      const agreement = agreements[one.which % agreements.length]!;
      const rate: Record<string, string> =
        agreement.currency === 'EUR' ? {} : { rate: '0,0015245', rateDay: '2026-10-01', rateSource: 'Parité fixe' };
      return void (await createAllocation(act, agreement.id, project.id, String(one.cents / 100), rate));
    }
    case 'recover':
      return void (await askRecovery(finance, project.id, { amount: one.cents, dueOn: later, reason: 'Non justifié' }));
    case 'refund': {
      const { id } = await pick<{ id: string }>(sql`select id from fund_recovery order by 1`, one.which);
      return recordRefund(finance, id, { receivedOn: today, amount: one.cents, bankReference: `VIR ${index}` });
    }
    case 'settle':
      return settleProject(finance, project.id, { resourcesCents: one.cents, dueOn: later, reason: 'Fin' });
  }
}

async function reportNumber({ db }: Act): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from fund_report_due`);
  return rows[0]!.count + 1;
}
