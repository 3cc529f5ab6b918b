import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface TableColumn {
  header: ComponentChildren;
  /** Numbers are aligned on their last digit. */
  numeric?: boolean | undefined;
  /** Set by `SortableHeader`'s list: how the table is sorted by this column. */
  sort?: 'ascending' | 'descending' | undefined;
  class?: string | undefined;
  colspan?: number | undefined;
  rowspan?: number | undefined;
}

export interface TableCell {
  content: ComponentChildren;
  numeric?: boolean | undefined;
  class?: string | undefined;
  colspan?: number | undefined;
  rowspan?: number | undefined;
}

export interface TableProps {
  /** Says what the rows are, and how many; always given, hidden with `captionHidden` when a title above says the same. */
  caption?: string | undefined;
  captionHidden?: boolean | undefined;
  captionClass?: string | undefined;
  columns?: TableColumn[] | undefined;
  /** Cells in the order of the columns: anything printable, or a `TableCell` for its options. Empty rows are skipped. */
  rows: (readonly (ComponentChildren | TableCell)[] | null | undefined | false)[];
  /** The first cell of each row names the row. */
  firstCellIsHeader?: boolean | undefined;
  /** `dense` for screens one lives in; `plain` prints no scrolling region around the table. */
  dense?: boolean | undefined;
  plain?: boolean | undefined;
  class?: string | undefined;
}

/** A table; where the screen is too narrow it scrolls by itself, by keyboard too. */
export function Table(props: TableProps) {
  const { t } = usePage();
  if (props.plain || !props.caption) return <BareTable {...props} />;
  return (
    <section class="table-scroll" aria-label={t('table.scroll', { caption: props.caption })} tabindex={0}>
      <BareTable {...props} caption={<span>{props.caption}</span>} />
    </section>
  );
}

function BareTable({
  caption,
  captionHidden,
  captionClass,
  columns,
  rows,
  firstCellIsHeader,
  dense,
  class: className,
}: Omit<TableProps, 'caption'> & { caption?: ComponentChildren }) {
  return (
    <table class={classNames('govuk-table', dense && 'table-dense', className)}>
      {caption && (
        <caption class={classNames('govuk-table__caption', captionClass, captionHidden && 'govuk-visually-hidden')}>{caption}</caption>
      )}
      {columns && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {columns.map((column) => (
              <th
                scope="col"
                class={classNames('govuk-table__header', column.numeric && 'govuk-table__header--numeric', column.class)}
                aria-sort={column.sort}
                colspan={column.colspan}
                rowspan={column.rowspan}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {rows.map(
          (row) =>
            row && (
              <tr class="govuk-table__row">
                {row.map((given, index) => {
                  const cell = readCell(given);
                  if (index === 0 && firstCellIsHeader) {
                    return (
                      <th scope="row" class={classNames('govuk-table__header', cell.class)} colspan={cell.colspan} rowspan={cell.rowspan}>
                        {cell.content}
                      </th>
                    );
                  }
                  const numeric = cell.numeric ?? columns?.[index]?.numeric;
                  return (
                    <td
                      class={classNames('govuk-table__cell', numeric && 'govuk-table__cell--numeric', cell.class)}
                      colspan={cell.colspan}
                      rowspan={cell.rowspan}
                    >
                      {cell.content}
                    </td>
                  );
                })}
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}

function readCell(given: ComponentChildren | TableCell): TableCell {
  return typeof given === 'object' && given !== null && 'content' in given ? given : { content: given };
}
