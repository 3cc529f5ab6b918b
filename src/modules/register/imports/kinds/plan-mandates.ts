import { factKinds, type FactKind } from '../../facts/kinds.ts';
import { newFactRow } from '../../facts/record.ts';
import { sortKeyOf } from '../../persons/names.ts';
import { compareSubject } from '../difference/difference.ts';
import { findHeld } from '../difference/held.ts';
import { readRows, type File } from '../plan.ts';
import { loadHeads, readMandate } from './mandates.ts';
import { applyVerdict } from './plan-facts.ts';

/** Plans a file of mandates: each line is a mandate; the offices and persons that it needs are created with it. */
export async function planMandates(file: File): Promise<void> {
  const { act, plan } = file;
  const heads = await loadHeads(act.db);
  const claims = await readRows(file, () => readMandate(file.row, heads));
  const bySubject = Map.groupBy(claims, (claim) => claim.subject);
  const held = await findHeld(act.db, factKinds.mandate as FactKind, bySubject.keys(), null);
  for (const [subject, group] of bySubject) {
    for (const verdict of compareSubject(group, held.get(subject) ?? [])) applyVerdict(plan, verdict);
  }
  const offices = new Set(plan.writes.facts.map(({ row }) => row['office_id']));
  plan.writes.offices = [...heads.offices.values()].filter(({ id, isNew }) => isNew && offices.has(id));
  const named = new Set<unknown>();
  for (const { row, source } of plan.writes.facts.slice()) {
    const person = heads.brought.get(String(row['person_id']));
    if (!person || named.has(person.id)) continue;
    named.add(person.id);
    plan.writes.persons.push({ id: person.id });
    const { id: personId, name, gender } = person;
    const values = { personId, name, sortKey: sortKeyOf(name), gender };
    const fact = { from: null, to: null, certainty: 'confirmed', sourceId: '', values } as const;
    const nameRow = newFactRow(factKinds.personName, fact);
    plan.writes.facts.push({ kind: factKinds.personName as FactKind, change: 'record', row: nameRow, replaces: null, source });
  }
}
