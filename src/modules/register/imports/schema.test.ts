import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { importLine, importMapping, importPiece, importRun } from './schema.ts';

const test = databaseTest();

test('the database refuses a run that makes no sense', async ({ act }) => {
  await insert(act(), {});
  const mapped = { mapping: {}, counts: { new: 0, ended: 0, corrected: 0, same: 0, refused: 0 } };
  const wrong: Partial<typeof importRun.$inferInsert>[] = [
    { kind: 'villes' as 'parties' },
    { state: 'perdu' as 'applied' },
    { fileBytes: 0 },
    { rows: 0 },
    { reason: '' },
    { state: 'previewed' },
    { state: 'applied', mapping: {} },
    { state: 'failed' },
    { failure: { fr: 'Non' } },
    { state: 'undoing', ...mapped },
  ];
  for (const values of wrong) await expect(insert(act(), values), JSON.stringify(values)).rejects.toThrow(/Failed query/);
});

test('a run is undone by a later revision, and only then', async ({ act }) => {
  await act().db.execute(
    sql`insert into revision (number, at, actor, command, reason) values (1, now(), 'a', 'import', 'r'), (2, now(), 'a', 'import undo', 'r')`,
  );
  const mapped = { mapping: {}, counts: { new: 0, ended: 0, corrected: 0, same: 0, refused: 0 } };
  await insert(act(), { state: 'undone', ...mapped, revision: 1, undoneBy: 2 });
  await expect(insert(act(), { state: 'undone', ...mapped, revision: 2, undoneBy: 1 })).rejects.toThrow();
  await expect(insert(act(), { state: 'undone', ...mapped, revision: 1 })).rejects.toThrow();
  await expect(insert(act(), { state: 'applied', ...mapped, revision: 1, undoneBy: 2 })).rejects.toThrow();
});

test('the database refuses lines, pieces and mappings that make no sense', async ({ act }) => {
  const runId = await insert(act(), {});
  const line = { runId, position: 0, line: 2, outcome: 'new', digest: 'd' } as const;
  const reason = { fr: 'Non' };
  for (const values of [{ position: -1 }, { line: 0 }, { outcome: 'autre' as 'new' }, { outcome: 'refused' as const }, { reason }]) {
    await expect(
      inTransaction(act(), (act) => act.db.insert(importLine).values({ ...line, ...values })),
      JSON.stringify(values),
    ).rejects.toThrow();
  }
  await expect(
    inTransaction(act(), (act) => act.db.insert(importPiece).values({ runId, position: -1, bytes: new Uint8Array(1) })),
  ).rejects.toThrow();
  const mapping = { kind: 'villes' as 'parties', signature: 's', mapping: {}, savedAt: act().now, savedBy: 'Awa' };
  await expect(inTransaction(act(), (act) => act.db.insert(importMapping).values(mapping))).rejects.toThrow();
});

async function insert(act: Act, values: Partial<typeof importRun.$inferInsert>): Promise<string> {
  const id = randomUUID();
  await inTransaction(act, (act) =>
    act.db.insert(importRun).values({
      id,
      kind: 'parties',
      state: 'uploaded',
      fileName: 'a.csv',
      fileBytes: 1,
      fileHash: 'h',
      encoding: 'utf-8',
      delimiter: ',',
      header: [],
      sample: [],
      rows: 1,
      createdAt: act.now,
      createdBy: 'Awa',
      changedAt: act.now,
      ...values,
    }),
  );
  return id;
}
