import type { ExportColumn, ExportRow } from '../../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say as sayMembership } from '../../messages.ts';
import { say } from '../messages.ts';
import { accountCurrency } from '../money/rules.ts';
import type { BasisFigure } from '../schema.ts';
import type { Assessed, CallPreview } from './preview.ts';

export const assessedColumns: ExportColumn[] = [
  { key: 'party', label: () => 'party', type: 'text' },
  { key: 'name', label: say.later('column.member'), type: 'text' },
  { key: 'category', label: say.later('column.category'), type: 'text' },
  { key: 'gni', label: say.later('basis.gni'), type: 'number' },
  { key: 'gniOn', label: say.later('column.gniOn'), type: 'text' },
  { key: 'gniSource', label: say.later('column.gniSource'), type: 'text' },
  { key: 'population', label: say.later('basis.population'), type: 'number' },
  { key: 'populationOn', label: say.later('column.populationOn'), type: 'text' },
  { key: 'populationSource', label: say.later('column.populationSource'), type: 'text' },
  { key: 'amount', label: say.later('column.amount'), type: 'number' },
  { key: 'entryFee', label: say.later('kind.entry_fee'), type: 'number' },
  { key: 'before', label: say.later('column.before'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'why', label: say.later('column.why'), type: 'text' },
];

/** Every member, those who are asked nothing too, with the reason. */
export function assessedRows({ called, leftOut }: CallPreview, before: ReadonlyMap<string, number>, lang: Lang): ExportRow[] {
  const t = say.in(lang);
  const common = (one: Assessed): ExportRow => ({
    party: one.party.slug,
    name: inLang(one.party.name, lang),
    category: sayMembership.in(lang)(`category.${one.category}`),
    ...figure('gni', one.gni),
    ...figure('population', one.population),
    before: before.has(one.party.id) ? before.get(one.party.id)! / 100 : null,
    currency: accountCurrency,
  });
  return [
    ...called.map((one) => ({
      ...common(one),
      amount: one.amountCents / 100,
      entryFee: (one.calls.find((call) => call.kind === 'entry_fee')?.amountCents ?? 0) / 100,
      why: t(`rule.${one.rule}`),
    })),
    ...leftOut.map((one) => ({ ...common(one), amount: null, entryFee: null, why: t(`leftOut.${one.why}`) })),
  ];
}

function figure(name: 'gni' | 'population', found: BasisFigure | null): ExportRow {
  return { [name]: found?.value, [`${name}On`]: found?.on, [`${name}Source`]: found?.source };
}
