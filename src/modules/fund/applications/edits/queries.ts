import { and, asc, desc, eq, inArray, isNull, max, or } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { PieceValue } from '../content/pieces.ts';
import { fundDossierEdit, fundDossierField } from '../schema.ts';
import type { Written } from './rules.ts';
import { fundDossierConflict } from './schema.ts';

/** What a dossier holds now, and what is known of these edits. Whoever calls has checked who asks. */
export async function findWritten(
  db: Db,
  dossierId: string,
  { ids = [], bases = [] }: { ids?: readonly string[]; bases?: readonly number[] } = {},
): Promise<Written> {
  const fields = await db
    .select()
    .from(fundDossierField)
    .where(eq(fundDossierField.dossierId, dossierId))
    .orderBy(asc(fundDossierField.path));
  const [counted] = await db
    .select({ last: max(fundDossierEdit.number) })
    .from(fundDossierEdit)
    .where(eq(fundDossierEdit.dossierId, dossierId));
  const open = await listOpenConflicts(db, dossierId);
  const wanted = or(
    ids.length > 0 ? inArray(fundDossierEdit.id, [...ids]) : undefined,
    bases.length > 0 ? inArray(fundDossierEdit.number, [...bases]) : undefined,
  );
  const known = wanted
    ? await db
        .select({ id: fundDossierEdit.id, number: fundDossierEdit.number, path: fundDossierEdit.path, value: fundDossierEdit.value })
        .from(fundDossierEdit)
        .where(and(eq(fundDossierEdit.dossierId, dossierId), wanted))
    : [];
  return {
    last: counted?.last ?? 0,
    pieces: new Map(fields.map(({ path, value, number }) => [path, { value, number }])),
    open: new Map(open.map((one) => [one.number, { path: one.path, by: one.byId ?? one.by }])),
    numbers: new Map(known.map(({ id, number }) => [id, number])),
    said: new Map(known.map(({ number, path, value }) => [number, { path, value }])),
  };
}

/** A piece that two people wrote without seeing each other, as the one who came second wrote it. */
export interface OpenConflict {
  number: number;
  path: string;
  value: PieceValue | null;
  at: Temporal.Instant;
  byId: string | null;
  by: string;
}

/** What is still to be settled, the oldest first. */
export async function listOpenConflicts(db: Db, dossierId: string): Promise<OpenConflict[]> {
  const rows = await db
    .select({ number: fundDossierConflict.number, path: fundDossierConflict.path, edit: fundDossierEdit })
    .from(fundDossierConflict)
    .innerJoin(
      fundDossierEdit,
      and(eq(fundDossierEdit.dossierId, fundDossierConflict.dossierId), eq(fundDossierEdit.number, fundDossierConflict.number)),
    )
    .where(and(eq(fundDossierConflict.dossierId, dossierId), isNull(fundDossierConflict.settledBy)))
    .orderBy(asc(fundDossierConflict.number));
  return rows.map(({ number, path, edit }) => ({
    number,
    path,
    value: edit.value,
    at: edit.at,
    byId: edit.byId,
    by: edit.by,
  }));
}

/** One line of what was written: where, what, in whose place, by whom. */
export interface HistoryLine {
  number: number;
  path: string;
  value: PieceValue | null;
  at: Temporal.Instant;
  by: string;
}

/** What was written in a dossier, the latest first. */
export async function listHistory(db: Db, dossierId: string, { page, size }: { page: number; size: number }): Promise<HistoryLine[]> {
  const rows = await db
    .select()
    .from(fundDossierEdit)
    .where(eq(fundDossierEdit.dossierId, dossierId))
    .orderBy(desc(fundDossierEdit.number))
    .limit(size)
    .offset((page - 1) * size);
  return rows.map(({ number, path, value, at, by }) => ({ number, path, value, at, by }));
}
