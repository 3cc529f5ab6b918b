import { and, desc, eq, gt } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { publication, textVersion } from '../schema.ts';
import type { DraftText } from './queries.ts';
import { readText } from './reading.ts';

/**
 * Everyone whose hand is in a text that is about to be approved, by id; null for the system. Whoever saved a version since the
 * last publication, in any language; whoever chose the day of its figures, which no longer changes once it is public; and whoever
 * gave, since then, a reason that a number of it rests on.
 */
export async function listAuthorIds(act: Act, text: DraftText): Promise<(string | null)[]> {
  const published = await findPublishedAt(act, text);
  const savers = [...(await listSavers(act, text, 'fr')), ...(await listSavers(act, text, 'en'))];
  const readings = [await readText(act, text, 'fr'), ...(text.en ? [await readText(act, text, 'en')] : [])];
  const reasons = readings
    .flatMap(({ mentions }) => mentions.flatMap(({ reason }) => reason ?? []))
    .filter(({ at }) => !published || Temporal.Instant.compare(at, published) > 0);
  return [...new Set([...savers, ...(published ? [] : [text.figuresOnById]), ...reasons.map(({ byId }) => byId)])];
}

async function findPublishedAt(act: Act, { id }: DraftText): Promise<Temporal.Instant | null> {
  const [last] = await act.db
    .select({ at: publication.at })
    .from(publication)
    .where(eq(publication.textId, id))
    .orderBy(desc(publication.number))
    .limit(1);
  return last?.at ?? null;
}

/** Who saved the versions of a language that came after the last one published. */
async function listSavers(act: Act, { id }: DraftText, language: Lang): Promise<(string | null)[]> {
  const [last] = await act.db
    .select({ number: textVersion.number })
    .from(publication)
    .innerJoin(textVersion, eq(textVersion.id, language === 'fr' ? publication.frVersionId : publication.enVersionId))
    .where(eq(publication.textId, id))
    .orderBy(desc(publication.number))
    .limit(1);
  const rows = await act.db
    .selectDistinct({ byId: textVersion.savedById })
    .from(textVersion)
    .where(and(eq(textVersion.textId, id), eq(textVersion.language, language), gt(textVersion.number, last?.number ?? 0)));
  return rows.map(({ byId }) => byId);
}
