import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { joinFrench } from '../../../kernel/i18n/elision.ts';
import { closeProject } from '../../../modules/fund/followup/commands.ts';
import { listAllocations } from '../../../modules/fund/money/donors/queries.ts';
import { releaseAllocation } from '../../../modules/fund/money/donors/commands.ts';
import { fundAllocation, type DonorAgreement } from '../../../modules/fund/money/donors/schema.ts';
import { approvePayment } from '../../../modules/fund/money/payments/commands.ts';
import { recordRefund, settleProject } from '../../../modules/fund/money/recoveries/commands.ts';
import { listRecoveries } from '../../../modules/fund/money/recoveries/queries.ts';
import { listDue } from '../../../modules/fund/monitoring/schedule.ts';
import type { ReportDue } from '../../../modules/fund/monitoring/schema.ts';
import { sendAgreement, sendAmendment } from '../../../modules/fund/projects/agreements/commands.ts';
import { signAgreement } from '../../../modules/fund/projects/agreements/signing/commands.ts';
import { termsOn } from '../../../modules/fund/projects/agreements/terms.ts';
import { decideStep } from '../../../modules/fund/projects/commands.ts';
import { fundAward, fundProject, type Project } from '../../../modules/fund/projects/schema.ts';
import { asKnownNow, findParty } from '../../../modules/register/index.ts';
import { actOn, type InventedCity, staff, townHall } from '../network.ts';
import { type Say, silent } from '../progress.ts';
import { giveMoney } from './donors.ts';
import type { Deposited } from './dossiers.ts';
import { followProject } from './followup.ts';
import { askPayment, openAccount, type Owed, payTogether } from './payments.ts';
import type { Planned } from './plan.ts';
import { acceptReport, beginReport, handIn, mendReport, rejectFirst, returnReport } from './reports.ts';

/** A project with the dossier that it comes from; an amendment may change what it is granted. */
export interface Granted extends Pick<Planned, 'subject' | 'round' | 'rank'> {
  city: InventedCity;
  project: Project;
  askedCents: number;
  grantedCents: number;
}

/** The projects of dossiers that a sitting granted. */
export async function findGranted(
  act: Act,
  dossiers: readonly (Pick<Deposited, 'city' | 'dossier'> & { planned: Pick<Planned, 'subject' | 'round' | 'rank'> })[],
): Promise<Granted[]> {
  const found: Granted[] = [];
  for (const { planned, city, dossier } of dossiers) {
    const [row] = await act.db
      .select({ project: fundProject, grantedCents: fundAward.grantedCents })
      .from(fundProject)
      .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
      .where(eq(fundProject.dossierId, dossier.id));
    const { subject, round, rank } = planned;
    if (row) found.push({ subject, round, rank, city, ...row, askedCents: row.grantedCents });
  }
  return found;
}

/** The day on which the demonstration ends: nothing is done after it. */
const today = Temporal.PlainDate.from('2026-11-20');

/** How far a project has gone, each step after those before it. */
const reaches = [
  'awarded',
  'cancelled',
  'sent',
  'asked',
  'paid',
  'begun',
  'submitted',
  'returned',
  'second',
  'suspended',
  'final_submitted',
  'final_returned',
  'completed',
  'closed',
] as const;
type Reach = (typeof reaches)[number];

/** Until where the projects of each sitting have gone, by their rank; where nothing is said, they are closed. */
const reachOf: readonly Record<number, Reach>[] = [
  { 13: 'completed' },
  { 3: 'completed', 9: 'completed', 14: 'completed' },
  {
    2: 'final_submitted',
    4: 'completed',
    6: 'completed',
    9: 'final_returned',
    11: 'final_submitted',
    12: 'second',
    15: 'completed',
    16: 'cancelled',
  },
  {
    0: 'second',
    1: 'second',
    2: 'submitted',
    3: 'second',
    4: 'second',
    5: 'returned',
    6: 'second',
    7: 'submitted',
    8: 'begun',
    9: 'suspended',
    10: 'second',
    11: 'submitted',
    12: 'paid',
    13: 'asked',
    14: 'asked',
    15: 'sent',
    16: 'awarded',
  },
];

/** What becomes of the projects: those that begin on one day are paid together. */
export async function liveProjects(
  act: Act,
  all: readonly Granted[],
  { agreements, say = silent }: { agreements: readonly DonorAgreement[]; say?: Say },
): Promise<void> {
  const network = (await findParty(act.db, 'aimf', await asKnownNow(act)))!;
  await openAccount(act, { partyId: network.id, holder: network.name.fr, number: 0 }, Temporal.PlainDate.from('2022-12-01'));
  const accounts = new Set<string>();
  const byStart = Map.groupBy(all, ({ project }) => project.startsOn.toString());
  for (const start of [...byStart.keys()].toSorted()) {
    const own = byStart.get(start)!;
    const day = Temporal.PlainDate.from(start);
    for (const one of own) await begin(act, one, { agreements, accounts });
    const first = own.filter((one) => has(one, 'paid'));
    await payTogether(act, first.map(owing(1)), day.add({ days: 12 }));
    say('begun', { count: own.length, day });
    const second: Owed[] = [];
    for (const one of first) second.push(...(await goHalfway(act, one)));
    if (second.length > 0) await payTogether(act, second, (await reportsOf(act, first[0]!))[0]!.periodTo.add({ days: 75 }));
    for (const one of own) await finish(act, one);
    say('lived', { count: own.length, day });
  }
}

function has({ round, rank }: Granted, step: Reach): boolean {
  return reaches.indexOf(reachFor(round, rank)) >= reaches.indexOf(step);
}

function reachFor(round: number, rank: number): Reach {
  return reachOf[round]?.[rank] ?? 'closed';
}

function owing(number: number) {
  return ({ project }: Granted): Owed => ({ projectId: project.id, number });
}

async function reportsOf(act: Act, { project }: Granted): Promise<[ReportDue, ReportDue]> {
  const [first, last] = await listDue(act.db, project.id);
  return [first!.due, last!.due];
}

/** The agreement, the account and the money of a project, as far as it goes. */
async function begin(
  act: Act,
  one: Granted,
  { agreements, accounts }: { agreements: readonly DonorAgreement[]; accounts: Set<string> },
): Promise<void> {
  const { project, city, grantedCents, round, rank } = one;
  const after = (days: number) => project.startsOn.add({ days });
  if (reachFor(round, rank) === 'cancelled')
    return decideStep(actOn(act, 'direction', after(40)), project.id, {
      to: 'cancelled',
      reason: 'La ville a renoncé : le terrain n’est plus libre.',
    });
  if (!has(one, 'sent')) return;
  const half = Math.floor(grantedCents / 200) * 100;
  const text = await sendAgreement(actOn(act, 'officer', after(-30)), project.id, {
    lang: 'fr',
    instalments: [
      { number: 1, amountCents: half, expectedOn: after(12).toString(), conditions: [{ kind: 'agreement_signed' }] },
      {
        number: 2,
        amountCents: grantedCents - half,
        expectedOn: after(240).toString(),
        conditions: [
          { kind: 'report_accepted', ordinal: 1 },
          { kind: 'previous_justified', share: 7000 },
        ],
      },
    ],
  });
  if (!has(one, 'asked')) return;
  await sign(act, one, text, after(-15));
  if (!accounts.has(city.id)) {
    accounts.add(city.id);
    await openAccount(act, { partyId: city.id, holder: `Commune ${joinFrench('de', city.name)}`, number: accounts.size }, after(-8));
  }
  await giveMoney(act, project, { grantedCents, agreements, on: after(-5), departs: round === 1 && rank === 10 });
  if (has(one, 'paid')) return;
  const payment = await askPayment(act, { projectId: project.id, number: 1 }, today.subtract({ days: 4 }));
  if (rank % 2 === 0) await approvePayment(actOn(act, 'direction', today.subtract({ days: 2 })), payment.id);
}

/** The head of the city signs, then the direction. */
async function sign(act: Act, { project, city }: Granted, agreementId: string, day: Temporal.PlainDate): Promise<void> {
  const typed = project.reference;
  await signAgreement(actOn(act, townHall(city), day), project.id, agreementId, 'city', { typed, signatory: city.head, quality: 'Maire' });
  await signAgreement(actOn(act, 'direction', day.add({ days: 2 })), project.id, agreementId, 'network', {
    typed,
    signatory: staff.direction.name,
    quality: 'Secrétaire permanente',
  });
}

/** The first report of a project that was paid; then its amendment, where it has one. @returns the instalment that this opens */
async function goHalfway(act: Act, one: Granted): Promise<Owed[]> {
  const { rank, project } = one;
  if (!has(one, 'begun')) return [];
  const [due] = await reportsOf(act, one);
  // One in six is handed in after its day.
  const on = rank % 6 === 5 ? due.dueOn.add({ days: 8 }) : due.periodTo.add({ days: 20 });
  const told = { on, reached: 50, spent: 50 };
  if (!has(one, 'submitted')) {
    await beginReport(act, one, due, told);
    return [];
  }
  await handIn(act, one, due, told);
  if (!has(one, 'returned')) return [];
  const isReturned = rank % 4 === 1 || !has(one, 'second');
  if (isReturned) await returnReport(act, one, due, on.add({ days: 12 }));
  if (!has(one, 'second')) return [];
  if (isReturned) await mendReport(act, one, due, on.add({ days: 24 }));
  await acceptReport(act, one, due, on.add({ days: isReturned ? 30 : 12 }));
  return [{ projectId: project.id, number: await amend(act, one, on.add({ days: 31 })) }];
}

/** What an amendment changes: months more, or hundredths of the grant less. */
const amendments: Readonly<Record<string, { months: number; less: number; reason: string }>> = {
  '0 8': { months: 4, less: 0, reason: 'La saison des pluies a arrêté le chantier quatre mois.' },
  '1 5': { months: 6, less: 0, reason: 'Le marché de travaux a dû être relancé.' },
  '2 7': { months: 0, less: 10, reason: 'Les offres reçues sont inférieures au budget : la subvention est ramenée à ce qu’il faut.' },
};

/** @returns the number of the instalment that is still to be paid */
async function amend(act: Act, one: Granted, day: Temporal.PlainDate): Promise<number> {
  const { project, grantedCents } = one;
  const amendment = amendments[`${one.round} ${one.rank}`];
  if (!amendment) return 2;
  const terms = await termsOn(act.db, project.id, day);
  const lessCents = (grantedCents * amendment.less) / 100;
  const { amountCents, expectedOn, conditions } = terms.instalments.find(({ number }) => number === 2)!;
  one.grantedCents -= lessCents;
  const text = await sendAmendment(actOn(act, 'officer', day), project.id, {
    lang: 'fr',
    grantedCents: one.grantedCents,
    rate: terms.rate,
    endsOn: Temporal.PlainDate.from(terms.endsOn).add({ months: amendment.months }),
    instalments: [{ amountCents: amountCents - lessCents, expectedOn, conditions }],
    reason: amendment.reason,
  });
  await sign(act, one, text, day.add({ days: 2 }));
  if (lessCents === 0) return 2;
  const [given] = await listAllocations(act.db, eq(fundAllocation.projectId, project.id));
  const release = { amount: lessCents, reason: `Avenant de ${project.reference}` };
  await releaseAllocation(actOn(act, 'finance', day.add({ days: 5 })), given!.allocation.id, release);
  // What is changed is another instalment.
  return 3;
}

/** The end of a project, as far as it goes: what officers wrote of it, its last report, its accounts, its closure. */
async function finish(act: Act, one: Granted): Promise<void> {
  const { project, rank, subject } = one;
  if (!has(one, 'paid')) return;
  const [, due] = await reportsOf(act, one);
  const follow = (isOver: boolean) => followProject(act, one, { lastDay: due.periodTo, until: today, isOver });
  if (!has(one, 'final_submitted')) {
    await follow(false);
    if (has(one, 'suspended'))
      await decideStep(actOn(act, 'officer', today.subtract({ days: 40 })), project.id, {
        to: 'suspended',
        reason: 'Le conseil de la ville est dissous ; on attend la délégation qui la gère.',
      });
    return;
  }
  const on = due.periodTo.add({ days: 45 });
  const day = (days: number) => on.add({ days });
  // One in nine spent less than it asked for, and pays back.
  const savedCents = rank % 9 === 4 ? 5_000_00 : 0;
  await handIn(act, one, due, { on, reached: rank % 5 === 0 ? 82 : 104, spent: 50, savedCents });
  const isReturned = rank % 7 === 3 || (has(one, 'final_returned') && !has(one, 'completed'));
  if (has(one, 'final_returned') && isReturned) await returnReport(act, one, due, day(12));
  if (!has(one, 'completed')) return follow(false);
  if (isReturned) await mendReport(act, one, due, day(24));
  if (rank % 9 === 8) await rejectFirst(act, one, due, day(30));
  await acceptReport(act, one, due, day(32));
  await decideStep(actOn(act, 'officer', day(40)), project.id, { to: 'completed', reason: null });
  await settleProject(actOn(act, 'finance', day(45)), project.id, {
    resourcesCents: 0,
    dueOn: day(105),
    reason: 'Comptes arrêtés sur les rapports acceptés.',
  });
  await follow(true);
  if (!has(one, 'closed')) return;
  const refunds = actOn(act, 'finance', day(100));
  for (const { recovery, owedCents, project: reference } of await listRecoveries(refunds))
    if (reference === project.reference && owedCents > 0)
      await recordRefund(refunds, recovery.id, { receivedOn: day(95), amount: owedCents, bankReference: `VIR ${recovery.reference}` });
  await closeProject(actOn(act, 'officer', day(110)), project.id, { learned: subject.lesson, waiver: null });
}
