/** Lists to take away: a route asks `wantsExport(c)` and answers with `exportTable(c, …)`. */
export type { ExportCell, ExportColumn, ExportRow, ExportRows } from './column.ts';
export { unguardText } from './column.ts';
export { exportFormats, exportTable, wantsExport, type Export, type ExportFormat } from './export-table.ts';
