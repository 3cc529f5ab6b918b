import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accountUser } from '../auth/schema.ts';
import { cloneDatabase, testEngine } from './testing.ts';

test.runIf(testEngine === 'postgres')('a statement that comes back is planned once, and answers what it is asked each time', async () => {
  const database = await cloneDatabase();
  await database.db.transaction(async (tx) => {
    const day = '2026-11-23T09:00:00Z';
    for (const name of ['awa', 'binta', 'chantal'])
      await tx.execute(
        sql`insert into account_user (id, name, email, role, created_at, updated_at) values (${name}, ${name}, ${`${name}@example.org`}, 'reader', ${day}, ${day})`,
      );
    const found: string[] = [];
    for (const id of ['awa', 'binta', 'chantal'])
      found.push(...(await tx.select({ name: accountUser.name }).from(accountUser).where(eq(accountUser.id, id))).map(({ name }) => name));
    expect(found).toEqual(['awa', 'binta', 'chantal']);
    const { rows } = await tx.execute(
      sql`select statement from pg_prepared_statements where statement like 'select "name" from "account_user"%'`,
    );
    expect(rows).toHaveLength(1);
  });
  await database.close();
});

test.runIf(testEngine === 'postgres')(
  'statements that come back in turn are never taken for one another, however many there are',
  async () => {
    const database = await cloneDatabase();
    for (let round = 0; round < 3; round += 1) {
      for (let number = 0; number < 500; number += 1) {
        const { rows } = await database.db.execute(
          sql`select ${sql.join(Array.from({ length: number }, () => sql`'n'`).concat(sql`''`), sql` || `)} as said`,
        );
        expect(rows).toEqual([{ said: 'n'.repeat(number) }]);
      }
    }
    const { rows } = await database.db.execute<{ named: number }>(sql`select count(*)::int as named from pg_prepared_statements`);
    expect(rows[0]!.named).toBeGreaterThan(0);
    expect(rows[0]!.named).toBeLessThanOrEqual(400);
    await database.close();
  },
);
