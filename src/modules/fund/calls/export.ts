import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from './messages.ts';
import { type ListedCall, nameOf } from './queries.ts';

/** The list of calls as a file. */
export const callColumns: readonly ExportColumn[] = [
  { key: 'call', label: say.later('calls.call'), type: 'text' },
  { key: 'purse', label: say.later('call.purse'), type: 'text' },
  { key: 'standing', label: say.later('calls.standing'), type: 'text' },
  { key: 'opens', label: say.later('call.opensOn'), type: 'date' },
  { key: 'closes', label: say.later('call.closesOn'), type: 'date' },
  { key: 'budget', label: say.later('call.budget'), type: 'number' },
  { key: 'currency', label: say.later('call.currency'), type: 'text' },
  { key: 'deposited', label: say.later('calls.deposited'), type: 'number' },
];

export function callRows(calls: readonly ListedCall[], lang: Lang): ExportRow[] {
  const t = say.in(lang);
  return calls.map((call) => ({
    call: inLang(nameOf(call), lang),
    purse: t(`purse.${call.purse}`),
    standing: t(`standing.${call.standing}`),
    opens: call.opensOn,
    closes: call.closesOn,
    budget: call.budgetCents === null ? null : (call.budgetCents / 100).toFixed(2),
    currency: call.currency,
    deposited: call.deposited,
  }));
}
