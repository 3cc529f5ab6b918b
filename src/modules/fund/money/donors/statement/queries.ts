import { createHash } from 'node:crypto';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../../../kernel/act.ts';
import type { Db } from '../../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../../kernel/errors.ts';
import { canonicalText } from '../../../../../kernel/signing/canonical.ts';
import { codeOfHash } from '../../../../../kernel/signing/code.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../../register/index.ts';
import type { Account } from '../../../ledger/vocabulary.ts';
import { fundExpense } from '../../../monitoring/schema.ts';
import { fundProject } from '../../../projects/schema.ts';
import { isDonor, mayReadMoney } from '../../policy.ts';
import { type DonorAgreement, fundDonorAgreement } from '../schema.ts';

/** What became of a donor's money, in one currency, by the end of a day. */
export interface Sums {
  allocatedCents: number;
  paidCents: number;
  justifiedCents: number;
  askedBackCents: number;
  refundedCents: number;
}

/** An expense that a donor's money paid, and how much of it. Whoever was paid is not the donor's to know. */
export interface StatementExpense {
  project: string;
  spentOn: Temporal.PlainDate;
  label: string;
  cents: number;
  currency: string;
  hasEvidence: boolean;
}

/** An agreement as the ledger tells it on a day. */
export interface Statement {
  agreement: DonorAgreement;
  donor: PartyRef;
  day: Temporal.PlainDate;
  /** In the currency of the agreement. */
  promisedCents: number;
  receivedCents: number;
  feeCents: number;
  allocatedCents: number;
  /** By project, each in its own currency. */
  projects: ({ reference: string; title: string; currency: string } & Sums)[];
  totals: ({ currency: string } & Sums)[];
  expenses: StatementExpense[];
  /** A few characters by which a copy on paper is known. */
  code: string;
}

/** The agreement that an address names, for whoever keeps the accounts or its own donor. @throws Forbidden; Missing where it is another's */
export async function findReadableAgreement(act: Act, reference: string): Promise<DonorAgreement> {
  const isStaff = mayReadMoney(act.actor);
  if (!isStaff && !(act.actor.kind === 'user' && act.actor.role === 'donor')) throw new Forbidden();
  const [agreement] = await act.db.select().from(fundDonorAgreement).where(eq(fundDonorAgreement.reference, reference));
  if (!agreement || !(isStaff || isDonor(act.actor, agreement.donorId))) throw new Missing(`donor agreement ${reference}`);
  return agreement;
}

/** What the ledger says of an agreement by the end of a day. Whoever calls has checked who asks. */
export async function readStatement(act: Act, agreement: DonorAgreement, day: Temporal.PlainDate): Promise<Statement> {
  const moved = await listMoved(act.db, agreement.id, day);
  const between = (rows: readonly Moved[], debit: Account, credit: Account) =>
    rows.reduce(
      (sum, one) =>
        sum + (one.debit === debit && one.credit === credit ? one.cents : one.debit === credit && one.credit === debit ? -one.cents : 0),
      0,
    );
  const sumsOf = (rows: readonly Moved[], currency: string): Sums => {
    const own = rows.filter((one) => one.currency === currency);
    return {
      // Money that changes its currency goes through the exchange: what the project is given is on its own side.
      allocatedCents: between(own, 'donor_funds', 'allocated_funds') + between(own, 'exchange', 'allocated_funds'),
      paidCents: between(own, 'advances', 'bank'),
      justifiedCents: between(own, 'grants', 'advances'),
      askedBackCents: between(own, 'recoveries', 'advances'),
      refundedCents: between(own, 'bank', 'recoveries'),
    };
  };
  const ofProjects = Map.groupBy(
    moved.filter((one) => one.projectId !== null),
    (one) => one.projectId!,
  );
  const ids = [...ofProjects.keys()];
  const projects = ids.length
    ? await act.db.select().from(fundProject).where(inArray(fundProject.id, ids)).orderBy(asc(fundProject.reference))
    : [];
  const lines = projects.map(({ id, reference, titleFr, currency }) => ({
    reference,
    title: titleFr,
    currency,
    ...sumsOf(ofProjects.get(id)!, currency),
  }));
  const donor = (await findPartiesById(act.db, [agreement.donorId], await asKnownNow(act))).get(agreement.donorId)!;
  const inOwn = moved.filter((one) => one.currency === agreement.currency);
  const statement = {
    agreement,
    donor,
    day,
    promisedCents: between(inOwn, 'donor_receivable', 'donor_funds') + between(inOwn, 'own_funds', 'donor_funds'),
    receivedCents: between(inOwn, 'bank', 'donor_receivable'),
    feeCents: between(inOwn, 'donor_funds', 'fees'),
    allocatedCents: between(inOwn, 'donor_funds', 'allocated_funds') + between(inOwn, 'donor_funds', 'exchange'),
    projects: lines,
    totals: [...Map.groupBy(lines, (line) => line.currency)].map(([currency, of]) => ({ currency, ...addUp(of) })),
    expenses: await listStatementExpenses(act.db, agreement.id, day),
  };
  return { ...statement, code: codeOf(statement) };
}

/** The sums of several lines of one currency. */
function addUp(lines: readonly Sums[]): Sums {
  const sum = (of: (line: Sums) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    allocatedCents: sum((one) => one.allocatedCents),
    paidCents: sum((one) => one.paidCents),
    justifiedCents: sum((one) => one.justifiedCents),
    askedBackCents: sum((one) => one.askedBackCents),
    refundedCents: sum((one) => one.refundedCents),
  };
}

interface Moved {
  projectId: string | null;
  debit: Account;
  credit: Account;
  currency: string;
  cents: number;
}

async function listMoved(db: Db, agreementId: string, day: Temporal.PlainDate): Promise<Moved[]> {
  const { rows } = await db.execute<{ project_id: string | null; debit: Account; credit: Account; currency: string; cents: string }>(sql`
    select project_id, debit, credit, currency, sum(amount_cents)::text as cents from fund_entry
    where donor_agreement_id = ${agreementId} and booked_on <= ${day.toString()}::date
    group by project_id, debit, credit, currency`);
  return rows.map(({ project_id, cents, ...row }) => ({ ...row, projectId: project_id, cents: Number(cents) }));
}

async function listStatementExpenses(db: Db, agreementId: string, day: Temporal.PlainDate): Promise<StatementExpense[]> {
  const { rows } = await db.execute<{ expense_id: string; reference: string; currency: string; cents: string }>(sql`
    select entry.expense_id, project.reference, entry.currency,
      sum(case when entry.debit = 'grants' then entry.amount_cents else -entry.amount_cents end)::text as cents
    from fund_entry entry join fund_project project on project.id = entry.project_id
    where entry.donor_agreement_id = ${agreementId} and entry.booked_on <= ${day.toString()}::date
      and 'grants' in (entry.debit, entry.credit) and entry.expense_id is not null
    group by entry.expense_id, project.reference, entry.currency having sum(case when entry.debit = 'grants' then entry.amount_cents else -entry.amount_cents end) <> 0`);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.expense_id);
  const expenses = await db.select().from(fundExpense).where(inArray(fundExpense.id, ids));
  const known = new Map(expenses.map((one) => [one.id, one]));
  return rows
    .map((row) => {
      const { spentOn, label, fileId } = known.get(row.expense_id)!;
      return { project: row.reference, spentOn, label, cents: Number(row.cents), currency: row.currency, hasEvidence: fileId !== null };
    })
    .toSorted((one, other) =>
      one.project < other.project ? -1 : one.project > other.project ? 1 : Temporal.PlainDate.compare(one.spentOn, other.spentOn),
    );
}

function codeOf({
  agreement,
  day,
  promisedCents,
  receivedCents,
  feeCents,
  allocatedCents,
  projects,
  expenses,
}: Omit<Statement, 'code'>): string {
  const said = {
    agreement: agreement.reference,
    day: day.toString(),
    promisedCents,
    receivedCents,
    feeCents,
    allocatedCents,
    projects,
    expenses: expenses.map(({ spentOn, ...one }) => ({ ...one, spentOn: spentOn.toString() })),
  };
  return codeOfHash(createHash('sha256').update(canonicalText(said)).digest());
}
