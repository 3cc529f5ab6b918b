import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import { evaluateValue, listFigures, listPublished } from '../../figures/index.ts';
import { writeFigure } from '../markdown/figure-words.ts';
import { figuresIn, type Block, type FigureRun } from '../markdown/tree.ts';
import { figureKey } from '../publications/words.ts';

/** A figure as a draft quotes it: what it is worth on its day, as known now. */
export interface DraftFigure {
  slug: string;
  versionId: string;
  on: Temporal.PlainDate;
  name: Localized;
  unit: Localized;
  value: number | null;
}

/** The figures that some text quotes, by `figureKey`; one that is not published is absent. */
export type DraftFigures = ReadonlyMap<string, DraftFigure>;

/** Every published figure with its value on a day: what a text may quote. */
export async function listQuotable(act: Act, on: Temporal.PlainDate): Promise<DraftFigure[]> {
  const figures = await listFigures(act, { on });
  return figures.map(({ version: { id, slug, name, unit }, value }) => ({ slug, versionId: id, on, name, unit, value }));
}

/** What the figures of a text are worth, each on its own day. */
export async function evaluateQuoted(act: Act, blocks: readonly Block[], figuresOn: Temporal.PlainDate): Promise<DraftFigures> {
  const published = new Map((await listPublished(act)).map((version) => [version.slug, version]));
  const figures = new Map<string, DraftFigure>();
  for (const { directive } of figuresIn(blocks)) {
    const key = figureKey(directive, figuresOn);
    const version = published.get(directive.slug);
    if (!version || figures.has(key)) continue;
    figures.set(key, {
      slug: version.slug,
      versionId: version.id,
      on: directive.on ?? figuresOn,
      name: version.name,
      unit: version.unit,
      value: await evaluateValue(act, version.slug, { on: directive.on ?? figuresOn }),
    });
  }
  return figures;
}

/** What a draft says of a figure; its directive as typed where no such figure is published. */
export function sayFigure(run: FigureRun, figures: DraftFigures, figuresOn: Temporal.PlainDate, lang: Lang): string {
  const figure = figures.get(figureKey(run.directive, figuresOn));
  return figure ? writeFigure(run, { value: figure.value, unit: inLang(figure.unit, lang) }, lang) : `{#${run.directive.slug}}`;
}
