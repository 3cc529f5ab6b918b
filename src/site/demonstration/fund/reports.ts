import type { Act } from '../../../kernel/act.ts';
import { expenseInput, importExpenses, rejectExpense } from '../../../modules/fund/monitoring/expenses/commands.ts';
import { findOwnReport, readPromised } from '../../../modules/fund/monitoring/queries.ts';
import { saveReport, submitReport } from '../../../modules/fund/monitoring/reports/commands.ts';
import type { ReportContent } from '../../../modules/fund/monitoring/reports/content.ts';
import { reviewReport } from '../../../modules/fund/monitoring/review/commands.ts';
import type { ReportDue } from '../../../modules/fund/monitoring/schema.ts';
import { actOn, townHall } from '../network.ts';
import type { Granted } from './projects.ts';

/** How a report goes: when it is handed in, how far targets are, what is spent of what was promised; all in hundredths. */
export interface Told {
  on: Temporal.PlainDate;
  reached: number;
  spent: number;
  /** What was not spent after all, in cents. */
  savedCents?: number;
}

/** Writes a report with its expenses, and hands it in, as its city does. */
export async function handIn(act: Act, one: Granted, due: ReportDue, told: Told): Promise<void> {
  const city = actOn(act, townHall(one.city), told.on);
  const [reference, number] = [one.project.reference, String(due.number)];
  await saveReport(city, reference, number, await contentOf(act, one, due, told), 0);
  await importExpenses(city, reference, number, await spend(act, one, due, told));
  await submitReport(city, reference, number);
}

/** Begins a report and leaves it there. */
export async function beginReport(act: Act, one: Granted, due: ReportDue, told: Told): Promise<void> {
  await saveReport(
    actOn(act, townHall(one.city), told.on),
    one.project.reference,
    String(due.number),
    { ...(await contentOf(act, one, due, told)), women: null, men: null },
    0,
  );
}

export async function acceptReport(act: Act, { project }: Granted, { number }: ReportDue, on: Temporal.PlainDate): Promise<void> {
  await reviewReport(actOn(act, 'officer', on), project.reference, String(number), { outcome: 'accepted', remarks: null });
}

/** What officers ask to mend, in turn. */
const remarks = [
  'Le nombre de personnes n’est pas le même dans le texte et dans le tableau : dites lequel est le bon.',
  'Deux factures portent le même libellé : précisez à quels travaux chacune répond.',
  'Dites ce qui a été fait avec les comités d’habitants depuis le dernier rapport.',
  'Le rapport ne dit rien des difficultés : il y en a toujours, elles aident les autres villes.',
];

/** Gives a report back with what is to be mended. */
export async function returnReport(act: Act, { project, rank }: Granted, { number }: ReportDue, on: Temporal.PlainDate): Promise<void> {
  const words = remarks[(rank + number) % remarks.length]!;
  await reviewReport(actOn(act, 'officer', on), project.reference, String(number), { outcome: 'returned', remarks: words });
}

/** Mends a report that was given back, and hands it in again. */
export async function mendReport(act: Act, { city, project }: Granted, { number }: ReportDue, on: Temporal.PlainDate): Promise<void> {
  const mends = actOn(act, townHall(city), on);
  const report = await findOwnReport(mends, project.reference, String(number));
  const content = { ...report.content, changes: 'Corrigé après les remarques du secrétariat ; les registres joints font foi.' };
  await saveReport(mends, project.reference, String(number), content, report.draftNumber);
  await submitReport(mends, project.reference, String(number));
}

/** Rejects a part of the first expense of a report while it is reviewed. */
export async function rejectFirst(act: Act, { city, project }: Granted, { id, number }: ReportDue, on: Temporal.PlainDate): Promise<void> {
  const { expenses } = await findOwnReport(actOn(act, townHall(city), on), project.reference, String(number));
  await rejectExpense(actOn(act, 'officer', on), id, expenses[0]!.id, 1_200_00, 'Facture antérieure à la réception des travaux.');
}

async function contentOf(act: Act, { project, subject, rank }: Granted, due: ReportDue, { reached }: Told): Promise<ReportContent> {
  const { framework } = await readPromised(act.db, project);
  const isFinal = due.kind === 'final';
  const actuals = framework.indicators.map(({ id, targets, bySex }, index) => {
    const target = targets.at(-1)!;
    // Not everything goes at one pace, nor women and men.
    const pace = reached + ((rank + index) % 4) * 4 - 6;
    const part = (value: number | null, more = 0) => Math.round(((value ?? 0) * (pace + more)) / 100);
    const [women, men] = bySex ? [part(target.women, rank % 3 === 0 ? 6 : 0), part(target.men)] : [null, null];
    const note = index === 1 && rank % 4 === 2 ? 'Compté sur les registres de présence.' : '';
    return [id, { total: bySex ? women! + men! : part(target.total), women, men, note }] as const;
  });
  const served = Math.round((subject.direct * Math.min(100, reached + (rank % 5) * 3)) / 100);
  const women = Math.round((served * subject.women) / 100);
  return {
    done: isFinal ? subject.finished : subject.halfway,
    difficulties: (rank + due.number) % 3 === 0 ? subject.hard : '',
    changes: '',
    women,
    men: served - women,
    actuals: Object.fromEntries(actuals),
  };
}

/** Whom what is bought is bought from: names of bells and towers, which no supplier bears. */
const payees: Record<string, string> = {
  works: 'Entreprise Tocsin Bâtiment',
  equipment: 'Établissements Carillon',
  services: 'Cabinet Girouette',
  staff: 'Services de la ville',
  training: 'Institut du Rempart',
  communication: 'Imprimerie de l’Ardoise',
};

/** The expenses of a report, line by line of the budget, in one or two payments each. */
async function spend(act: Act, { project, grantedCents, askedCents }: Granted, due: ReportDue, { spent, savedCents = 0 }: Told) {
  const { budget } = await readPromised(act.db, project);
  const days = due.periodFrom.until(due.periodTo).days;
  return budget.lines.flatMap(({ id, label, category, cents, paidBy }, line) => {
    const wanted = Math.round((cents * spent * grantedCents) / (100 * askedCents)) - (line === 0 ? savedCents : 0);
    const parts = paidBy === 'fund' && line < 2 ? [Math.floor(wanted / 2), wanted - Math.floor(wanted / 2)] : [wanted];
    return parts.map((amount, index) =>
      expenseInput.parse({
        spentOn: due.periodFrom.add({ days: Math.floor((days * (index + 1 + (line % 3))) / 6) }).toString(),
        label: parts.length > 1 ? `${label}, ${index === 0 ? 'premier' : 'second'} paiement` : label,
        payee: payees[category] ?? 'Fournisseurs divers',
        budgetLine: id,
        amount: (amount / 100).toFixed(2),
        currency: 'EUR',
        ...(paidBy === 'in_kind' ? { inKind: 'yes' } : {}),
      }),
    );
  });
}
