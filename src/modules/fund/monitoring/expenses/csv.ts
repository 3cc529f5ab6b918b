import { parse } from 'csv-parse/sync';
import { Invalid } from '../../../../kernel/errors.ts';
import { checkInput } from '../../../../kernel/http/forms.ts';
import type { Act } from '../../../../kernel/act.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { ReportCase } from '../queries.ts';
import { expenseInput, type ExpenseInput, faultsOf } from './commands.ts';

/** The columns of a file of expenses, in the words of its first line, in both languages. */
export const csvColumns = {
  spentOn: ['date', 'date'],
  label: ['libelle', 'label'],
  payee: ['beneficiaire', 'payee'],
  budgetLine: ['ligne', 'line'],
  amount: ['montant', 'amount'],
  currency: ['monnaie', 'currency'],
  rate: ['taux', 'rate'],
  rateSource: ['source du taux', 'rate source'],
  inKind: ['en nature', 'in kind'],
} as const;

/** Lines that one file may have. */
const mostLines = 2_000;

/**
 * Reads a file of expenses (CSV, a comma or a semicolon between cells, UTF-8). @throws Invalid (`file`) with every line that is
 * wrong and why; nothing is kept then
 */
export function readExpenses(act: Act, report: ReportCase, text: string, lang: Lang): ExpenseInput[] {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, delimiter: [';', ','], relax_column_count: true, skip_empty_lines: true, to: mostLines + 2 });
  } catch {
    throw new Invalid({ file: say.later('csv.unreadable') });
  }
  const head = (rows[0] ?? []).map((cell) => fold(cell));
  const places = Object.entries(csvColumns).map(
    ([key, names]) => [key, head.findIndex((cell) => (names as readonly string[]).includes(cell))] as const,
  );
  const missing = places.filter(([key, place]) => place < 0 && ['spentOn', 'label', 'payee', 'amount'].includes(key));
  if (missing.length > 0) {
    const names = missing.map(([key]) => csvColumns[key as keyof typeof csvColumns][lang === 'fr' ? 0 : 1]).join(', ');
    throw new Invalid({ file: say.later('csv.missing', { names }) });
  }
  if (rows.length < 2) throw new Invalid({ file: say.later('csv.empty') });
  if (rows.length > mostLines + 1) throw new Invalid({ file: say.later('csv.tooLong', { most: mostLines }) });
  const wrong: string[] = [];
  const inputs = rows.slice(1).flatMap((cells, index) => {
    const values = Object.fromEntries(places.map(([key, place]) => [key, place < 0 ? '' : (cells[place] ?? '')]));
    values['currency'] ||= report.found.project.currency;
    if (isYes(values['inKind']!)) values['inKind'] = 'yes';
    else delete values['inKind'];
    const read = checkInput(expenseInput, values, lang);
    const faults = read.ok ? Object.values(faultsOf(act, report, read.value)).map((fault) => fault(lang)) : Object.values(read.errors);
    for (const fault of faults) wrong.push(say.in(lang)('csv.line', { line: index + 2, fault }));
    return read.ok ? [read.value] : [];
  });
  if (wrong.length > 0) throw new Invalid({ file: () => wrong.join('\n') });
  return inputs;
}

function isYes(text: string): boolean {
  return ['oui', 'yes', 'x', '1'].includes(fold(text));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
