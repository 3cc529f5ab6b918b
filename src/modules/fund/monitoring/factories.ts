import type { Act } from '../../../kernel/act.ts';
import { createPaidInstalment } from '../money/factories.ts';
import { cityUser, people } from '../projects/factories.ts';
import { type Project, fundProject } from '../projects/schema.ts';
import { eq } from 'drizzle-orm';
import { expenseInput, importExpenses } from './expenses/commands.ts';
import type { ReportContent } from './reports/content.ts';
import { saveReport, submitReport } from './reports/commands.ts';
import { findOwnReport } from './queries.ts';
import { reviewReport } from './review/commands.ts';

/** What the dossier of a project of tests promised: traders counted by sex, stalls, and two lines of budget. */
export const promised = {
  framework: {
    results: [{ id: 'marche', level: 'immediate', parentId: null, text: 'Le marché est ouvert.' }],
    indicators: [
      {
        id: 'vendeuses',
        resultId: 'marche',
        name: 'Personnes qui vendent sous abri',
        unit: 'personnes',
        bySex: true,
        baseline: { total: 0, women: 0, men: 0 },
        targets: [{ year: 2027, total: 200, women: 150, men: 50 }],
        source: 'Registre du marché',
      },
      {
        id: 'etals',
        resultId: 'marche',
        name: 'Étals construits',
        unit: 'étals',
        bySex: false,
        baseline: { total: 20, women: null, men: null },
        targets: [{ year: 2027, total: 120, women: null, men: null }],
        source: 'Réception des travaux',
      },
    ],
  },
  budget: {
    lines: [
      {
        id: 'travaux',
        category: 'works',
        label: 'Étals et toiture',
        unit: 'lot',
        quantity: '1',
        unitCents: 80_000_00,
        cents: 80_000_00,
        paidBy: 'fund',
      },
      {
        id: 'agents',
        category: 'staff',
        label: 'Agents de la mairie',
        unit: 'mois',
        quantity: '10',
        unitCents: 2_000_00,
        cents: 20_000_00,
        paidBy: 'in_kind',
      },
    ],
    funding: [],
    fundCents: 80_000_00,
    cityCents: 0,
    inKindCents: 20_000_00,
    otherCents: 0,
    totalCents: 100_000_00,
  },
};

/** A project whose first instalment is paid, and which promised results; its reports are laid. */
export async function createReportingProject(act: Act, given: Parameters<typeof createPaidInstalment>[1] = {}): Promise<Project> {
  const { project } = await createPaidInstalment(act, { content: promised, ...given });
  return project;
}

/** A report that lacks nothing. */
export const wholeContent: ReportContent = {
  done: 'La toiture est posée.\n\nLe marché a ouvert en juin.',
  difficulties: 'Le ciment a manqué en mars.',
  changes: '',
  women: 1_200,
  men: 800,
  actuals: {
    vendeuses: { total: 100, women: 80, men: 20, note: 'Recensement de juin.' },
    etals: { total: 70, women: null, men: null, note: '' },
  },
};

/** Saves a report, its expenses in cents, and hands it in, as its city does. */
export async function createSubmittedReport(
  act: Act,
  projectId: string,
  number: number,
  { content = wholeContent, expenses = [50_000_00] }: { content?: ReportContent; expenses?: readonly number[] } = {},
): Promise<void> {
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
  const { reference, leadId } = project!;
  const city = { ...act, actor: cityUser(leadId) };
  const report = await findOwnReport(city, reference, String(number));
  await saveReport(city, reference, String(number), content, report.draftNumber);
  const spent = expenses.map((cents, index) =>
    buildExpense({
      amount: String(cents / 100),
      label: `Facture ${index + 1}`,
      spentOn: report.due.periodFrom.add({ days: index }).toString(),
      budgetLine: '',
    }),
  );
  if (spent.length > 0) await importExpenses(city, reference, String(number), spent);
  await submitReport(city, reference, String(number));
}

/** The same, accepted by an officer. */
export async function createReviewedReport(
  act: Act,
  projectId: string,
  number: number,
  given: Parameters<typeof createSubmittedReport>[3] = {},
): Promise<void> {
  await createSubmittedReport(act, projectId, number, given);
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
  await reviewReport({ ...act, actor: people.officer }, project!.reference, String(number), { outcome: 'accepted', remarks: null });
}

/** An expense as it is typed. */
export function buildExpense(given: Record<string, string> = {}) {
  return expenseInput.parse({
    spentOn: '2026-02-10',
    label: 'Toiture',
    payee: 'Entreprise Koffi',
    budgetLine: 'travaux',
    amount: '50000',
    currency: 'EUR',
    ...given,
  });
}
