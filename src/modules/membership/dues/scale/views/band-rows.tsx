import { Button, type FormValues, Table, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { bandCells } from '../table-text.ts';

/** Empty rows that the form always has left, and as many more for whoever asks. */
const spare = 3;

/** The table of a scale, a row for each case; rows are added by the page itself, or by the server without its script. */
export function BandRows({ bands, values }: { bands: readonly (readonly string[])[]; values?: FormValues | undefined }) {
  const t = say.in(usePage().lang);
  const typed = bandCells.map((cell) => [values?.[cell] ?? []].flat());
  const rows = values
    ? Array.from({ length: Math.max(...typed.map((column) => column.length)) }, (_, at) => typed.map((column) => column[at] ?? ''))
    : bands;
  const used = rows.findLastIndex((row) => row.some(Boolean)) + 1;
  const count = Math.max(rows.length, used + spare) + (values?.['more'] ? spare : 0);
  return (
    <add-rows>
      <Table
        caption={t('scales.bands')}
        dense
        columns={[{ header: t('scales.row') }, ...bandCells.map((cell) => ({ header: t(`scales.cell.${cell}`) }))]}
        rows={Array.from({ length: count }, (_, at) => [
          String(at + 1),
          ...bandCells.map((cell, column) => (
            <input
              class="govuk-input band-cell"
              name={`${cell}[]`}
              value={rows[at]?.[column] ?? ''}
              aria-label={t('scales.cellOf', { cell: t(`scales.cell.${cell}`), row: at + 1 })}
              inputmode="decimal"
              autocomplete="off"
            />
          )),
        ])}
      />
      <Button kind="secondary" name="more" value="1">
        {t('scales.more')}
      </Button>
    </add-rows>
  );
}
