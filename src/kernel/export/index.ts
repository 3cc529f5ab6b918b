/** Lists to take away: a route asks `wantsExport(c)` and answers with `exportTable(c, …)`. */
export type { ExportColumn, ExportRow } from './column.ts';
export { unguardText } from './column.ts';
export { exportTable, mostExported, wantsExport, type Export, type ExportFormat } from './export-table.ts';
