import { formatDate, formatNumber } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { FigureState } from '../../../ui/index.ts';
import { hedgeHolds, type Proof } from '../../figures/index.ts';
import { writeFigure } from '../markdown/figure-words.ts';
import { figuresIn, type Block, type FigureRun } from '../markdown/tree.ts';
import { figureKey } from './words.ts';

/** A figure as a published sentence says it, with its proof and its place among the proofs of the text. */
export interface QuotedFigure {
  words: string;
  proof: Proof;
  state: FigureState;
  /** Its number in the list « Chiffres et preuves », which is that of its footnote on paper. */
  number: number;
}

/** Reads the figures of a published text: given a figure of the text, what is said of it. */
export function quoteFigures(
  proofs: ReadonlyMap<string, Proof>,
  figuresOn: Temporal.PlainDate,
  blocks: readonly Block[],
  lang: Lang,
): { of: (run: FigureRun) => QuotedFigure; all: NumberedProof[] } {
  const all = new Map<string, NumberedProof>();
  for (const run of figuresIn(blocks)) {
    const proof = proofs.get(figureKey(run.directive, figuresOn))!;
    const known = all.get(proof.code) ?? { proof, number: all.size + 1, state: 'holds' };
    all.set(proof.code, { ...known, state: worse(known.state, stateOf(run, proof)) });
  }
  return {
    all: [...all.values()],
    of: (run) => {
      const proof = proofs.get(figureKey(run.directive, figuresOn))!;
      return {
        proof,
        words: writeFigure(run, { value: proof.value, unit: inLang(proof.unit, lang) }, lang),
        state: stateOf(run, proof),
        number: all.get(proof.code)!.number,
      };
    },
  };
}

export interface NumberedProof {
  proof: Proof;
  number: number;
  /** The worst of what its sentences have become. */
  state: FigureState;
}

/** « 90 États et gouvernements », « 30 ans »: the value and its unit. */
export function valueInWords({ value, unit }: Pick<Proof, 'value' | 'unit'>, lang: Lang): string {
  return `${formatNumber(value, lang, { maximumFractionDigits: 4 })} ${inLang(unit, lang)}`;
}

/** « 90 États et gouvernements au 19 novembre 2025 ». */
export function proofSentence(proof: Proof, say: (value: string, day: string) => string, lang: Lang): string {
  return say(valueInWords(proof, lang), formatDate(proof.on, lang));
}

/**
 * What has become of a sentence: it holds; the register has been corrected for that day, and what it says is still true;
 * or it is no longer true. That the value of today is another does not make a dated sentence false.
 */
function stateOf({ directive }: FigureRun, { value, sameDay }: Proof): FigureState {
  if (sameDay === value) return 'holds';
  return sameDay !== null && hedgeHolds(directive.hedge ?? 'exactly', directive.n ?? value, sameDay) ? 'drift' : 'fails';
}

const gravity: Record<FigureState, number> = { holds: 0, drift: 1, fails: 2 };

function worse(a: FigureState, b: FigureState): FigureState {
  return gravity[a] >= gravity[b] ? a : b;
}
