import type { RouteContext } from '../http/env.ts';
import type { ExportColumn, ExportRows, ExportTable } from './column.ts';
import { excelCsv, plainCsv, writeCsv } from './csv.ts';
import { writeJson } from './json.ts';
import { writeXlsx } from './xlsx.ts';

/** How a list can be taken away, as `?format=` names it. */
const exportFormats = ['csv', 'csv-excel', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** As many rows as a list that is taken away may hold. */
export const mostExported = 100_000;

/** The format that the address asks for, or null for the page itself: `const format = wantsExport(c); if (format) return exportTable(c, …)`. */
export function wantsExport(c: RouteContext): ExportFormat | null {
  const asked = c.req.query('format');
  return exportFormats.find((format) => format === asked) ?? null;
}

export interface Export {
  /** Without its extension: `membres-oif-2025-11-19`. */
  filename: string;
  columns: readonly ExportColumn[];
  /** Every row of what is on screen, not only its page: same filters, order, day and state of knowledge. */
  rows: ExportRows;
  format: ExportFormat;
}

/**
 * Answers with a file to save. CSV and JSON are written while they are sent; a workbook is written first.
 * Read the rows from a query that outlives the handler (`act.db`, not a transaction).
 */
export async function exportTable(c: RouteContext, { filename, columns, rows, format }: Export): Promise<Response> {
  const table: ExportTable = { columns, rows, lang: c.var.lang };
  const { extension, type } = kinds[format];
  const headers = {
    'content-type': type,
    // The name is made of ASCII by `slugOf` and the like; anything else would need a second spelling.
    'content-disposition': `attachment; filename="${filename.replace(/[^\w.-]+/g, '-')}.${extension}"`,
    'x-content-type-options': 'nosniff',
  };
  if (format === 'xlsx') return c.body(new Uint8Array(await writeXlsx(table)), 200, headers);
  const text = format === 'json' ? writeJson(table) : writeCsv(table, format === 'csv' ? plainCsv : excelCsv(c.var.lang));
  return c.body(toStream(text), 200, headers);
}

/** A stream that asks for the next piece only when the last one has gone. */
function toStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}

const kinds: Record<ExportFormat, { extension: string; type: string }> = {
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8' },
  'csv-excel': { extension: 'csv', type: 'text/csv; charset=utf-8' },
  xlsx: { extension: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  json: { extension: 'json', type: 'application/json' },
};
