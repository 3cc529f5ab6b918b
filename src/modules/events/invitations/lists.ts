import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import type { RouteContext } from '../../../kernel/http/env.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { type Verdict, verdicts } from '../vocabulary.ts';
import type { ShownLine } from './views/lines-table.tsx';

/** What a list of invitations may be narrowed to, as its address says. */
export interface LineFilters {
  verdict?: Verdict | undefined;
  /** Words of the party's name. */
  words?: string | undefined;
}

export function readLineFilters(c: RouteContext): LineFilters {
  return {
    verdict: verdicts.find((one) => one === c.req.query('verdict')),
    words: c.req.query('words')?.trim().slice(0, 200) || undefined,
  };
}

/** The lines that pass the filters, in their order. */
export function filterLines(lines: readonly ShownLine[], { verdict, words }: LineFilters, lang: Lang): ShownLine[] {
  const wanted = words && fold(words);
  return lines.filter(
    (line) => (!verdict || line.verdict === verdict) && (!wanted || fold(inLang(line.party.name, lang)).includes(wanted)),
  );
}

/** A list as a file: every party, in or out, with its reason. */
export function exportLines(lines: readonly ShownLine[], lang: Lang): { columns: ExportColumn[]; rows: ExportRow[] } {
  return {
    columns: [
      { key: 'party', label: say.later('export.slug'), type: 'text' },
      { key: 'name', label: say.later('line.party'), type: 'text' },
      { key: 'verdict', label: say.later('line.verdict'), type: 'text' },
      { key: 'reason', label: say.later('line.reason'), type: 'text' },
    ],
    rows: lines.map(({ party, verdict, reason }) => ({
      party: party.slug,
      name: inLang(party.name, lang),
      verdict: say.in(lang)(`verdict.${verdict}`),
      reason,
    })),
  };
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
