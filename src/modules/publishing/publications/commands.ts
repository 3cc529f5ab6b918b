import { randomUUID } from 'node:crypto';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { findProofs, freeze, recordCitations, withdrawCitations, type NewCitation, type Proof } from '../../figures/index.ts';
import { writeFigure } from '../markdown/figure-words.ts';
import { writePlain } from '../markdown/plain.ts';
import { figuresIn, parseMarkdown, type Block, type FigureRun } from '../markdown/tree.ts';
import { say } from '../messages.ts';
import { publishingPaths } from '../paths.ts';
import { mayPublish } from '../policy.ts';
import { sentenceAt } from '../reading/sentences.ts';
import { correction, publication, publicationFigure, withdrawal, type TextVersion } from '../schema.ts';
import type { NewCorrection, NewPublication, NewWithdrawal } from '../texts/input.ts';
import { FigureMoved, refuseMoved } from '../texts/approved-figures.ts';
import { lockText, refuseUnseen, refuseUnsettled, takeStep } from '../texts/life.ts';
import type { DraftText } from '../texts/queries.ts';
import { blocksOf, figureKey } from './words.ts';

/**
 * Publishes an approved text for the first time: each of its figures is frozen, each sentence that quotes one is recorded,
 * and what is published never changes afterwards. All of it in one transaction, or nothing.
 * A figure that is no longer what was approved sends the text back to its writers, to be read again.
 * @throws Forbidden, Missing; Refused when it is not approved, when it is no longer what the person read, when a mention is not settled, or when its English is behind
 */
export async function publishText(act: Act, slug: string, { withEnglish, ...seen }: NewPublication): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await releasing(act, slug, async (act) => {
    const text = await lockText(act, slug);
    await takeStep(act, text, 'published');
    refuseUnseen(text, seen);
    await release(act, text, withEnglish === 'yes');
    await audit(act, { command: 'text.publish', subject: slug });
  });
}

/** Publishes the correction of a public text, with a notice for its readers. @throws as `publishText` */
export async function correctText(act: Act, slug: string, { withEnglish, noticeFr, noticeEn, ...seen }: NewCorrection): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await releasing(act, slug, async (act) => {
    const text = await lockText(act, slug);
    await takeStep(act, text, 'corrected');
    refuseUnseen(text, seen);
    const publicationId = await release(act, text, withEnglish === 'yes');
    await act.db.insert(correction).values({ publicationId, noticeFr, noticeEn });
    await audit(act, { command: 'text.correct', subject: slug, detail: { notice: noticeFr } });
  });
}

/** Withdraws a public text: its page stays, and says why. @throws Forbidden, Missing, Refused */
export async function withdrawText(act: Act, slug: string, { noticeFr, noticeEn }: NewWithdrawal): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const text = await lockText(act, slug);
    await takeStep(act, text, 'withdrawn', noticeFr);
    await act.db
      .insert(withdrawal)
      .values({ textId: text.id, noticeFr, noticeEn, at: act.now, byId: actorId(act.actor), by: actorName(act.actor) });
    await withdrawCitations(act, textRef(text));
    await audit(act, { command: 'text.withdraw', subject: slug, detail: { notice: noticeFr } });
  });
}

/** What names a text for figures. */
export function textRef({ id }: { id: string }): string {
  return `publishing:${id}`;
}

/** Runs a publication; where a figure has moved since the approval, nothing of it is kept but the text's return to its writers. */
async function releasing(act: Act, slug: string, run: (act: Act) => Promise<void>): Promise<void> {
  try {
    await inTransaction(act, run);
  } catch (error) {
    if (!(error instanceof FigureMoved)) throw error;
    await inTransaction(act, async (act) => {
      const text = await lockText(act, slug);
      const reason = error.sentence('fr');
      if (text.state === 'approved') await takeStep(act, text, 'draft', reason);
      await audit(act, { command: 'text.sendBack', subject: slug, detail: { reason } });
    });
    throw new Refused(error.sentence);
  }
}

async function release(act: Act, text: DraftText, withEnglish: boolean): Promise<string> {
  if (withEnglish && text.translation !== 'current') throw new Refused(say.later('text.englishBehind'));
  await refuseUnsettled(act, text, withEnglish);
  const versions: TextVersion[] = [text.fr, ...(withEnglish && text.en ? [text.en] : [])];
  const proofs = await freezeFigures(act, text, versions);
  const publicationId = randomUUID();
  const [french, english] = versions.map((version) => publicWords(text, version, proofs));
  await act.db.insert(publication).values({
    id: publicationId,
    textId: text.id,
    number: text.publications + 1,
    frVersionId: text.fr.id,
    enVersionId: versions[1]?.id ?? null,
    summaryFr: french!.summary,
    summaryEn: english?.summary ?? null,
    wordsFr: french!.words,
    wordsEn: english?.words ?? null,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
  });
  const frozen = [...proofs.values()].map(({ slug, on, code }) => ({ publicationId, slug, day: on, code }));
  if (frozen.length > 0) await act.db.insert(publicationFigure).values(frozen);
  for (const lang of ['fr', 'en'] as const) {
    const version = versions.find((one) => one.language === lang);
    await recordCitations(act, citingText(text, lang, version), version ? citationsOf(text, version, proofs) : []);
  }
  return publicationId;
}

/** One snapshot for each figure and day: it serves both languages. */
async function freezeFigures(act: Act, text: DraftText, versions: readonly TextVersion[]): Promise<Map<string, Proof>> {
  const frozen = new Map<string, { code: string; figureVersionId: string }>();
  for (const { directive } of versions.flatMap((version) => figuresIn(blocksOf(version)))) {
    const key = figureKey(directive, text.figuresOn);
    if (!frozen.has(key)) frozen.set(key, await freeze(act, directive.slug, { on: directive.on ?? text.figuresOn }));
  }
  const proofs = await findProofs(
    act,
    [...frozen.values()].map(({ code }) => code),
  );
  await refuseMoved(
    act,
    text,
    [...frozen.values()].map(({ code, figureVersionId }) => ({ proof: proofs.get(code)!, figureVersionId })),
  );
  return new Map([...frozen].map(([key, { code }]) => [key, proofs.get(code)!]));
}

function citingText(text: DraftText, lang: Lang, version: TextVersion | undefined) {
  // Whoever approved the text put their name to it: they are told when a figure drifts.
  const approval = text.steps.find((step) => step.state === 'approved')!;
  return {
    ref: textRef(text),
    title: version?.title ?? text.fr.title,
    path: publishingPaths.text(text.slug),
    lang,
    signedBy: approval.by,
    signedById: approval.byId,
  };
}

function citationsOf(text: DraftText, version: TextVersion, proofs: ReadonlyMap<string, Proof>): NewCitation[] {
  const plain = writeProved(text, version, proofs, blocksOf(version));
  return plain.figures.map(({ run, start }) => {
    const { code, value } = proofOf(text, run, proofs);
    return { sentence: sentenceAt(plain.text, start).text, code, hedge: run.directive.hedge ?? 'exactly', bound: run.directive.n ?? value };
  });
}

function publicWords(text: DraftText, version: TextVersion, proofs: ReadonlyMap<string, Proof>): { summary: string; words: string } {
  const summary = writeProved(text, version, proofs, parseMarkdown(version.lead)).text;
  return { summary, words: [version.title, writeProved(text, version, proofs, blocksOf(version)).text].join('\n\n') };
}

function writeProved(text: DraftText, version: TextVersion, proofs: ReadonlyMap<string, Proof>, blocks: readonly Block[]) {
  return writePlain(blocks, (run) => {
    const { value, unit } = proofOf(text, run, proofs);
    return writeFigure(run, { value, unit: unit[version.language] }, version.language);
  });
}

function proofOf(text: DraftText, { directive }: FigureRun, proofs: ReadonlyMap<string, Proof>): Proof {
  return proofs.get(figureKey(directive, text.figuresOn))!;
}
