import type { Export } from '../../../kernel/export/index.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { factCells, factColumns } from '../facts/export.ts';
import { saysInWords, shortLabel } from '../facts/in-words.ts';
import { say } from '../messages.ts';
import type { StatusValue } from '../vocabulary.ts';
import type { PartyFilters, PartyList } from './list.ts';

/** The list of parties as a file, with the columns that the screen has for these filters. */
export function exportParties({ rows, refs }: PartyList, filters: PartyFilters, lang: Lang): Pick<Export, 'columns' | 'rows'> {
  const t = say.in(lang);
  const seated = filters.institution !== undefined;
  return {
    columns: [
      { key: 'name', label: say.later('column.name'), type: 'text' },
      { key: 'slug', label: say.later('export.slug'), type: 'text' },
      { key: 'kind', label: say.later('column.kind'), type: 'text' },
      { key: 'code', label: say.later('list.code'), type: 'text' },
      { key: 'statuses', label: say.later(seated ? 'column.status' : 'list.statuses'), type: 'text' },
      ...(seated ? factColumns : []),
    ],
    rows: rows.map((row) => {
      const [fact] = row.statuses;
      const all = row.statuses.map((one) =>
        t('search.status', { institution: shortLabel(refs, one.row['institution_id'], lang), status: saysInWords(one, refs, lang) }),
      );
      return {
        name: row.name,
        slug: row.slug,
        kind: t(`kind.${row.kind}`),
        code: row.code,
        statuses: seated ? fact && t(`status.${fact.row['status'] as StatusValue}`) : all.join(' ; '),
        ...(seated && fact ? factCells(fact, refs, lang) : {}),
      };
    }),
  };
}
