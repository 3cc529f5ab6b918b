import type { Collection } from '../../../kernel/collections.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { Table, Tag, usePage } from '../../../ui/index.ts';
import type { Exclusion } from '../evaluation/compile.ts';
import type { Expression } from '../evaluation/expression.ts';
import type { CountedRow } from '../evaluation/recompute.ts';
import { say } from '../messages.ts';
import { attributeInWords, attributeName, shownAttributes } from './words.ts';

export interface RowsTableProps {
  caption: string;
  rows: readonly CountedRow[];
  collection: Collection | undefined;
  expression: Expression;
}

/** The rows behind a value, with what made them count. */
export function RowsTable({ caption, rows, collection, expression }: RowsTableProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const attributes = shownAttributes(collection, expression, rows);
  const anyUncertain = rows.some((row) => row.certainty !== 'confirmed');
  return (
    <Table
      caption={caption}
      firstCellIsHeader
      columns={[
        { header: t('column.row') },
        ...attributes.map((name) => ({ header: attributeName(collection, name, lang), numeric: isNumeric(collection, name) })),
        ...(expression.type === 'share' ? [{ header: t('column.part') }] : []),
        ...(anyUncertain ? [{ header: t('column.certainty') }] : []),
        { header: t('column.source') },
      ]}
      rows={rows.map((row) => [
        inLang(row.label, lang),
        ...attributes.map((name) => attributeInWords(collection, name, row.values[name], lang)),
        ...(expression.type === 'share' ? [t(row.part ? 'part.in' : 'part.out')] : []),
        ...(anyUncertain ? [<Certainty value={row.certainty} />] : []),
        <Source text={row.source} />,
      ])}
    />
  );
}

/** What was left out, and why. */
export function ExcludedTable({ caption, rows }: { caption: string; rows: readonly (CountedRow & { reason: string })[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={caption}
      firstCellIsHeader
      columns={[{ header: t('column.row') }, { header: t('column.reason') }, { header: t('column.source') }]}
      rows={rows.map((row) => [inLang(row.label, lang), t(reasonKey(row)), <Source text={row.source} />])}
    />
  );
}

/** Sources are often lists of addresses: they wrap anywhere. */
function Source({ text }: { text: string }) {
  return <span class="source">{text}</span>;
}

function Certainty({ value }: { value: string }) {
  const { lang } = usePage();
  const key = `certainty.${value}`;
  return <Tag kind={value === 'confirmed' ? 'good' : 'waiting'}>{say.has(key) ? say.in(lang)(key) : value}</Tag>;
}

function reasonKey({ reason, certainty }: { reason: string; certainty: string }): 'reason.noDate' {
  const key = reason === ('uncertain' satisfies Exclusion) ? `reason.uncertain.${certainty}` : `reason.${reason}`;
  return (say.has(key) ? key : 'reason.other') as 'reason.noDate';
}

function isNumeric(collection: Collection | undefined, name: string): boolean {
  return collection !== undefined && (name in collection.measures || collection.dimensions[name]?.type === 'number');
}
