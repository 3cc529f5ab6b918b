import { randomUUID } from 'node:crypto';
import { addEntry, readRows, type File } from '../plan.ts';
import { compareSeries, readSeries } from './series.ts';

/** Plans a file of series. */
export async function planSeries(file: File): Promise<void> {
  const { act, plan } = file;
  const claims = await readRows(file, () => readSeries(file.row));
  for (const verdict of await compareSeries(act.db, claims)) {
    const { claim, outcome } = verdict;
    const entry = { line: claim.line, label: { fr: claim.values.nameFr, en: claim.values.nameEn } };
    if (outcome === 'refused') addEntry(plan, 'refused', { ...entry, reason: verdict.reason });
    else if (outcome === 'corrected') {
      addEntry(plan, 'corrected', { ...entry, changes: verdict.changed.filter((one) => one.column !== 'institution') });
      const values = Object.fromEntries(Object.entries(claim.values).filter(([, value]) => value));
      plan.writes.changedSeries.push({ before: verdict.held, values });
    } else {
      addEntry(plan, outcome, { ...entry, changes: outcome === 'new' ? [{ column: 'slug', before: null, after: claim.slug }] : null });
      if (outcome === 'new') plan.writes.newSeries.push({ id: randomUUID(), slug: claim.slug, ...claim.values });
    }
  }
}
