import type pg from 'pg';

/** Texts seen once that are remembered, and statements that are named, at the most: lists of identifiers vary without end. */
const mostSeen = 1_000;
const mostNamed = 400;

/**
 * Names the statements that come back, so that PostgreSQL parses and plans each of them once a connection: half of the time
 * that it spends on a page. A text gets a name when it is seen for the second time; a server keeps what it has named as long
 * as the connection lives, so there are not more of them than it bears.
 * @returns what is done to each connection of the pool
 */
export function createStatementNames(): (client: pg.ClientBase) => void {
  const names = new Map<string, string>();
  const seen = new Set<string>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNamed) return known;
    if (seen.delete(text)) {
      const name = `s${names.size}`;
      names.set(text, name);
      return name;
    }
    seen.add(text);
    if (seen.size > mostSeen) seen.delete(seen.values().next().value!);
    return undefined;
  }

  return (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((config: unknown, ...rest: unknown[]) =>
      query(isUnnamed(config) ? { ...config, name: nameOf(config.text) } : config, ...rest)) as typeof client.query;
  };
}

function isUnnamed(config: unknown): config is { text: string } {
  return typeof config === 'object' && config !== null && 'text' in config && !('name' in config && config.name);
}
