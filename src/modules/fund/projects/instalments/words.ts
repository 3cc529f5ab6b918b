import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { say } from '../messages.ts';
import type { Lack } from './rules.ts';

/** What a condition lacks, in words. */
export function lackInWords(lack: Lack, currency: string, lang: Lang): string {
  const t = say.in(lang);
  switch (lack.kind) {
    case 'report':
      return t(`lack.report.${lack.state ?? 'none'}`);
    case 'justified':
      return t('lack.justified', { cents: formatMoney(lack.cents, lang, currency), needed: formatMoney(lack.neededCents, lang, currency) });
    case 'too_early':
      return t('lack.too_early', { day: formatDate(lack.from, lang) });
    default:
      return t(`lack.${lack.kind}`);
  }
}
