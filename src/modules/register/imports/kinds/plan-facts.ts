import { Refused } from '../../../../kernel/errors.ts';
import { factKinds, type FactKind } from '../../facts/kinds.ts';
import type { Claim } from '../difference/claim.ts';
import { completeScopes, type ImportKind } from '../columns.ts';
import { compareSubject, endRow, type Verdict } from '../difference/difference.ts';
import { describeChanges, describeClaim } from '../difference/describe.ts';
import { party } from '../../schema.ts';
import { findHeld, type Held } from '../difference/held.ts';
import { say } from '../messages.ts';
import { addEntry, readRows, type File, type ImportPlan } from '../plan.ts';
import { loadOwners, readIdentifier } from './codes.ts';
import { factOf, readFact } from './facts.ts';
import { loadEvents, readOccurrence } from './occurrences.ts';

/** Plans a file in which each line is one dated fact. */
export async function planFacts(file: File, kind: Exclude<ImportKind, 'parties' | 'series' | 'mandates'>): Promise<void> {
  const { act, plan } = file;
  if (file.options.completeOn && !completeScopes[kind]) throw new Refused(say.later('complete.notThisKind'));
  const events = kind === 'occurrences' ? await loadEvents(act.db) : null;
  const fact = kind === 'occurrences' ? factKinds.occurrence : factOf[kind];
  const owners = kind === 'identifiers' ? await loadOwners(act.db) : null;
  const claims = await readRows(file, () => {
    if (kind === 'occurrences') return readOccurrence(file.row, events!);
    if (kind === 'identifiers') return readIdentifier(file.row, owners!);
    return readFact[kind](file.row);
  });

  const bySubject = Map.groupBy(claims, (claim) => claim.subject);
  const scope = file.options.completeOn ? scopeOf(kind, fact, claims) : null;
  const held = await findHeld(
    act.db,
    fact,
    new Set(claims.map((claim) => claim.subject.split(' ')[0]!)),
    scope && { property: scope.property, ids: scope.ids },
  );
  const recordedEvents = new Set<string>();
  for (const [subject, group] of bySubject) {
    for (const verdict of compareSubject(group, held.get(subject) ?? [])) {
      applyVerdict(plan, verdict);
      if (verdict.outcome === 'new') recordedEvents.add(subject);
    }
  }
  if (events) plan.writes.events = [...events.added.values()].filter((one) => recordedEvents.has(one.id));
  if (scope) await endAbsent(file, fact, absentFrom(scope, held, bySubject));
}

/** Puts in the plan what becomes of a claim. */
export function applyVerdict(plan: ImportPlan, verdict: Verdict): void {
  const { claim, outcome } = verdict;
  if (outcome === 'refused') return addEntry(plan, 'refused', { ...verdict.claim, reason: verdict.reason });
  if (outcome === 'same') return addEntry(plan, 'same', verdict.claim);
  if (outcome === 'new') {
    addEntry(plan, 'new', { ...verdict.claim, changes: describeClaim(verdict.claim) });
    plan.writes.facts.push({
      kind: verdict.claim.kind,
      change: 'record',
      row: verdict.claim.row,
      replaces: null,
      source: verdict.claim.source,
    });
    return;
  }
  const { held, row } = verdict;
  addEntry(plan, outcome, { line: claim.line, label: claim.label, changes: describeChanges(held.row, row) });
  plan.writes.facts.push({
    kind: claim.kind,
    change: outcome === 'ended' ? 'end' : 'correct',
    row,
    replaces: held.row['fact_id'] as string,
    source: verdict.source ? verdict.claim.source : null,
  });
}

interface Scope {
  /** The property of the table by which facts of the scope are found. */
  property: string;
  ids: string[];
  /** The values, column by column, of what the list is complete of. */
  keys: Set<string>;
  columns: readonly string[];
}

function scopeOf(kind: ImportKind, fact: FactKind, claims: readonly Claim[]): Scope {
  const columns = completeScopes[kind]!;
  const property = fact.subject.find((one) => one !== 'partyId' && one !== 'link')!;
  const last = columns.at(-1)!;
  return {
    property,
    columns,
    ids: [...new Set(claims.map((claim) => claim.row[last] as string))],
    keys: new Set(claims.map((claim) => columns.map((column) => claim.row[column]).join(' '))),
  };
}

/** Facts still open, in what the list is complete of, whose subject the file does not name. */
function absentFrom(scope: Scope, held: Map<string, Held[]>, named: Map<string, Claim[]>): Held[] {
  return [...held]
    .filter(([subject]) => !named.has(subject))
    .flatMap(([, facts]) => facts)
    .filter(({ row, span }) => {
      const inScope = scope.keys.has(scope.columns.map((column) => row[column]).join(' '));
      // A withdrawal is recorded as a status: whoever is out is rightly absent from the list of those who are in.
      return inScope && row['retained'] === true && span.to === null && row['status'] !== 'withdrawn';
    });
}

async function endAbsent({ act, plan, parties, options }: File, fact: FactKind, absent: readonly Held[]): Promise<void> {
  const on = options.completeOn!.toString();
  const slugs = new Map((await act.db.select({ id: party.id, slug: party.slug }).from(party)).map((one) => [one.id, one.slug]));
  for (const one of absent) {
    const label = parties.resolve(slugs.get(one.row['party_id'] as string)!).name;
    if (one.span.from !== null && one.span.from >= on) {
      addEntry(plan, 'refused', { line: null, label, reason: say.later('complete.startsAfter', { from: one.span.from, on }) });
      continue;
    }
    const row = endRow(one, on, 'day');
    addEntry(plan, 'ended', { line: null, label, changes: describeChanges(one.row, row) });
    plan.writes.facts.push({ kind: fact, change: 'end', row, replaces: one.row['fact_id'] as string, source: null });
  }
}
