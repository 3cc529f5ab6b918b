import { formatDate } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../kernel/money.ts';
import { formatRate } from '../rates.ts';
import { say } from './messages.ts';
import type { FundCall } from './schema.ts';
import { type TimeZone, timeZones } from './zones.ts';

/** Until when dossiers are taken: « 31 mai 2026 à 23 h 59, heure de Paris », or all year. */
export function deadlineInWords({ closesOn, timeZone }: FundCall, lang: Lang): string {
  const t = say.in(lang);
  return closesOn ? t('call.deadline', { day: formatDate(closesOn, lang), zone: zoneInWords(timeZone, lang) }) : t('call.allYear');
}

export function zoneInWords(timeZone: string, lang: Lang): string {
  const known = timeZones.find((one): one is TimeZone => one === timeZone);
  return known ? say.in(lang)(`zone.${known}`) : timeZone;
}

/** What the fund pays: at most a rate, and from one amount to another. */
export function fundingInWords({ ceilingRate, leastCents, mostCents, currency }: FundCall, lang: Lang): string {
  const t = say.in(lang);
  const money = (cents: number) => formatMoney(cents, lang, currency);
  const rate = formatRate(ceilingRate, lang);
  if (leastCents !== null && mostCents !== null) return t('call.paysBetween', { rate, least: money(leastCents), most: money(mostCents) });
  if (mostCents !== null) return t('call.paysMost', { rate, most: money(mostCents) });
  return leastCents === null ? t('call.pays', { rate }) : t('call.paysLeast', { rate, least: money(leastCents) });
}

export function langsInWords({ langs }: FundCall, lang: Lang): string {
  return new Intl.ListFormat(lang, { type: 'disjunction' }).format(langs.map((one) => say.in(lang)(`lang.${one}`)));
}
