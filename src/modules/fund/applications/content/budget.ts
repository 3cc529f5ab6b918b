import { type Known, resolveParty } from './parts.ts';
import { type Pieces, rowsOf } from './pieces.ts';
import { readCents, readNumber, type Report } from './values.ts';

export const budgetCategories = ['works', 'equipment', 'services', 'staff', 'training', 'travel', 'communication', 'other'] as const;
export type BudgetCategory = (typeof budgetCategories)[number];

/** Who pays a line: the fund, the city in money or in kind, others. */
export const payers = ['fund', 'city', 'in_kind', 'other'] as const;
export type Payer = (typeof payers)[number];

export const fundingStates = ['asked', 'confirmed'] as const;
export type FundingState = (typeof fundingStates)[number];

export interface BudgetLine {
  id: string;
  category: BudgetCategory;
  label: string;
  unit: string;
  /** As a decimal: « 12.5 ». */
  quantity: string;
  unitCents: number;
  /** Quantity × unit cost, to the nearest cent. */
  cents: number;
  paidBy: Payer;
}

/** What someone else brings. */
export interface Funding {
  id: string;
  /** Their party in the register, where they have one. */
  partyId: string | null;
  name: string;
  cents: number;
  inKind: boolean;
  state: FundingState;
}

export interface Budget {
  lines: BudgetLine[];
  funding: Funding[];
  fundCents: number;
  cityCents: number;
  inKindCents: number;
  otherCents: number;
  totalCents: number;
}

/** What a call and the rules of the fund allow; rates in hundredths of a percent, amounts in cents. */
export interface BudgetLimits {
  currency: string;
  ceilingRate: number;
  /** What the city brings at least, in kind included. */
  leastCityRate: number;
  leastCents: number | null;
  mostCents: number | null;
}

/** Reads a budget: its lines, who else pays, what each brings; and whether it adds up and keeps within the limits. */
export function readBudget(pieces: Pieces, limits: BudgetLimits, known: Known | null, report: Report): Budget {
  const lines = rowsOf(pieces, 'budget').flatMap((row): BudgetLine[] => {
    const at = (cell: string) => `budget/${row.id}/${cell}`;
    const { category = '', label = '', unit = '', quantity = '', unitCost = '', paidBy = '' } = row.cells;
    if (!label) report({ path: at('label'), code: 'required' });
    const isCategory = isOneOf(budgetCategories, category);
    if (!isCategory) report({ path: at('category'), code: 'category' });
    const isPayer = isOneOf(payers, paidBy);
    if (!isPayer) report({ path: at('paidBy'), code: 'paidBy' });
    const count = readNumber(quantity);
    if (count === null || count <= 0) report({ path: at('quantity'), code: 'quantity' });
    const unitCents = readCents(at('unitCost'), unitCost, report);
    if (!isPayer || count === null || count <= 0 || unitCents === null) return [];
    return [
      {
        id: row.id,
        category: isCategory ? category : 'other',
        label,
        unit,
        quantity: decimal(quantity),
        unitCents,
        cents: multiply(decimal(quantity), unitCents),
        paidBy,
      },
    ];
  });
  const funding = readFunding(pieces, known, report);
  const sum = (payer: Payer) => lines.reduce((total, line) => total + (line.paidBy === payer ? line.cents : 0), 0);
  const totals = { fundCents: sum('fund'), cityCents: sum('city'), inKindCents: sum('in_kind'), otherCents: sum('other') };
  const totalCents = totals.fundCents + totals.cityCents + totals.inKindCents + totals.otherCents;
  const budget = { lines, funding, ...totals, totalCents };
  checkBudget(budget, limits, report);
  return budget;
}

/** R7: the fund pays at most the ceiling, the city brings at least its share, in kind included. */
function checkBudget(budget: Budget, limits: BudgetLimits, report: Report): void {
  const { currency, ceilingRate, leastCityRate, leastCents, mostCents } = limits;
  const { fundCents, totalCents } = budget;
  if (totalCents === 0 || fundCents === 0) return report({ path: 'budget', code: 'budgetEmpty' });
  const brought = budget.funding.reduce((total, one) => total + one.cents, 0);
  if (brought !== budget.otherCents)
    report({ path: 'budget-funding', code: 'otherFunding', values: { cents: brought, lines: budget.otherCents, currency } });
  if (fundCents * 10_000 > ceilingRate * totalCents)
    report({ path: 'budget', code: 'ceiling', values: { rate: Math.ceil((fundCents * 10_000) / totalCents), ceiling: ceilingRate } });
  const share = budget.cityCents + budget.inKindCents;
  if (share * 10_000 < leastCityRate * totalCents)
    report({ path: 'budget', code: 'cityShare', values: { rate: Math.floor((share * 10_000) / totalCents), least: leastCityRate } });
  if (leastCents !== null && fundCents < leastCents)
    report({ path: 'budget', code: 'callLeast', values: { cents: fundCents, least: leastCents, currency } });
  if (mostCents !== null && fundCents > mostCents)
    report({ path: 'budget', code: 'callMost', values: { cents: fundCents, most: mostCents, currency } });
}

function readFunding(pieces: Pieces, known: Known | null, report: Report): Funding[] {
  return rowsOf(pieces, 'budget-funding').flatMap((row): Funding[] => {
    const at = (cell: string) => `budget-funding/${row.id}/${cell}`;
    const { party = '', name = '', amount = '', inKind = '', state = '' } = row.cells;
    if (!name && !party) report({ path: at('name'), code: 'required' });
    const cents = readCents(at('amount'), amount, report);
    if (cents === null) return [];
    return [
      {
        id: row.id,
        partyId: resolveParty(at('party'), party, known, report),
        name,
        cents,
        inKind: inKind === 'yes',
        state: state === 'confirmed' ? 'confirmed' : 'asked',
      },
    ];
  });
}

function isOneOf<const T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value);
}

function decimal(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
}

/** A decimal by an amount, as integers: numbers would lose cents. */
function multiply(quantity: string, cents: number): number {
  const [whole, decimals = ''] = quantity.split('.');
  const scale = 10n ** BigInt(decimals.length);
  const product = BigInt(whole! + decimals) * BigInt(cents);
  return Number((product * 2n + scale) / (scale * 2n));
}
