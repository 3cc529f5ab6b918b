import { eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { FactKind } from '../../facts/kinds.ts';
import type { JsonRow } from '../../schema.ts';
import { source } from '../../schema.ts';
import type { Span } from './claim.ts';

/** A fact that the register holds now, with what is needed to compare and to replace it. */
export interface Held {
  row: JsonRow;
  subject: string;
  span: Span;
  sourceTitle: string;
  sourceUrl: string | null;
}

/** What the register holds now of some subjects, by subject: one query, whatever their number. Null is everything. */
export async function findHeld(
  db: Db,
  kind: FactKind,
  firstSubjects: Iterable<string> | null,
  scope: { property: string; ids: string[] } | null,
): Promise<Map<string, Held[]>> {
  const { table } = kind;
  const columns = Object.fromEntries(Object.entries(table).filter(([, column]) => column !== null)) as Record<string, typeof table.id>;
  const first = columns[kind.subject[0]!]!;
  const wanted =
    firstSubjects && sql`${first} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify([...firstSubjects])}::jsonb))`;
  const rows = await db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'`, sourceTitle: source.title, sourceUrl: source.url })
    .from(table)
    .innerJoin(source, eq(source.id, table.sourceId))
    .where(
      sql`upper_inf(${table.recorded}) and ${wanted ? or(wanted, scope ? inArray(columns[scope.property]!, scope.ids) : undefined) : sql`true`}`,
    );
  const names = kind.subject.map((property) => columns[property]!.name);
  return Map.groupBy(
    rows.map(({ row, sourceTitle, sourceUrl }) => ({
      row,
      subject: names.map((name) => row[name]).join(' '),
      span: readBounds(String(row['valid'])),
      sourceTitle,
      sourceUrl,
    })),
    (held) => held.subject,
  );
}

/** A span as PostgreSQL writes it. */
export function readBounds(valid: string): Span {
  const [from, to] = valid.slice(1, -1).split(',');
  return { from: from || null, to: to || null };
}
