import type { Hedge } from './hedges.ts';
import type { DirectiveSpan } from './directive-spans.ts';
import { parseHedgedNumber } from './hedged-number.ts';
import { readProse } from './prose.ts';

export type FigureForm = 'digits' | 'words';

/**
 * A figure named in a text: `:chiffre[États et gouvernements]{#etats-francophonie dit="plus de 20" forme=lettres au=2025-11-19}`,
 * or in English `:figure[States]{#etats-francophonie says="more than 20" form=words on=2025-11-19}`.
 * Offsets are those of the text (UTF-16). Without `hedge`, the exact value is meant.
 */
export type FigureDirective = {
  slug: string | null;
  hedge?: Hedge;
  n?: number;
  form: FigureForm;
  on?: Temporal.PlainDate;
  label: string | null;
  start: number;
  end: number;
  raw: string;
};

export type DirectiveProblem = {
  code: 'missing-slug' | 'unknown-hedge' | 'unknown-form' | 'invalid-date' | 'unknown-attribute';
  /** The words at fault, as written. */
  detail: string;
  start: number;
  end: number;
};

/** Every figure directive outside code and comments, in order, and what is wrong with them. */
export function parseFigureDirectives(markdown: string): { directives: FigureDirective[]; problems: DirectiveProblem[] } {
  const directives = [...readProse(markdown).directives.values()];
  const read = directives.map((span) => readDirective(markdown, span));
  return { directives: read.map(({ directive }) => directive), problems: read.flatMap(({ problems }) => problems) };
}

/** Understands one directive; what cannot be understood is left out of it and reported. */
export function readDirective(text: string, span: DirectiveSpan): { directive: FigureDirective; problems: DirectiveProblem[] } {
  const raw = text.slice(span.start, span.end);
  const directive: FigureDirective = {
    slug: null,
    form: 'digits',
    label: span.label ? text.slice(span.label.start, span.label.end) : null,
    start: span.start,
    end: span.end,
    raw,
  };
  const problems: DirectiveProblem[] = [];
  const refuse = (code: DirectiveProblem['code'], detail: string) => problems.push({ code, detail, start: span.start, end: span.end });
  for (const { name, value } of readAttributes(span.attributes ? text.slice(span.attributes.start, span.attributes.end) : '')) {
    if (name === '#') directive.slug = value;
    else if (name === 'dit' || name === 'says') {
      const said = parseHedgedNumber(value, name === 'dit' ? 'fr' : 'en') ?? parseHedgedNumber(value, name === 'dit' ? 'en' : 'fr');
      if (said) Object.assign(directive, said);
      else refuse('unknown-hedge', value);
    } else if (name === 'forme' || name === 'form') {
      const form = formNames.get(value);
      if (form) directive.form = form;
      else refuse('unknown-form', value);
    } else if (name === 'au' || name === 'on') {
      const on = readDay(value);
      if (on) directive.on = on;
      else refuse('invalid-date', value);
    } else refuse('unknown-attribute', name);
  }
  if (!directive.slug) refuse('missing-slug', raw);
  return { directive, problems };
}

const formNames = new Map<string, FigureForm>([
  ['chiffres', 'digits'],
  ['digits', 'digits'],
  ['lettres', 'words'],
  ['words', 'words'],
]);

const attribute = /#([\p{L}\p{Nd}_-]+)|([\p{L}_.-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/gu;

function readAttributes(block: string): { name: string; value: string }[] {
  return [...block.matchAll(attribute)].map((found) =>
    found[1] ? { name: '#', value: found[1] } : { name: found[2] ?? '', value: found[3] ?? found[4] ?? found[5] ?? '' },
  );
}

function readDay(value: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' });
  } catch {
    return null;
  }
}
