import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { SittingSummary } from './queries.ts';

/** The list of sittings as a file. */
export const sittingColumns: readonly ExportColumn[] = [
  { key: 'sitting', label: say.later('sittings.sitting'), type: 'text' },
  { key: 'body', label: say.later('sittings.body'), type: 'text' },
  { key: 'at', label: say.later('sittings.at'), type: 'text' },
  { key: 'mode', label: say.later('sittings.mode'), type: 'text' },
  { key: 'step', label: say.later('sittings.step'), type: 'text' },
];

export function sittingRows(sittings: readonly SittingSummary[], lang: Lang): ExportRow[] {
  return sittings.map((one) => ({
    sitting: inLang({ fr: one.titleFr, en: one.titleEn }, lang),
    body: inLang({ fr: one.body.nameFr, en: one.body.nameEn }, lang),
    at: one.startsAt.toString(),
    mode: say.in(lang)(`mode.${one.mode}`),
    step: say.in(lang)(`step.${one.step}`),
  }));
}
