import type { OpenDatabase } from './open.ts';

/** An open transaction spoken to in plain SQL: for what is SQL by nature (migrations, backups), never for the domain. */
export interface Raw {
  /** Runs a script of several statements. */
  exec(script: string): Promise<void>;
  /** Runs one statement; `$1` are its values. */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Runs `fn` in one transaction of its own, on either engine. */
export async function inRawTransaction<T>(open: OpenDatabase, fn: (raw: Raw) => Promise<T>): Promise<T> {
  if (open.lite) {
    return open.lite.transaction((tx) =>
      fn({
        exec: async (script) => void (await tx.exec(script)),
        query: async <Row>(text: string, values?: unknown[]) => (await tx.query<Row>(text, values)).rows,
      }),
    );
  }
  const client = await open.pool!.connect();
  try {
    await client.query('begin');
    const result = await fn({
      exec: async (script) => void (await client.query(script)),
      query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[],
    });
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that is already lost has nothing to undo: the first error is the one to tell.
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
