import type { Pool, PoolClient } from 'pg';

/**
 * Counts the writes that this process knows of: what was computed at one generation is stale at the next.
 * Null while writes of other processes could go unseen: nothing may then be kept.
 */
export interface Generation {
  current(): number | null;
  /** Called once a write is committed, before anyone is told that it is. */
  advance(): void;
  close(): Promise<void>;
}

/** The writes of this process alone: the embedded engine is opened by one process at a time. */
export function countWrites(): Generation {
  let number = 0;
  return { current: () => number, advance: () => void (number += 1), close: async () => {} };
}

/** The writes of every process on a PostgreSQL server, which each of them announces on a channel as it commits (kernel/act.ts). */
export async function listenToWrites(pool: Pool): Promise<Generation> {
  const own = countWrites();
  let client: PoolClient | null = null;
  let closed = false;

  async function listen(): Promise<void> {
    const connected = await pool.connect();
    connected.on('notification', own.advance);
    connected.on('error', () => lose(connected));
    await connected.query(`listen ${changeChannel}`);
    own.advance();
    client = connected;
  }

  function lose(lost: PoolClient): void {
    client = null;
    lost.release(true);
    retry();
  }

  function retry(): void {
    if (!closed) setTimeout(() => listen().catch(retry), retryDelay).unref();
  }

  await listen();
  return {
    current: () => (client ? own.current() : null),
    advance: own.advance,
    async close() {
      closed = true;
      client?.release(true);
      client = null;
    },
  };
}

/** The channel on which a process tells the others that it has written. */
export const changeChannel = 'beffroi_change';

const retryDelay = 1_000;
