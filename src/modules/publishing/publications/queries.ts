import { and, asc, count, desc, eq, gte, isNull, lt, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import { Missing } from '../../../kernel/errors.ts';
import { secretariatTimeZone } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { findProofs, type Proof } from '../../figures/index.ts';
import { correction, publication, publicationFigure, textVersion, withdrawal, writtenText, type TextVersion } from '../schema.ts';
import type { TextKind } from '../vocabulary.ts';
import { figureKey } from './words.ts';

export interface Notice {
  fr: string;
  en: string | null;
  at: Temporal.Instant;
  by: string;
}

/** What the public may read of a text: a publication with its words, its proofs, and what happened since. */
export interface PublishedText {
  id: string;
  slug: string;
  kind: TextKind;
  figuresOn: Temporal.PlainDate;
  /** The publication shown, and how many there are. */
  number: number;
  latest: number;
  at: Temporal.Instant;
  firstAt: Temporal.Instant;
  fr: TextVersion;
  en: TextVersion | null;
  /** By figure and day, as `figureKey` writes them. */
  proofs: Map<string, Proof>;
  /** Each correction with the number of the publication that it made, the latest first. */
  corrections: (Notice & { number: number })[];
  withdrawal: Notice | null;
}

/** A published text, in its latest publication or an earlier one. @throws Missing */
export async function findPublishedText(act: Act, slug: string, number?: number): Promise<PublishedText> {
  const [text] = await act.db.select().from(writtenText).where(eq(writtenText.slug, slug));
  const publications = text
    ? await act.db.select().from(publication).where(eq(publication.textId, text.id)).orderBy(asc(publication.number))
    : [];
  const shown = number === undefined ? publications.at(-1) : publications.find((one) => one.number === number);
  if (!text || !shown) throw new Missing(`text ${slug}`);
  const versions = await act.db
    .select()
    .from(textVersion)
    .where(
      and(
        eq(textVersion.textId, text.id),
        or(eq(textVersion.id, shown.frVersionId), shown.enVersionId ? eq(textVersion.id, shown.enVersionId) : undefined),
      ),
    );
  const figures = await act.db.select().from(publicationFigure).where(eq(publicationFigure.publicationId, shown.id));
  const proofs = await findProofs(act, [...new Set(figures.map((one) => one.code))]);
  const corrections = await act.db
    .select({ number: publication.number, fr: correction.noticeFr, en: correction.noticeEn, at: publication.at, by: publication.by })
    .from(correction)
    .innerJoin(publication, eq(publication.id, correction.publicationId))
    .where(eq(publication.textId, text.id))
    .orderBy(desc(publication.number));
  const [withdrawn] = await act.db
    .select({ fr: withdrawal.noticeFr, en: withdrawal.noticeEn, at: withdrawal.at, by: withdrawal.by })
    .from(withdrawal)
    .where(eq(withdrawal.textId, text.id));
  return {
    id: text.id,
    slug,
    kind: text.kind,
    figuresOn: text.figuresOn,
    number: shown.number,
    latest: publications.length,
    at: shown.at,
    firstAt: publications[0]!.at,
    fr: versions.find((one) => one.language === 'fr')!,
    en: versions.find((one) => one.language === 'en') ?? null,
    proofs: new Map(figures.map(({ slug, day, code }) => [figureKey({ slug, on: day }, day), proofs.get(code)!])),
    corrections,
    withdrawal: withdrawn ?? null,
  };
}

export interface PublishedFilter {
  kind?: TextKind | undefined;
  year?: number | undefined;
  words?: string | undefined;
}

export interface PublishedSummary {
  id: string;
  slug: string;
  kind: TextKind;
  title: string;
  /** Its lead, figures written out. */
  summary: string;
  signature: string;
  /** The language of these words: the one asked for, or French where there is no translation. */
  lang: Lang;
  figuresOn: Temporal.PlainDate;
  firstAt: Temporal.Instant;
  /** When it last changed: its correction, or its withdrawal. */
  changedAt: Temporal.Instant;
  corrected: boolean;
  withdrawn: Notice | null;
}

/** Published texts in their latest publication, the newest first. */
export async function listPublishedTexts(
  act: Act,
  lang: Lang,
  { kind, year, words }: PublishedFilter,
  { page, size }: { page: number; size: number },
): Promise<{ texts: PublishedSummary[]; total: number }> {
  const { latest, first, fr, en } = publicationTables(act);
  const where = and(
    kind ? eq(writtenText.kind, kind) : undefined,
    year ? and(gte(first.at, startOf(year)), lt(first.at, startOf(year + 1))) : undefined,
    words ? or(matches.fr(latest.wordsFr, words), matches.en(latest.wordsEn, words)) : undefined,
  );
  const joined = act.db
    .select({
      text: writtenText,
      first: first.at,
      number: latest.number,
      at: latest.at,
      summaryFr: latest.summaryFr,
      summaryEn: latest.summaryEn,
      fr,
      en,
      withdrawn: withdrawal,
    })
    .from(writtenText)
    .innerJoin(latest, eq(latest.textId, writtenText.id))
    .innerJoin(first, and(eq(first.textId, writtenText.id), eq(first.number, 1)))
    .innerJoin(fr, eq(fr.id, latest.frVersionId))
    .leftJoin(en, eq(en.id, latest.enVersionId))
    .leftJoin(withdrawal, eq(withdrawal.textId, writtenText.id))
    .where(where);
  const rows = await joined
    .orderBy(desc(first.at), asc(writtenText.slug))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: count() })
    .from(writtenText)
    .innerJoin(latest, eq(latest.textId, writtenText.id))
    .innerJoin(first, and(eq(first.textId, writtenText.id), eq(first.number, 1)))
    .innerJoin(fr, eq(fr.id, latest.frVersionId))
    .leftJoin(en, eq(en.id, latest.enVersionId))
    .where(where);
  const texts = rows.map(({ text, first, number, at, summaryFr, summaryEn, fr, en, withdrawn }): PublishedSummary => {
    const version = lang === 'en' && en ? en : fr;
    return {
      id: text.id,
      slug: text.slug,
      kind: text.kind,
      title: version.title,
      summary: (version === en ? summaryEn : null) ?? summaryFr,
      signature: version.signature,
      lang: version.language,
      figuresOn: text.figuresOn,
      firstAt: first,
      changedAt: withdrawn?.at ?? at,
      corrected: number > 1,
      withdrawn: withdrawn ? { fr: withdrawn.noticeFr, en: withdrawn.noticeEn, at: withdrawn.at, by: withdrawn.by } : null,
    };
  });
  return { texts, total: counted!.total };
}

/** The years in which texts were published, the latest first. */
export async function listYears(act: Act): Promise<number[]> {
  const [first] = await act.db.select({ at: publication.at }).from(publication).orderBy(asc(publication.at)).limit(1);
  const [last] = await act.db.select({ at: publication.at }).from(publication).orderBy(desc(publication.at)).limit(1);
  if (!first || !last) return [];
  const [from, to] = [yearOf(first.at), yearOf(last.at)];
  return Array.from({ length: to - from + 1 }, (_, index) => to - index);
}

/** The addresses of the texts that the public reads. */
export async function listPublicSlugs(act: Act): Promise<string[]> {
  const rows = await act.db
    .selectDistinct({ slug: writtenText.slug })
    .from(writtenText)
    .innerJoin(publication, eq(publication.textId, writtenText.id))
    .leftJoin(withdrawal, eq(withdrawal.textId, writtenText.id))
    .where(isNull(withdrawal.textId))
    .orderBy(asc(writtenText.slug));
  return rows.map((row) => row.slug);
}

function publicationTables(act: Act) {
  const last = alias(publication, 'last_publication');
  return {
    latest: act.db.selectDistinctOn([last.textId]).from(last).orderBy(last.textId, desc(last.number)).as('latest'),
    first: alias(publication, 'first_publication'),
    fr: alias(textVersion, 'fr_version'),
    en: alias(textVersion, 'en_version'),
  };
}

/** Whether a text holds the words of a search. The dictionary is part of the statement: given as a value, PostgreSQL would not see the index. */
export const matches = {
  fr: (column: SQL | AnyColumn, words: string): SQL =>
    sql`to_tsvector('french', folded(${column})) @@ websearch_to_tsquery('french', folded(${words}))`,
  en: (column: SQL | AnyColumn, words: string): SQL =>
    sql`to_tsvector('english', folded(${column})) @@ websearch_to_tsquery('english', folded(${words}))`,
};

function yearOf(at: Temporal.Instant): number {
  return at.toZonedDateTimeISO(secretariatTimeZone).year;
}

function startOf(year: number): Temporal.Instant {
  return Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(secretariatTimeZone).toInstant();
}
