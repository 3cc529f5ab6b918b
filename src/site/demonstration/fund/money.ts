import { asc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { closeProject } from '../../../modules/fund/followup/commands.ts';
import { createAllocation, createDonorAgreement, payInstalment } from '../../../modules/fund/money/factories.ts';
import { recordRefund, settleProject } from '../../../modules/fund/money/recoveries/commands.ts';
import { listRecoveries } from '../../../modules/fund/money/recoveries/queries.ts';
import { createReviewedReport, createSubmittedReport } from '../../../modules/fund/monitoring/factories.ts';
import { readPromised } from '../../../modules/fund/monitoring/queries.ts';
import type { ReportContent } from '../../../modules/fund/monitoring/reports/content.ts';
import { sendAgreement } from '../../../modules/fund/projects/agreements/commands.ts';
import { decideStep } from '../../../modules/fund/projects/commands.ts';
import { createBankAccount, people, signBoth } from '../../../modules/fund/projects/factories.ts';
import { fundAward, fundProject, type Project } from '../../../modules/fund/projects/schema.ts';
import { invent } from '../network.ts';
import { createParty } from '../../../modules/register/index.ts';
import { dayIn } from './fund.ts';

/** Until where a project has gone, by its rank: most of the older ones are closed. */
type Reach = 'awarded' | 'signed' | 'first' | 'reported' | 'second' | 'completed' | 'closed';

/** The agreements of four invented donors, then what each project signed, was paid, reported and closed with. */
export async function fundProjects(act: Act): Promise<void> {
  const donors = await inviteDonors(act);
  const projects = await act.db
    .select({ project: fundProject, award: fundAward })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .orderBy(asc(fundProject.startsOn), asc(fundProject.reference));
  const accounts = new Set<string>();
  for (const [index, { project, award }] of projects.entries()) {
    const agreement = donors[index % donors.length]!;
    await play(act, project, { index, grantedCents: award.grantedCents, agreementId: agreement, accounts });
  }
}

async function play(
  act: Act,
  project: Project,
  { index, grantedCents, agreementId, accounts }: { index: number; grantedCents: number; agreementId: string; accounts: Set<string> },
): Promise<void> {
  const at = dayIn(act);
  const { startsOn, endsOn } = project;
  const after = (days: number) => startsOn.add({ days }).toString();
  const reach = reachOf(index, startsOn.year);
  const half = Math.floor(grantedCents / 200) * 100;
  if (reach === 'awarded') return;
  const text = await sendAgreement(at('officer', after(-30)), project.id, {
    lang: 'fr',
    instalments: [
      { number: 1, amountCents: half, expectedOn: after(15), conditions: [{ kind: 'agreement_signed' }] },
      {
        number: 2,
        amountCents: grantedCents - half,
        expectedOn: after(230),
        conditions: [
          { kind: 'report_accepted', ordinal: 1 },
          { kind: 'previous_justified', share: 7000 },
        ],
      },
    ],
  });
  await signBoth(at('officer', after(-15)), project, text);
  if (reach === 'signed') return;
  if (!accounts.has(project.leadId)) await createBankAccount(at('officer', after(-20)), project.leadId);
  accounts.add(project.leadId);
  await createAllocation(at('finance', after(-10)), agreementId, project.id, String(grantedCents / 100));
  await payInstalment(at('finance', after(10)), project.id, 1);
  if (reach === 'first') return;
  const total = (grantedCents * 5) / 4;
  const words = await contentOf(act, project, index);
  const firstSpent = Math.round(total / 2);
  if (reach === 'reported')
    return createSubmittedReport(at('officer', after(195)), project.id, 1, { content: words(50), expenses: split(firstSpent) });
  await createReviewedReport(at('officer', after(200)), project.id, 1, { content: words(50), expenses: split(firstSpent) });
  await payInstalment(at('finance', after(230)), project.id, 2);
  if (reach === 'second') return;
  // One project in nine spent less than it asked for, and pays back.
  const rest = total - firstSpent - (index % 9 === 4 ? 5_000_00 : 0);
  await createReviewedReport(at('officer', endsOn.add({ days: 60 }).toString()), project.id, 2, {
    content: words(index % 5 === 0 ? 80 : 105),
    expenses: split(rest),
  });
  const settles = at('finance', endsOn.add({ days: 80 }).toString());
  await decideStep({ ...settles, actor: people.officer }, project.id, { to: 'completed', reason: null });
  await settleProject(settles, project.id, {
    resourcesCents: 0,
    dueOn: endsOn.add({ days: 140 }),
    reason: 'Comptes arrêtés sur les rapports acceptés.',
  });
  if (reach === 'completed') return;
  const closes = at('officer', endsOn.add({ days: 150 }).toString());
  for (const { recovery, owedCents, project: reference } of await listRecoveries({ ...closes, actor: people.finance }))
    if (reference === project.reference && owedCents > 0)
      await recordRefund({ ...closes, actor: people.finance }, recovery.id, {
        receivedOn: endsOn.add({ days: 130 }),
        amount: owedCents,
        bankReference: `VIR ${recovery.reference}`,
      });
  await closeProject(closes, project.id, {
    learned: 'Associer celles et ceux qui en ont l’usage dès le plan fait gagner des mois.',
    waiver: null,
  });
}

function reachOf(index: number, year: number): Reach {
  if (year <= 2023) return index % 10 === 3 ? 'completed' : 'closed';
  if (year === 2024) return index % 4 === 3 ? 'completed' : index % 7 === 5 ? 'second' : 'closed';
  if (year === 2025) return (['second', 'second', 'reported', 'second', 'first'] as const)[index % 5]!;
  return (['first', 'signed', 'first', 'awarded'] as const)[index % 4]!;
}

/** What was spent, in a few invoices. */
function split(cents: number): number[] {
  const third = Math.floor(cents / 3);
  return [third, third, cents - 2 * third];
}

/** The report of a project that is so many hundredths of the way to its targets. */
async function contentOf(act: Act, project: Project, index: number): Promise<(share: number) => ReportContent> {
  const { framework } = await readPromised(act.db, project);
  return (share) => {
    const actuals = framework.indicators.map(({ id, targets, bySex }) => {
      const target = targets.findLast(({ total }) => total !== null);
      const part = (value: number | null) => Math.round(((value ?? 0) * share) / 100);
      const [women, men] = [part(target?.women ?? null), part(target?.men ?? null)];
      return [
        id,
        { total: bySex ? women + men : part(target?.total ?? null), women: bySex ? women : null, men: bySex ? men : null, note: '' },
      ] as const;
    });
    return {
      done: 'Les travaux ont avancé comme prévu ; la ville a formé celles et ceux qui tiennent le service.',
      difficulties: index % 3 === 0 ? 'Les prix du ciment ont monté.' : '',
      changes: '',
      women: 300 + ((index * 37) % 500),
      men: 200 + ((index * 53) % 400),
      actuals: Object.fromEntries(actuals),
    };
  };
}

/** Donors that do not exist, with what each pays for. @returns the identifiers of their agreements */
async function inviteDonors(act: Act): Promise<string[]> {
  const at = dayIn(act);
  const ids: string[] = [];
  for (const [name, title, amount, fee] of [
    ['Agence des villes durables', 'Villes durables', '4000000', '5'],
    ['Fondation du Beffroi blanc', 'Égalité dans les services', '3000000', '3'],
    ['Banque des communes', 'Adaptation locale', '3500000', '4'],
    ['Office des solidarités', 'Services de base', '3000000', '0'],
  ] as const) {
    const day = '2022-10-03';
    const donor = await invent(at('officer', day), `Bailleur inventé : ${name}`, (rev, { sourceId }) =>
      createParty(rev, { kind: 'institution', name, sourceId }),
    );
    const agreement = await createDonorAgreement(at('finance', day), {
      donor,
      title,
      amount,
      fee,
      signedOn: day,
      startsOn: '2022-01-01',
      endsOn: '2028-12-31',
    });
    ids.push(agreement.id);
  }
  return ids;
}
