import type { Collection } from '../../../kernel/collections.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { Details, Link, Table, Tag, usePage } from '../../../ui/index.ts';
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

/** The rows behind a value, with what made them count; then their sources, each said once. */
export function RowsTable({ caption, rows, collection, expression }: RowsTableProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const attributes = shownAttributes(collection, expression, rows);
  const anyUncertain = rows.some((row) => row.certainty !== 'confirmed');
  const sources = listSources(rows);
  return (
    <>
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
          <SourceMark prefix="source" sources={sources} source={row.source} />,
        ])}
      />
      <Sources prefix="source" sources={sources} />
    </>
  );
}

/** What was left out, and why. */
export function ExcludedTable({ caption, rows }: { caption: string; rows: readonly (CountedRow & { reason: string })[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const sources = listSources(rows);
  return (
    <>
      <Table
        caption={caption}
        firstCellIsHeader
        columns={[{ header: t('column.row') }, { header: t('column.reason') }, { header: t('column.source') }]}
        rows={rows.map((row) => [
          inLang(row.label, lang),
          t(reasonKey(row)),
          <SourceMark prefix="left-out-source" sources={sources} source={row.source} />,
        ])}
      />
      <Sources prefix="left-out-source" sources={sources} />
    </>
  );
}

function listSources(rows: readonly CountedRow[]): string[] {
  return [...new Set(rows.flatMap(({ source }) => source ?? []))];
}

function SourceMark({ prefix, sources, source }: { prefix: string; sources: readonly string[]; source: string | null }) {
  const { lang } = usePage();
  if (source === null) return null;
  const number = sources.indexOf(source) + 1;
  return <Link href={`#${prefix}-${number}`}>{say.in(lang)('source.mark', { number })}</Link>;
}

function Sources({ prefix, sources }: { prefix: string; sources: readonly string[] }) {
  const { lang } = usePage();
  if (sources.length === 0) return null;
  return (
    <Details summary={say.in(lang)('source.list', { count: sources.length })} open>
      <ol class="sources">
        {sources.map((source, index) => (
          <li id={`${prefix}-${index + 1}`}>{source}</li>
        ))}
      </ol>
    </Details>
  );
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
