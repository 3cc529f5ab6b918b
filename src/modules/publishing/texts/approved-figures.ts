import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { formatNumber } from '../../../kernel/i18n/format.ts';
import type { Proof } from '../../figures/index.ts';
import { say } from '../messages.ts';
import { blocksOf } from '../publications/words.ts';
import { approvedFigure } from '../schema.ts';
import { evaluateQuoted, type DraftFigures } from './draft-figures.ts';
import type { DraftText } from './queries.ts';

/** A figure is no longer what it was when the text was approved. */
export class FigureMoved extends Error {
  override name = 'FigureMoved';
  readonly sentence: Message;
  constructor(sentence: Message) {
    super(sentence('fr'));
    this.sentence = sentence;
  }
}

/** The figures of a text as they are worth now, in the languages that may be published. */
export async function evaluateFigures(act: Act, { fr, en, translation, figuresOn }: DraftText): Promise<DraftFigures> {
  const versions = [fr, ...(en && translation === 'current' ? [en] : [])];
  return evaluateQuoted(act, versions.flatMap(blocksOf), figuresOn);
}

/** Keeps what the figures of a text are worth with the step that approves it. Those without value keep it from being published anyway. */
export async function keepApprovedFigures(act: Act, text: DraftText, stepId: string): Promise<void> {
  const rows = [...(await evaluateFigures(act, text)).values()].flatMap(({ slug, versionId, on, value }) =>
    value === null ? [] : [{ stepId, slug, day: on, figureVersionId: versionId, value }],
  );
  if (rows.length > 0) await act.db.insert(approvedFigure).values(rows);
}

/**
 * Compares what was frozen for a publication with what was approved.
 * @throws FigureMoved naming the first figure whose value, or whose rule, is another
 */
export async function refuseMoved(act: Act, text: DraftText, frozen: readonly { proof: Proof; figureVersionId: string }[]): Promise<void> {
  const { id } = text.steps.find((step) => step.state === 'approved')!;
  const approved = await act.db.select().from(approvedFigure).where(eq(approvedFigure.stepId, id));
  for (const { proof, figureVersionId } of frozen) {
    const known = approved.find(({ slug, day }) => slug === proof.slug && day.equals(proof.on));
    if (known?.value !== proof.value || known.figureVersionId !== figureVersionId)
      throw new FigureMoved(movedSentence(proof, known?.value));
  }
}

function movedSentence({ name, value }: Proof, before: number | undefined): Message {
  return (lang) => {
    const write = (number: number) => formatNumber(number, lang, { maximumFractionDigits: 4 });
    const figure = inLang(name, lang);
    return before === undefined || before === value
      ? say.in(lang)('text.figureRedefined', { figure, value: write(value) })
      : say.in(lang)('text.figureMoved', { figure, before: write(before), after: write(value) });
  };
}
