import type { Indicator } from '../applications/content/framework.ts';
import type { ReportState } from '../vocabulary.ts';
import type { ReportContent } from './reports/content.ts';

/** The life of a report; accepted, it is over. */
const reportLife: readonly { from: ReportState | null; to: ReportState }[] = [
  { from: null, to: 'draft' },
  { from: 'draft', to: 'submitted' },
  { from: 'returned', to: 'submitted' },
  { from: 'submitted', to: 'returned' },
  { from: 'submitted', to: 'accepted' },
];

/** Whether a report may go from where it stands to another state. */
export function mayBecome(from: ReportState | null, to: ReportState): boolean {
  return reportLife.some((one) => one.from === from && one.to === to);
}

/** Whether the city still writes a report; null: it was not begun. */
export function isWritten(state: ReportState | null): boolean {
  return reportLife.some(({ from, to }) => from === state && (to === 'draft' || to === 'submitted'));
}

/** A report to come: its days, and the last one on which it is handed in. */
export interface PlannedReport {
  number: number;
  kind: 'interim' | 'final';
  periodFrom: Temporal.PlainDate;
  periodTo: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
}

/** What the fund asks of reports: how often, and how many days after. */
export interface ReportRhythm {
  months: number;
  interimDays: number;
  finalDays: number;
}

/**
 * The reports of a project: one for each so many months, the last one final; never fewer than two, so that something is told
 * before the end, nor than `least`, which the conditions of the instalments name.
 */
export function planReports(
  { startsOn, endsOn, least }: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate; least: number },
  { months, interimDays, finalDays }: ReportRhythm,
): PlannedReport[] {
  const after = endsOn.add({ days: 1 });
  const { months: whole, days } = startsOn.until(after, { largestUnit: 'month' });
  const natural = Math.ceil((whole + (days > 0 ? 1 : 0)) / months);
  const total = startsOn.until(after, { largestUnit: 'day' }).days;
  const count = Math.min(total, Math.max(2, least, natural));
  // Where the rhythm gives them, periods begin on the same day of the month; else they are of one length.
  const startOf = (index: number) =>
    count === natural ? startsOn.add({ months: months * index }) : startsOn.add({ days: Math.floor((total * index) / count) });
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const periodTo = isLast ? endsOn : startOf(index + 1).subtract({ days: 1 });
    return {
      number: index + 1,
      kind: isLast ? ('final' as const) : ('interim' as const),
      periodFrom: startOf(index),
      periodTo,
      dueOn: periodTo.add({ days: isLast ? finalDays : interimDays }),
    };
  });
}

/** What a report lacks before it may be handed in, by field. */
export type ReportLack = 'required' | 'indicator' | 'bySex' | 'sexTotal';

/** Everything that a report lacks, in the order of its page. */
export function findLacks(content: ReportContent, indicators: readonly Indicator[]): { field: string; lack: ReportLack }[] {
  const lacks: { field: string; lack: ReportLack }[] = [];
  if (!content.done) lacks.push({ field: 'done', lack: 'required' });
  for (const field of ['women', 'men'] as const) if (content[field] === null) lacks.push({ field, lack: 'required' });
  for (const { id, bySex, unit } of indicators) {
    const { total, women, men } = content.actuals[id] ?? { total: null, women: null, men: null };
    if (total === null) lacks.push({ field: `total-${id}`, lack: 'indicator' });
    if (!bySex) continue;
    if (women === null) lacks.push({ field: `women-${id}`, lack: 'bySex' });
    if (men === null) lacks.push({ field: `men-${id}`, lack: 'bySex' });
    // A rate of women and a rate of men do not add up to a rate.
    const adds = unit !== '%' && total !== null && women !== null && men !== null;
    if (adds && Math.abs(women + men - total) > 1e-9) lacks.push({ field: `total-${id}`, lack: 'sexTotal' });
  }
  return lacks;
}

/** How much of a target was reached from its baseline, in hundredths of a percent; null where there is nothing to measure. */
export function reachedOf(baseline: number | null, target: number | null, actual: number | null): number | null {
  if (target === null || actual === null || target === (baseline ?? 0)) return null;
  const from = baseline ?? 0;
  return Math.round(((actual - from) / (target - from)) * 10_000);
}

/** The expenses that no file shows yet. */
export function listUnproven<One extends { fileId: string | null }>(expenses: readonly One[]): One[] {
  return expenses.filter(({ fileId }) => fileId === null);
}
