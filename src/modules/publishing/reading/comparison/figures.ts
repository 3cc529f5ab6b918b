import { hedgeState, type Hedge } from '../hedges.ts';
import { readDirective } from '../directives.ts';
import type { Mention } from '../mentions.ts';
import type { DraftText } from './draft-text.ts';
import type { KnownFigure } from './register.ts';
import { unbound, type Judged } from './rows.ts';

/** A directive is bound to its figure, unless it cannot be understood; contradicted when the figure's value is not what its hedge says. */
export async function judgeDirective(draft: DraftText, original: string, mention: Mention): Promise<Judged> {
  const span = draft.prose.directives.get(mention.at.start);
  if (!span) return unbound;
  const { directive, problems } = readDirective(original, span);
  if (!directive.slug || problems.length) return { ...unbound, verdict: 'unknown' };
  const bound = { class: 'bound', figure: directive.slug } as const;
  const figure = await draft.register.figureValue(directive.slug, directive.on ?? draft.on);
  if (!figure) return { ...bound, verdict: 'unknown' };
  return { ...bound, ...compareFigure(figure, directive.hedge ?? 'exactly', directive.n ?? figure.value) };
}

/** A plain number stays unbound; the figure that counts the same things is suggested, with what it says. */
export async function suggestFigure(draft: DraftText, mention: Mention): Promise<Judged> {
  const { value, noun, unit, kind } = mention;
  if (value === undefined || !noun || !/^(?:cardinal|percent|money)$/.test(kind)) return unbound;
  const hedge = mention.hedge ?? 'exactly';
  const [figure] = await draft.register.figuresLike({ value, hedge, unit, noun, lang: draft.lang, on: draft.on });
  return figure ? { ...unbound, figure: figure.slug, ...compareFigure(figure, hedge, value) } : unbound;
}

function compareFigure(figure: KnownFigure, hedge: Hedge, n: number): Pick<Judged, 'expected' | 'verdict' | 'comparedWith'> {
  const state = hedgeState(hedge, n, figure.value);
  return {
    expected: figure.value,
    verdict: state === 'fails' ? 'contradicted' : 'confirmed',
    comparedWith: { with: 'figure', slug: figure.slug, value: figure.value, hedge, understated: state === 'understated' },
  };
}
