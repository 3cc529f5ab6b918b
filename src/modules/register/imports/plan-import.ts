import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { revisionAt } from '../facts/revision.ts';
import { indexParties } from '../parties/directory.ts';
import type { ImportKind } from './columns.ts';
import { planFacts } from './kinds/plan-facts.ts';
import { planMandates } from './kinds/plan-mandates.ts';
import { planParties } from './kinds/plan-parties.ts';
import { planSeries } from './kinds/plan-series.ts';
import { refuseMissingColumns, type Mapping } from './mapping.ts';
import type { File, ImportPlan, PlanOptions } from './plan.ts';
import { createRowReader } from './row-reader.ts';
import type { Table } from './table/table.ts';

/**
 * Compares a file with the register, without writing anything: what is new, ended, corrected, the same, and refused,
 * with everything that is wrong in every line. A few queries, whatever the length of the file.
 * @throws UnreadableFile where the mapping lacks a column that this kind needs
 * @throws Refused where this kind cannot be a complete list
 */
export async function planImport(
  act: Act,
  kind: ImportKind,
  table: Table,
  mapping: Mapping,
  options: PlanOptions = {},
): Promise<ImportPlan> {
  refuseMissingColumns(kind, table.header, mapping);
  const revision = await revisionAt(act.db, null);
  const parties = await indexParties(act.db, { on: dayOf(act.now), revision });
  const plan: ImportPlan = {
    kind,
    revision,
    entries: [],
    counts: { new: 0, ended: 0, corrected: 0, same: 0, refused: 0 },
    writes: { parties: [], persons: [], offices: [], events: [], newSeries: [], changedSeries: [], facts: [] },
  };
  const file: File = { act, plan, table, row: createRowReader(table.header.length, mapping, parties), parties, options };
  if (kind === 'parties') await planParties(file);
  else if (kind === 'series') await planSeries(file);
  else if (kind === 'mandates') await planMandates(file);
  else await planFacts(file, kind);
  plan.entries.sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
  plan.counts.refused = new Set(plan.entries.filter((one) => one.outcome === 'refused').map((one) => one.line)).size;
  return plan;
}
