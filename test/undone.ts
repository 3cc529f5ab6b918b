import type { Db } from '../src/kernel/db/db.ts';

/** Gives what `ask` finds, and undoes what it did. */
export async function undone<T>(db: Db, ask: (db: Db) => Promise<T>): Promise<T> {
  let found: { it: T } | undefined;
  const over = new Error('The question is answered');
  await db
    .transaction(async (tx) => {
      found = { it: await ask(tx) };
      throw over;
    })
    .catch((error: unknown) => {
      if (error !== over) throw error;
    });
  return found!.it;
}
