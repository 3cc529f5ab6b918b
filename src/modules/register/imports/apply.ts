import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { factKindsByName } from '../facts/kinds.ts';
import { inRevision, type Revision } from '../facts/revision.ts';
import { closeRows, insertRows } from '../facts/rows.ts';
import { office, person } from '../persons/schema.ts';
import { mayRecord } from '../policy.ts';
import { event, party, series, type JsonRow } from '../schema.ts';
import { sourcesFor, type SourceInput } from '../sources.ts';
import type { ImportKind } from './columns.ts';
import type { Mapping } from './mapping.ts';
import { say } from './messages.ts';
import { planImport } from './plan-import.ts';
import type { FactWrite, ImportPlan, PlanEntry, PlanOptions, Progress } from './plan.ts';
import type { Table } from './table/table.ts';

const batch = 2_000;

export interface ApplyOptions extends PlanOptions {
  /** Why: the revision carries it. */
  reason: string;
  /** The lines that are refused are left out; without this tick nothing is applied while there are any. */
  acceptRefused?: boolean;
  /** A plan already made of this file; it is made again where the register has moved since. */
  plan?: ImportPlan;
  /** What the preview showed: the import is refused if it would now do anything else. */
  expected?: readonly Pick<PlanEntry, 'line' | 'digest'>[];
  /** Runs in the same transaction, once everything is written. */
  afterwards?: (rev: Revision, plan: ImportPlan) => Promise<void>;
}

/**
 * Applies a file as one revision: all of it is recorded, or nothing. Where the file changes nothing, there is no revision.
 * @returns what was done; `revision` is null where there was nothing to do
 * @throws Refused while lines are refused and nobody said to leave them out, or where the register moved since the preview
 */
export async function applyImport(
  act: Act,
  kind: ImportKind,
  table: Table,
  mapping: Mapping,
  options: ApplyOptions,
): Promise<{ plan: ImportPlan; revision: number | null }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const before = options.plan ?? (await planImport(act, kind, table, mapping, options));
  check(before, options);
  if (!changesAnything(before)) return { plan: before, revision: null };
  return inRevision(act, { command: 'import', reason: options.reason }, async (rev) => {
    // The lock of the revision is held: what is compared now is what will be written upon.
    const plan = rev.number - 1 === before.revision ? before : await planImport(rev.act, kind, table, mapping, options);
    check(plan, options);
    await write(rev, plan, options.progress ?? (() => {}));
    await options.afterwards?.(rev, plan);
    return { plan, revision: rev.number };
  });
}

/** Whether applying the plan would write anything. */
export function changesAnything({ writes }: ImportPlan): boolean {
  return Object.values(writes).some((list) => list.length > 0);
}

function check(plan: ImportPlan, { acceptRefused, expected, completeOn }: ApplyOptions): void {
  if (expected) refuseMoved(plan, expected);
  const { refused } = plan.counts;
  // Whoever is on a line that could not be read would be taken for absent from the list.
  if (refused > 0 && completeOn) throw new Refused(say.later('apply.completeWithRefused', { count: refused }));
  if (refused > 0 && !acceptRefused) throw new Refused(say.later('apply.refusedLines', { count: refused }));
}

function refuseMoved(plan: ImportPlan, expected: readonly Pick<PlanEntry, 'line' | 'digest'>[]): void {
  const seen = Map.groupBy(expected, (one) => one.line);
  const now = Map.groupBy(plan.entries, (one) => one.line);
  const moved = [...new Set([...seen.keys(), ...now.keys()])].filter((line) => digests(seen.get(line)) !== digests(now.get(line)));
  if (moved.length === 0) return;
  const lines = moved.filter((line) => line !== null).sort((a, b) => a - b);
  throw new Refused(
    say.later('apply.moved', {
      count: moved.length,
      lines: lines.slice(0, 10).join(', '),
      more: String(lines.length > 10),
      revision: plan.revision,
    }),
  );
}

function digests(entries: readonly Pick<PlanEntry, 'digest'>[] | undefined): string {
  return (entries ?? [])
    .map((one) => one.digest)
    .sort()
    .join(' ');
}

async function write(rev: Revision, { writes }: ImportPlan, progress: Progress): Promise<void> {
  const revision = rev.number;
  const { db } = rev.act;
  for (const rows of slices(writes.parties))
    await db.insert(party).values(rows.map((one) => ({ ...one, kind: one.kind as 'state', revision })));
  for (const rows of slices(writes.persons)) await db.insert(person).values(rows.map(({ id }) => ({ id, revision })));
  for (const rows of slices(writes.offices))
    await db.insert(office).values(rows.map(({ id, slug, partyId, title }) => ({ id, slug, partyId, title, revision })));
  for (const rows of slices(writes.newSeries)) await db.insert(series).values(rows.map((one) => ({ ...one, revision })));
  for (const { before, values } of writes.changedSeries) await db.update(series).set(values).where(eq(series.id, before.id));
  for (const rows of slices(writes.events)) await db.insert(event).values(rows.map((one) => ({ ...one, revision })));
  await writeFacts(rev, writes.facts, progress);
}

async function writeFacts(rev: Revision, facts: readonly FactWrite[], progress: Progress): Promise<void> {
  const sources = await findSources(rev, facts);
  const groups = Map.groupBy(facts, (one) => `${one.kind.name} ${one.change}`);
  let written = 0;
  // Everything that is replaced is let go first, or what takes its place would overlap it.
  for (const [name, group] of groups) {
    const [kind, change] = name.split(' ') as [string, FactWrite['change']];
    const replaced = group.flatMap((one) => (one.replaces ? [one.replaces] : []));
    await closeRows(rev, factKindsByName.get(kind)!, replaced, change);
  }
  for (const [name, group] of groups) {
    const [kind, change] = name.split(' ') as [string, FactWrite['change']];
    for (const slice of slices(group)) {
      const rows: JsonRow[] = slice.map(({ row, source }) => ({
        ...row,
        id: randomUUID(),
        ...(source ? { source_id: sources.get(keyOf(source))! } : {}),
      }));
      await insertRows(rev, factKindsByName.get(kind)!, rows, change);
      progress('writing', (written += rows.length), facts.length);
    }
  }
}

/** A file has few sources and many lines: each is looked up once. */
async function findSources(rev: Revision, facts: readonly FactWrite[]): Promise<Map<string, string>> {
  const inputs = new Map<string, SourceInput>();
  for (const { source } of facts) if (source) inputs.set(keyOf(source), source);
  const ids = await sourcesFor(rev, [...inputs.values()]);
  return new Map([...inputs.keys()].map((key, index) => [key, ids[index]!]));
}

function keyOf(source: SourceInput): string {
  return JSON.stringify([source.title, source.publisher, source.url, source.consultedOn?.toString()]);
}

function* slices<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += batch) yield rows.slice(start, start + batch);
}
