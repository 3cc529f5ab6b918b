import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction } from '../act.ts';
import { databaseTest } from '../db/testing.ts';
import { audit, listAudit } from './audit.ts';
import { auditEntry } from './schema.ts';

const test = databaseTest();
const all = { page: 1, size: 50 };

test('what was done is kept with the change itself, or not at all', async ({ act }) => {
  await audit(act(), { command: 'essai', subject: 'un' });
  await inTransaction(act(), async (act) => {
    await audit(act, { command: 'essai', subject: 'deux' });
    throw new Error('annulé');
  }).catch(() => {});
  expect((await listAudit(act({ role: 'admin' }), {}, all)).entries.map((entry) => entry.subject)).toEqual(['un']);
});

test('the trail is found by name in part, and by command', async ({ act }) => {
  await audit(act({ actor: { kind: 'user', id: '1', name: 'Awa 100 %', role: 'officer' } }), { command: 'un', subject: 'x' });
  await audit(act({ actor: { kind: 'system', name: 'Beffroi' } }), { command: 'deux', subject: 'y' });
  const admin = act({ role: 'admin' });
  expect(await listAudit(admin, { actor: 'awa' }, all)).toMatchObject({
    total: 1,
    entries: [{ actor: 'Awa 100 %', actorId: '1' }],
    commands: ['deux', 'un'],
  });
  expect((await listAudit(admin, { actor: '%' }, all)).total).toBe(1);
  expect((await listAudit(admin, { command: 'deux' }, all)).entries).toMatchObject([{ actor: 'Beffroi', actorId: null }]);
});

test('only administrators read it', async ({ act }) => {
  for (const role of ['officer', 'editor', 'reader'] as const) await expect(listAudit(act({ role }), {}, all)).rejects.toThrow();
});

test.for([sql`update audit_entry set subject = 'autre'`, sql`delete from audit_entry`])(
  'nobody rewrites it: %#',
  async (statement, { act, db }) => {
    await audit(act(), { command: 'essai', subject: 'un' });
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow();
  },
);

test.for([{ actor: '' }, { command: '' }])('an entry without %j is refused by the database', async (wrong, { act, db }) => {
  const row = { id: crypto.randomUUID(), at: act().now, actor: 'Awa', command: 'essai', subject: 'un', ...wrong };
  await expect(db.transaction((tx) => tx.insert(auditEntry).values(row))).rejects.toThrow();
});
