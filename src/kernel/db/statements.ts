import type pg from 'pg';

/**
 * Names the statements that a connection runs again and again, so that PostgreSQL parses and plans each of them once: half
 * of the time it spends on a page. A name is given to a text seen twice; texts that vary without end (lists of identifiers)
 * get none once there are `most` of them, for a server keeps what it has named as long as the connection lives.
 */
export function nameStatements(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((config: unknown, ...rest: unknown[]) =>
    query(isStatement(config) ? named(config) : config, ...rest)) as typeof client.query;
}

interface Statement {
  text: string;
  name?: string | undefined;
}

/** By text, the name it has in every connection; null for a text seen once. */
const names = new Map<string, string | null>();
let given = 0;
const most = 400;

function isStatement(config: unknown): config is Statement {
  return typeof config === 'object' && config !== null && 'text' in config && !('name' in config && config.name);
}

function named(statement: Statement): Statement {
  const known = names.get(statement.text);
  if (known) return { ...statement, name: known };
  if (known === undefined && names.size >= most) return statement;
  names.set(statement.text, known === undefined ? null : `s${(given += 1)}`);
  return statement;
}
