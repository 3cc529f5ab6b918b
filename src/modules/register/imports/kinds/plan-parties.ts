import { compareUndated, type Verdict } from '../difference/difference.ts';
import { describeChanges, describeClaim } from '../difference/describe.ts';
import { addEntry, readRows, type CellChange, type File } from '../plan.ts';
import { loadParties, readParty } from './parties.ts';

/** Plans a file of parties: each line is a party, its names and its codes. */
export async function planParties(file: File): Promise<void> {
  const { act, plan } = file;
  const parties = await loadParties(act.db);
  const held = new Map([...parties.held.names, ...parties.held.identifiers]);
  for (const one of await readRows(file, () => readParty(file.row, parties))) {
    const verdicts = one.claims.map((claim) => compareUndated(claim, held.get(claim.subject) ?? []));
    const label = one.claims[0]!.label;
    const refused = verdicts.filter((verdict) => verdict.outcome === 'refused');
    if (refused.length > 0) {
      for (const verdict of refused) addEntry(plan, 'refused', { line: one.line, label, reason: verdict.reason });
      continue;
    }
    if (one.isAbsent) plan.writes.parties.push({ id: one.id, slug: one.slug, kind: one.kind });
    const changed = verdicts.filter((verdict) => verdict.outcome !== 'same');
    addEntry(plan, one.isNew ? 'new' : changed.length > 0 ? 'corrected' : 'same', {
      line: one.line,
      label,
      changes:
        changed.length === 0 && !one.isNew
          ? null
          : [
              ...(one.isNew
                ? [
                    { column: 'slug', before: null, after: one.slug },
                    { column: 'kind', before: null, after: one.kind },
                  ]
                : []),
              ...changed.flatMap(describe),
            ],
    });
    for (const verdict of changed) {
      const { claim } = verdict;
      if (verdict.outcome === 'new')
        plan.writes.facts.push({
          kind: claim.kind,
          change: 'record',
          row: verdict.claim.row,
          replaces: null,
          source: verdict.claim.source,
        });
      else if ('held' in verdict)
        plan.writes.facts.push({
          kind: claim.kind,
          change: 'correct',
          row: verdict.row,
          replaces: verdict.held.row['fact_id'] as string,
          source: claim.source,
        });
    }
  }
}

/** A name or a code that changes, under the name of what it is: « fr common » → « nom français ». */
function describe(verdict: Verdict): CellChange[] {
  const row = verdict.claim.row;
  const column = row['scheme'] ? String(row['scheme']) : `${String(row['language'])}.${String(row['usage'])}`;
  const cells = 'held' in verdict ? describeChanges(verdict.held.row, verdict.row) : describeClaim(verdict.claim!);
  return cells
    .filter((cell) => cell.column === 'name' || cell.column === 'value' || (cell.column === 'certainty' && 'held' in verdict))
    .map((cell) => (cell.column === 'certainty' ? cell : { ...cell, column }));
}
