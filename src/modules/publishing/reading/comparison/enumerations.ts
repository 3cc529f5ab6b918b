import type { Mention } from '../mentions.ts';
import { blockBreak } from '../prose.ts';
import { contextWords } from './context.ts';
import { mentionsIn, type DraftText, type Sentence } from './draft-text.ts';
import type { Judged } from './rows.ts';

/**
 * Numbers that announce a list: « trois demandes : » followed by three items, in a Markdown list or in the sentence. Confirmed when one of
 * the sentence's cardinals is the number of items; contradicted when its only cardinal is not, and the list is a Markdown one.
 */
export function judgeEnumerations(draft: DraftText): Map<Mention, Judged> {
  const judged = new Map<Mention, Judged>();
  for (const sentence of draft.sentences) {
    const colon = announcingColon(sentence);
    if (colon === null) continue;
    const cardinals = mentionsIn(draft, sentence).filter(
      ({ kind, value = 0, at, unit, hedge }) =>
        kind === 'cardinal' && !unit && !hedge && at.end <= colon && Number.isInteger(value) && value > 1 && value <= 30,
    );
    if (!cardinals.length) continue;
    const list = listAfter(draft, sentence, colon);
    const items = list ?? countInline(draft.prose.text.slice(colon + 1, sentence.end));
    const right = cardinals.findLast(({ value }) => value === items);
    if (right) judged.set(right, { class: 'computed', verdict: 'confirmed', comparedWith: { with: 'list', items } });
    else if (list !== null && cardinals.length === 1 && cardinals[0])
      judged.set(cardinals[0], { class: 'computed', verdict: 'contradicted', expected: list, comparedWith: { with: 'list', items: list } });
  }
  const announced = [...judged];
  for (const mention of draft.mentions) {
    const said = announced.find(([one]) => repeats(mention, one));
    if (said) judged.set(mention, said[1]);
  }
  return judged;
}

/** The same number of the same things, said elsewhere in the text. */
function repeats(mention: Mention, announced: Mention): boolean {
  const [noun] = contextWords(announced.noun ?? '');
  return (
    mention !== announced &&
    mention.kind === 'cardinal' &&
    !mention.hedge &&
    mention.value === announced.value &&
    noun !== undefined &&
    contextWords(mention.noun ?? '')[0]?.word === noun.word
  );
}

/** The colon of a sentence, in the prose's offsets: the last, unless it is a time or a ratio. */
function announcingColon({ text, start }: Sentence): number | null {
  const found = /:(?= |$)/.exec(text);
  return found ? start + found.index : null;
}

/** How many items the Markdown list has that begins right after the sentence's colon. */
function listAfter({ prose }: DraftText, sentence: Sentence, colon: number): number | null {
  if (prose.text.slice(colon + 1, sentence.end).trim()) return null;
  const next = prose.text.slice(colon + 1).search(new RegExp(`[^ ${blockBreak}]`));
  return next < 0 ? null : (prose.lists.find(({ at }) => at === colon + 1 + next)?.items ?? null);
}

/** Items of a sentence: parted by semicolons if there are some, else by commas and a last « et », `and`, « ou ». */
function countInline(text: string): number {
  const parts = text.includes(';') ? text.split(';') : text.split(/,(?!\d)| et | and | ou | or /);
  return parts.filter((part) => part.replace(/^(?: ?(?:et|and|ou|or))?[ .]*/, '').trim()).length;
}
