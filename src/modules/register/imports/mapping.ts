import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorName } from '../../../kernel/actor.ts';
import { columnsOf, requiredColumns, synonyms, type ImportKind } from './columns.ts';
import { say } from './messages.ts';
import { importMapping } from './schema.ts';
import { UnreadableFile } from './table/unreadable-file.ts';

/** Where each of our columns is in the file: the position of one of its columns, or one value for all lines. */
export type Mapping = Record<string, { column: number } | { value: string }>;

/** The mapping that the headings themselves give: our own names, or what people call them. */
export function guessMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const headings = header.map(foldHeading);
  const taken = new Set<number>();
  const mapping: Mapping = {};
  // Our own names first, for all columns: « state » must not be taken by a synonym of another column.
  for (const names of [ownNames, labels, otherNames]) {
    for (const column of columnsOf[kind]) {
      if (mapping[column]) continue;
      const at = headings.findIndex((heading, index) => heading !== '' && !taken.has(index) && names(column).includes(heading));
      if (at < 0) continue;
      taken.add(at);
      mapping[column] = { column: at };
    }
  }
  return mapping;
}

/** The mapping that was used last for a file of this kind with this header, else the guess. */
export async function findMapping(
  act: Act,
  kind: ImportKind,
  header: readonly string[],
): Promise<{ mapping: Mapping; remembered: boolean }> {
  const [found] = await act.db
    .select({ mapping: importMapping.mapping })
    .from(importMapping)
    .where(and(eq(importMapping.kind, kind), eq(importMapping.signature, signatureOf(header))));
  return { mapping: found?.mapping ?? guessMapping(kind, header), remembered: found !== undefined };
}

/** Keeps a mapping for the next file with the same header. */
export async function rememberMapping(act: Act, kind: ImportKind, header: readonly string[], mapping: Mapping): Promise<void> {
  await inTransaction(act, async (act) => {
    const kept = { mapping, savedAt: act.now, savedBy: actorName(act.actor) };
    await act.db
      .insert(importMapping)
      .values({ kind, signature: signatureOf(header), ...kept })
      .onConflictDoUpdate({ target: [importMapping.kind, importMapping.signature], set: kept });
  });
}

/** @throws UnreadableFile naming every column that the kind needs and that the mapping does not give */
export function refuseMissingColumns(kind: ImportKind, header: readonly string[], mapping: Mapping): void {
  const missing = requiredColumns[kind].filter((column) => !mapping[column]);
  if (missing.length === 0) return;
  throw new UnreadableFile(
    'missing-columns',
    say.later('file.missingColumns', { count: missing.length, missing: missing.join(', '), header: header.join(', ') }),
  );
}

function signatureOf(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map(foldHeading)))
    .digest('hex');
}

function ownNames(column: string): string[] {
  return [foldHeading(column)];
}

function labels(column: string): string[] {
  const key = `column.${column}`;
  return say.has(key) ? [foldHeading(say.in('fr')(key)), foldHeading(say.in('en')(key))] : [];
}

function otherNames(column: string): string[] {
  return (synonyms[column] ?? []).map(foldHeading);
}

/** How headings are compared: accents, case and what stands between words do not count. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
