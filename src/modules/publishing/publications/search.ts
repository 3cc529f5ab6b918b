import { and, desc, eq, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { SearchHit } from '../../../kernel/module.ts';
import { say } from '../messages.ts';
import { publishingPaths } from '../paths.ts';
import { publication, textVersion, withdrawal, writtenText } from '../schema.ts';
import { matches } from './queries.ts';

/** How many texts a search brings at most. */
const most = 20;

/** Finds texts by what the public reads of them, title included; in either language, the reader's first. */
export async function searchTexts(act: Act, query: string, lang: Lang): Promise<SearchHit[]> {
  const later = alias(publication, 'later');
  const fr = alias(textVersion, 'fr_version');
  const en = alias(textVersion, 'en_version');
  const rank =
    lang === 'en'
      ? sql<number>`greatest(ts_rank(to_tsvector('english', folded(coalesce(${publication.wordsEn}, ''))), websearch_to_tsquery('english', folded(${query})), 32), ts_rank(to_tsvector('french', folded(${publication.wordsFr})), websearch_to_tsquery('french', folded(${query})), 32))`
      : sql<number>`ts_rank(to_tsvector('french', folded(${publication.wordsFr})), websearch_to_tsquery('french', folded(${query})), 32)`;
  const rows = await act.db
    .select({
      slug: writtenText.slug,
      kind: writtenText.kind,
      fr: fr.title,
      en: en.title,
      summaryFr: publication.summaryFr,
      summaryEn: publication.summaryEn,
      score: rank.mapWith(Number),
    })
    .from(publication)
    .innerJoin(writtenText, eq(writtenText.id, publication.textId))
    .innerJoin(fr, eq(fr.id, publication.frVersionId))
    .leftJoin(en, eq(en.id, publication.enVersionId))
    .where(
      and(
        or(matches.fr(publication.wordsFr, query), matches.en(publication.wordsEn, query)),
        notExists(
          act.db
            .select({ one: sql`1` })
            .from(later)
            .where(and(eq(later.textId, publication.textId), sql`${later.number} > ${publication.number}`)),
        ),
        notExists(
          act.db
            .select({ one: sql`1` })
            .from(withdrawal)
            .where(eq(withdrawal.textId, publication.textId)),
        ),
      ),
    )
    .orderBy(desc(rank))
    .limit(most);
  return rows.map((row) => ({
    path: publishingPaths.text(row.slug),
    title: (lang === 'en' ? row.en : null) ?? row.fr,
    kind: say.in(lang)(`kind.${row.kind}`),
    excerpt: (lang === 'en' ? row.summaryEn : null) ?? row.summaryFr,
    score: row.score,
  }));
}
