import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../src/kernel/act.ts';
import { readResult } from '../src/modules/fund/appraisal/awards/result.ts';
import { findMoneyFaults } from '../src/modules/fund/money/faults.ts';
import { traceAgreement } from '../src/modules/fund/money/charges/trace.ts';
import { listDonorAgreements } from '../src/modules/fund/money/donors/queries.ts';

/** Expects what the fund holds to be coherent to the cent: accounts, donors, grants and the results of sittings, each recomputed from its rows. */
export async function expectFundAccounts(act: Act): Promise<void> {
  expect(await findMoneyFaults(act.db)).toEqual([]);
  await expectEachGrantIsAProject(act);
  await expectTracesMakeTotals(act);
  await expectResultsAddUp(act);
}

/** Each grant has its project, each project its grant, of the same city and in the same currency; nothing else has one. */
async function expectEachGrantIsAProject(act: Act): Promise<void> {
  const { rows } = await act.db.execute<{ reference: string }>(sql`
    select coalesce(project.reference, dossier.reference) as reference
    from (select * from fund_award where outcome in ('granted', 'granted_on_conditions')) award
    full join fund_project project on project.award_id = award.id
    left join fund_dossier dossier on dossier.id = award.dossier_id
    where award.id is null or project.id is null or (project.lead_id, project.currency) <> (dossier.lead_id, award.currency)
      or award.granted_cents > award.commitment_cents`);
  expect(rows).toEqual([]);
}

/** What a donor is told was justified is the sum of the expenses that are shown for it, and no more than it gave. */
async function expectTracesMakeTotals(act: Act): Promise<void> {
  for (const { agreement, allocatedCents, freeCents } of await listDonorAgreements(act)) {
    const { rows } = await act.db.execute<{ used: string; allocated: string; fee: string }>(sql`
      select
        (select coalesce(sum(case 'used_funds' when credit then amount_cents when debit then -amount_cents end), 0)::text
          from fund_entry where donor_agreement_id = ${agreement.id}) as used,
        (select coalesce(sum(case 'donor_funds' when debit then amount_cents when credit then -amount_cents end), 0)::text
          from fund_entry where donor_agreement_id = ${agreement.id} and kind in ('allocation', 'release')) as allocated,
        (select (amount_cents * fee_rate / 10000)::text from fund_donor_agreement where id = ${agreement.id}) as fee`);
    const { used, allocated, fee } = rows[0]!;
    const traced = (await traceAgreement(act.db, agreement.id)).reduce((total, one) => total + one.amountCents, 0);
    expect(traced, agreement.reference).toBe(Number(used));
    expect(allocatedCents, agreement.reference).toBe(Number(allocated));
    expect(allocatedCents + freeCents, agreement.reference).toBe(agreement.amountCents - Number(fee));
  }
}

/** R8: the totals that the page of each sitting shows are the sums of what was written down of each dossier. */
async function expectResultsAddUp(act: Act): Promise<void> {
  const { rows } = await act.db.execute<Record<'slug' | 'currency' | (typeof totals)[number], string> & { isContinuation: boolean }>(sql`
    select sitting.slug, award.currency, dossier.continues_id is not null as "isContinuation", count(*)::text as projects,
      sum(award.granted_cents)::text as granted, sum(award.commitment_cents)::text as commitment, sum(version.total_cents)::text as investment,
      sum(version.city_cents + version.in_kind_cents)::text as city, sum(version.other_cents)::text as others
    from fund_award award join sitting on sitting.id = award.sitting_id join fund_dossier dossier on dossier.id = award.dossier_id
    join fund_dossier_version version on (version.dossier_id, version.number) = (award.dossier_id, award.version)
    where award.outcome in ('granted', 'granted_on_conditions') group by 1, 2, 3`);
  for (const [slug, of] of Map.groupBy(rows, (row) => row.slug)) {
    const { currencies } = await readResult(act, slug);
    for (const row of of) {
      const shown = currencies.find(({ currency }) => currency === row.currency)!;
      const part = row.isContinuation ? shown.continuations : shown.fresh;
      expect(part, slug).toEqual(Object.fromEntries(totals.map((key) => [key, Number(row[key])])));
      expect(shown.all.granted, slug).toBe(shown.fresh.granted + shown.continuations.granted);
    }
    expect(currencies.flatMap(({ fresh, continuations }) => [fresh, continuations]).filter(({ projects }) => projects > 0)).toHaveLength(
      of.length,
    );
  }
}

const totals = ['projects', 'granted', 'commitment', 'investment', 'city', 'others'] as const;
