import type { TableColumn } from './content/table.tsx';
import { usePage } from './page-context.ts';

export interface SortState<Key extends string> {
  key: Key;
  direction: 'ascending' | 'descending';
}

export interface SortableColumn<Key extends string> {
  key: Key;
  label: string;
  numeric?: boolean | undefined;
}

/**
 * A column for `Table`, sorted by a link: `columns={[sortableColumn({ key: 'name', label: 'Nom' }, sort, hrefOf)]}`.
 * The link sorts upwards, or turns the order when the list is already sorted by this column.
 */
export function sortableColumn<Key extends string>(
  { key, label, numeric }: SortableColumn<Key>,
  sort: SortState<Key>,
  hrefOf: (sort: SortState<Key>) => string,
): TableColumn {
  const current = sort.key === key ? sort.direction : undefined;
  const next = current === 'ascending' ? 'descending' : 'ascending';
  return { header: <SortLink href={hrefOf({ key, direction: next })} label={label} />, sort: current, numeric };
}

function SortLink({ href, label }: { href: string; label: string }) {
  const page = usePage();
  return (
    <a class="sort" href={page.href(href)}>
      {label}
    </a>
  );
}
