import { and, asc, desc, eq, ilike, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { mayReadDrafts } from '../policy.ts';
import { translationState, type TranslationState } from '../rules.ts';
import {
  mentionReason,
  publication,
  textStep,
  textVersion,
  writtenText,
  type MentionReason,
  type TextStep,
  type TextVersion,
} from '../schema.ts';
import type { TextKind, TextState } from '../vocabulary.ts';

export type WrittenText = typeof writtenText.$inferSelect;

/** A text as those who write it see it: its last versions, where it stands, what was published. */
export interface DraftText extends WrittenText {
  fr: TextVersion;
  en: TextVersion | null;
  translation: TranslationState;
  state: TextState;
  /** The latest first. */
  steps: TextStep[];
  /** The number of the last publication; 0 before the first. */
  publications: number;
  /** The public reads it: it was published and is not withdrawn. */
  isPublic: boolean;
  reasons: MentionReason[];
}

/** A text with all that its writers need. @throws Forbidden, Missing */
export async function findDraft(act: Act, slug: string): Promise<DraftText> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const [found] = await act.db.select().from(writtenText).where(eq(writtenText.slug, slug));
  if (!found) throw new Missing(`text ${slug}`);
  const fr = (await findLatest(act, found.id, 'fr'))!;
  const en = await findLatest(act, found.id, 'en');
  const steps = await act.db.select().from(textStep).where(eq(textStep.textId, found.id)).orderBy(desc(textStep.number));
  const [published] = await act.db
    .select({ number: publication.number })
    .from(publication)
    .where(eq(publication.textId, found.id))
    .orderBy(desc(publication.number))
    .limit(1);
  const reasons = await act.db.select().from(mentionReason).where(eq(mentionReason.textId, found.id)).orderBy(asc(mentionReason.at));
  const state = steps[0]!.state;
  return {
    ...found,
    fr,
    en,
    state,
    steps,
    reasons,
    translation: translationState(fr.number, en?.translates ?? null),
    publications: published?.number ?? 0,
    isPublic: published !== undefined && state !== 'withdrawn',
  };
}

/** One version of a text by its number in its language. @throws Missing */
export async function findVersion(act: Act, textId: string, language: Lang, number: number): Promise<TextVersion> {
  const [found] = await act.db
    .select()
    .from(textVersion)
    .where(and(eq(textVersion.textId, textId), eq(textVersion.language, language), eq(textVersion.number, number)));
  if (!found) throw new Missing(`version ${number} ${language}`);
  return found;
}

/** Every version of a text in a language, without their words, the latest first. */
export async function listVersions(
  act: Act,
  textId: string,
): Promise<Pick<TextVersion, 'language' | 'number' | 'savedAt' | 'savedBy' | 'translates'>[]> {
  return act.db
    .select({
      language: textVersion.language,
      number: textVersion.number,
      savedAt: textVersion.savedAt,
      savedBy: textVersion.savedBy,
      translates: textVersion.translates,
    })
    .from(textVersion)
    .where(eq(textVersion.textId, textId))
    .orderBy(desc(textVersion.savedAt), desc(textVersion.number));
}

export interface DraftFilter {
  state?: TextState | undefined;
  kind?: TextKind | undefined;
  /** Words of the title. */
  words?: string | undefined;
}

export interface DraftSummary {
  slug: string;
  kind: TextKind;
  title: string;
  state: TextState;
  translation: TranslationState;
  savedAt: Temporal.Instant;
  savedBy: string;
}

/** The texts of the secretariat, the last saved first. @throws Forbidden */
export async function listDrafts(
  act: Act,
  { state, kind, words }: DraftFilter,
  { page, size }: { page: number; size: number },
): Promise<{ texts: DraftSummary[]; total: number }> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const fr = latestVersions(act, 'fr');
  const en = latestVersions(act, 'en');
  const step = act.db
    .selectDistinctOn([textStep.textId], { textId: textStep.textId, state: textStep.state })
    .from(textStep)
    .orderBy(textStep.textId, desc(textStep.number))
    .as('step');
  const like = words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await act.db
    .select({
      slug: writtenText.slug,
      kind: writtenText.kind,
      title: fr.title,
      state: step.state,
      number: fr.number,
      translates: en.translates,
      frAt: fr.savedAt,
      frBy: fr.savedBy,
      enAt: en.savedAt,
      enBy: en.savedBy,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(writtenText)
    .innerJoin(fr, eq(fr.textId, writtenText.id))
    .leftJoin(en, eq(en.textId, writtenText.id))
    .innerJoin(step, eq(step.textId, writtenText.id))
    .where(
      and(
        state ? eq(step.state, state) : undefined,
        kind ? eq(writtenText.kind, kind) : undefined,
        like ? or(ilike(fr.title, like), ilike(en.title, like)) : undefined,
      ),
    )
    .orderBy(desc(sql`greatest(${fr.savedAt}, ${en.savedAt})`), asc(writtenText.slug))
    .limit(size)
    .offset((page - 1) * size);
  const texts = rows.map(({ slug, kind, title, state, number, translates, frAt, frBy, enAt, enBy }): DraftSummary => {
    const english = enAt !== null && Temporal.Instant.compare(enAt, frAt) > 0;
    return {
      slug,
      kind,
      title,
      state,
      translation: translationState(number, translates),
      savedAt: english ? enAt : frAt,
      savedBy: english ? enBy! : frBy,
    };
  });
  return { texts, total: rows[0]?.total ?? 0 };
}

/** The reason given for a mention, the last one where there are several. */
export function findReason(
  reasons: readonly MentionReason[],
  lang: Lang,
  mention: { sentence: string; text: string },
): MentionReason | null {
  return reasons.findLast((one) => one.language === lang && one.sentence === mention.sentence && one.mention === mention.text) ?? null;
}

async function findLatest(act: Act, textId: string, language: Lang): Promise<TextVersion | null> {
  const [found] = await act.db
    .select()
    .from(textVersion)
    .where(and(eq(textVersion.textId, textId), eq(textVersion.language, language)))
    .orderBy(desc(textVersion.number))
    .limit(1);
  return found ?? null;
}

function latestVersions<L extends Lang>(act: Act, language: L) {
  const version = alias(textVersion, `version_${language}`);
  return act.db
    .selectDistinctOn([version.textId], {
      textId: version.textId,
      title: version.title,
      number: version.number,
      translates: version.translates,
      savedAt: version.savedAt,
      savedBy: version.savedBy,
    })
    .from(version)
    .where(eq(version.language, language))
    .orderBy(version.textId, desc(version.number))
    .as(`latest_${language}`);
}
