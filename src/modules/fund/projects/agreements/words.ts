import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { formatRate } from '../../rates.ts';
import { say } from '../messages.ts';
import type { Change, ConditionTerms, InstalmentTerms, Terms } from './rules.ts';

/** What people call the parties that conditions name. */
export type PartyNames = ReadonlyMap<string, string>;

/** What an instalment depends on, in words. */
export function conditionInWords(condition: ConditionTerms, lang: Lang, names: PartyNames): string {
  return say.in(lang)(`condition.${condition.kind}`, {
    ordinal: condition.ordinal ?? 0,
    share: condition.share ? formatRate(condition.share, lang) : '',
    day: condition.onDay ? formatDate(Temporal.PlainDate.from(condition.onDay), lang) : '',
    donor: condition.donorId ? (names.get(condition.donorId) ?? '') : '',
  });
}

/** What is agreed, a line for each thing: what, and how much or when. */
export function termsInWords(
  { grantedCents, rate, endsOn, instalments }: Terms,
  currency: string,
  lang: Lang,
): [what: string, agreed: string][] {
  const t = say.in(lang);
  return [
    [t('change.grantedCents'), formatMoney(grantedCents, lang, currency)],
    [t('change.rate'), formatRate(rate, lang)],
    [t('change.endsOn'), formatDate(Temporal.PlainDate.from(endsOn), lang)],
    [t('change.instalments'), scheduleInWords(instalments, currency, lang)],
  ];
}

/** A line of a change: what, before, after. */
export function changeInWords({ field, from, to }: Change, currency: string, lang: Lang): [what: string, from: string, to: string] {
  const t = say.in(lang);
  const what = t(`change.${field}`);
  switch (field) {
    case 'grantedCents':
      return [what, formatMoney(from, lang, currency), formatMoney(to, lang, currency)];
    case 'rate':
      return [what, formatRate(from, lang), formatRate(to, lang)];
    case 'endsOn':
      return [what, formatDate(Temporal.PlainDate.from(from), lang), formatDate(Temporal.PlainDate.from(to), lang)];
    case 'instalments':
      return [what, scheduleInWords(from, currency, lang), scheduleInWords(to, currency, lang)];
  }
}

function scheduleInWords(instalments: readonly InstalmentTerms[], currency: string, lang: Lang): string {
  return instalments
    .map(({ number, amountCents, expectedOn }) =>
      say.in(lang)('change.instalment', {
        number,
        amount: formatMoney(amountCents, lang, currency),
        day: formatDate(Temporal.PlainDate.from(expectedOn), lang),
      }),
    )
    .join('\n');
}
