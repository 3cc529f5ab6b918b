import { createHash, randomUUID } from 'node:crypto';
import { asc, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { optionalText, requiredText } from '../../kernel/http/fields.ts';
import type { Revision } from './facts/revision.ts';
import { source } from './schema.ts';

/** What names a source; `url` is the first address found in the title where none is given. */
export const sourceInput = z.object({
  title: requiredText(2000),
  publisher: optionalText(300),
  url: z
    .union([z.literal('').transform(() => null), z.url({ protocol: /^https?$/ })])
    .nullish()
    .transform((url) => url ?? null),
  consultedOn: z
    .custom<Temporal.PlainDate>((value) => value instanceof Temporal.PlainDate)
    .nullish()
    .transform((date) => date ?? null),
  note: optionalText(),
});
export type SourceInput = z.input<typeof sourceInput>;
type NewSource = z.output<typeof sourceInput>;

/** The source with these words, created where the register does not have it. */
export async function sourceFor(rev: Revision, input: SourceInput): Promise<string> {
  const [id] = await sourcesFor(rev, [input]);
  return id!;
}

/** The same for many sources, in their order: one look-up and one insert, whatever their number. */
export async function sourcesFor(rev: Revision, inputs: readonly SourceInput[]): Promise<string[]> {
  const wanted = inputs.map((input) => sourceInput.parse(input)).map((one) => ({ ...one, digest: digestOf(one) }));
  const unique = [...new Map(wanted.map((one) => [one.digest, one])).values()];
  const ids = new Map<string, string>();
  for (let start = 0; start < unique.length; start += 1_000) {
    const slice = unique.slice(start, start + 1_000);
    const known = await rev.act.db
      .select({ id: source.id, digest: source.digest })
      .from(source)
      .where(
        inArray(
          source.digest,
          slice.map((one) => one.digest),
        ),
      );
    for (const one of known) ids.set(one.digest, one.id);
    const missing = slice.filter((one) => !ids.has(one.digest)).map((one) => ({ ...one, id: randomUUID(), revision: rev.number }));
    if (missing.length > 0) await rev.act.db.insert(source).values(missing);
    for (const one of missing) ids.set(one.digest, one.id);
  }
  return wanted.map((one) => ids.get(one.digest)!);
}

/** A source by its identifier. */
export async function findSource(db: Revision['act']['db'], id: string): Promise<typeof source.$inferSelect | null> {
  const [found] = await db.select().from(source).where(eq(source.id, id));
  return found ?? null;
}

/** The sources that came last into the register, to be chosen again. */
export function listRecentSources(db: Revision['act']['db'], limit = 12): Promise<(typeof source.$inferSelect)[]> {
  return db.select().from(source).orderBy(desc(source.revision), asc(source.title)).limit(limit);
}

function digestOf(one: NewSource): string {
  return createHash('sha256')
    .update(JSON.stringify([one.title, one.publisher, one.url, one.consultedOn?.toString() ?? null, one.note]))
    .digest('hex');
}
