import { type PGlite, type QueryOptions, types } from '@electric-sql/pglite';

/** The types that columns read by themselves from PostgreSQL's text (columns.ts), and lists of them. */
const readAsText = [
  types.TIMESTAMP,
  types.TIMESTAMPTZ,
  types.INTERVAL,
  types.DATE,
  // numeric[], timestamp[], timestamptz[], interval[], date[], which PGlite does not name
  1231,
  1115,
  1185,
  1187,
  1182,
];

/**
 * What Drizzle speaks to. It asks with every statement that some types stay text, and for that PGlite copies its whole table of
 * types, which took most of the time of a small statement: the engine is told once instead.
 * @returns a client for Drizzle; from then on the engine itself gives dates as text to whoever does not ask otherwise
 */
export function clientOf(lite: PGlite): PGlite {
  for (const type of readAsText) lite.parsers[type] = (text: string) => text;
  const client = {
    query: withoutParsers(lite.query.bind(lite)),
    transaction: (run: (tx: Pick<PGlite, 'query'>) => Promise<unknown>) =>
      lite.transaction((tx) => run({ query: withoutParsers(tx.query) })),
  };
  return client as unknown as PGlite;
}

/** How those who want dates of the engine ask for them. */
export const datesParsers: NonNullable<QueryOptions['parsers']> = Object.fromEntries(
  [types.TIMESTAMP, types.TIMESTAMPTZ, types.DATE].map((type) => [type, types.parsers[type]!]),
);

function withoutParsers(query: PGlite['query']): PGlite['query'] {
  return (text, params, options) => query(text, params, options?.rowMode ? { rowMode: options.rowMode } : undefined);
}
