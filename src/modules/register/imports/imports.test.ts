import { readFileSync } from 'node:fs';
import { count } from 'drizzle-orm';
import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { projectPath } from '../../../kernel/project.ts';
import { journalEntry, revision, status } from '../schema.ts';
import { applyImport, guessMapping, planImport, readTable, type ImportKind } from './index.ts';

const test = databaseTest();

const files: ImportKind[] = ['parties', 'series', 'links', 'statuses', 'endorsements', 'measures', 'occurrences'];

test('the reference facts are imported whole, and a second import of the same files changes nothing', async ({ act }) => {
  const me = act();
  for (const kind of files) {
    const table = await readTable(readFileSync(projectPath('data', 'reference', `${kind}.csv`)));
    const mapping = guessMapping(kind, table.header);
    const { plan, revision } = await applyImport(me, kind, table, mapping, { reason: 'référence', acceptRefused: true });
    expect(plan.entries.filter((one) => one.outcome === 'refused')).toEqual([]);
    expect(plan.counts, kind).toMatchObject({ new: table.rows.length, ended: 0, corrected: 0, same: 0, refused: 0 });
    expect(revision).not.toBeNull();
  }
  const before = await me.db.select({ count: count() }).from(revision);
  for (const kind of files) {
    const table = await readTable(readFileSync(projectPath('data', 'reference', `${kind}.csv`)));
    const { plan, revision } = await applyImport(me, kind, table, guessMapping(kind, table.header), { reason: 'référence' });
    expect(plan.counts, kind).toMatchObject({ new: 0, ended: 0, corrected: 0, same: table.rows.length, refused: 0 });
    expect(revision).toBeNull();
    expect((await planImport(me, kind, table, guessMapping(kind, table.header))).writes.facts).toEqual([]);
  }
  expect(await me.db.select({ count: count() }).from(revision)).toEqual(before);
  expect((await me.db.select({ count: count() }).from(status))[0]!.count).toBe(185);
  expect((await me.db.select({ count: count() }).from(journalEntry))[0]!.count).toBeGreaterThan(700);
});
