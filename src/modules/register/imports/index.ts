/** What other parts of the register need of imports: to read a file, to see what it would do, to do it. */
export { applyImport } from './apply.ts';
export type { ImportKind } from './columns.ts';
export { foldHeading, guessMapping } from './mapping.ts';
export { planImport } from './plan-import.ts';
export { readTable } from './table/table.ts';
