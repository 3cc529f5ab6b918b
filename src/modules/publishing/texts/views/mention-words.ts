import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../../messages.ts';
import type { ReadMention } from '../reading.ts';

/** What a mention was held against, in a sentence: « 90 au registre », « la 46e, à Kigali », « une liste de trois ». */
export function comparedInWords({ class: found, comparedWith, expected, verdict, figureName }: ReadMention, lang: Lang): string {
  const t = say.in(lang);
  if (!comparedWith) return t(found === 'name' ? 'compared.name' : found === 'bound' ? 'compared.noFigure' : 'compared.nothing');
  switch (comparedWith.with) {
    case 'figure':
      return t(comparedWith.understated ? 'compared.understated' : 'compared.figure', {
        name: figureName ? inLang(figureName, lang) : comparedWith.slug,
        value: formatNumber(comparedWith.value, lang),
      });
    case 'occurrence':
      return verdict === 'contradicted' && expected !== undefined
        ? t(`compared.differs.${comparedWith.differs ?? 'number'}`, { label: comparedWith.label, expected: String(expected) })
        : t('compared.occurrence', { label: comparedWith.label });
    case 'fact': {
      const { label, from, years } = comparedWith;
      const day = formatDate(from, lang, from.day === 1 ? (from.month === 1 ? 'year' : 'month') : 'day');
      if (verdict === 'contradicted' && expected !== undefined)
        return t('compared.factDiffers', { label, day, expected: String(expected) });
      return years === undefined ? t('compared.fact', { label, day }) : t('compared.years', { label, day, years });
    }
    case 'list':
      return t('compared.list', { items: comparedWith.items });
  }
}
