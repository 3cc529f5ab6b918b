import { hedgeHolds, type Hedge } from '../hedges.ts';
import type { Mention } from '../mentions.ts';
import { countOverlap, findName, type ContextWord } from './context.ts';
import { mentionsIn, sentenceOf, type DraftText, type Sentence } from './draft-text.ts';
import type { DatedFact } from './register.ts';
import { unbound, type Judged } from './rows.ts';

const yearsIn: Record<string, number> = { year: 1, decade: 10, century: 100 };

/**
 * Years since something: « trente ans après la Conférence de Beijing », « opérateur depuis 30 ans », « 30e anniversaire ».
 * Counted to the day of the reading, or to a date said in the sentence, as the difference of calendar years or as years fully past.
 * Contradicted only when the sentence names the fact and counts from it in so many words.
 */
export async function judgeDuration(draft: DraftText, mention: Mention): Promise<Judged> {
  const years = (mention.value ?? 0) * (yearsIn[mention.unit ?? ''] ?? 0);
  if (!Number.isInteger(years) || years < 1) return unbound;
  const sentence = sentenceOf(draft.sentences, mention);
  const hedge = mention.hedge ?? 'exactly';
  const days = [draft.on, ...mentionsIn(draft, sentence).flatMap(({ date }) => (date ? [date.to] : []))];
  const around = draft.sentences.slice(Math.max(0, sentence.index - 1), sentence.index + 2).flatMap(({ words }) => words);
  for (const day of days) {
    const facts = await draft.register.findFacts({ ...reach(hedge, years, day), lang: draft.lang });
    const scored = facts
      .map((fact) => ({ fact, near: countOverlap(fact, sentence.words), wide: countOverlap(fact, around) }))
      .toSorted((a, b) => b.near - a.near || b.wide - a.wide);
    for (const { fact, near, wide } of scored) {
      const counted = countYears(fact, day, hedge, years);
      if (counted && (near >= 2 || wide >= 3))
        return { class: 'computed', verdict: 'confirmed', comparedWith: { with: 'fact', label: fact.label, from: fact.from, ...counted } };
    }
  }
  return isCountedFrom(draft, mention) ? contradict(draft, mention, sentence) : unbound;
}

/** The days in which a fact must have begun for the words to hold, a year wide on each side. */
function reach(hedge: Hedge, years: number, day: Temporal.PlainDate): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const [least, most] =
    hedge === 'moreThan' || hedge === 'atLeast' ? [years, years * 1.5] : hedge === 'exactly' ? [years, years] : [years * 0.9, years * 1.05];
  const from = Math.max(1, day.year - Math.ceil(most) - 1);
  return { from: new Temporal.PlainDate(from, 1, 1), to: new Temporal.PlainDate(Math.max(from, day.year - Math.floor(least) + 1), 12, 31) };
}

/** Calendar years first: « 30 ans après 1995 » is said from January 2025 on. */
function countYears(
  fact: DatedFact,
  day: Temporal.PlainDate,
  hedge: Hedge,
  years: number,
): { years: number; counted: 'calendar' | 'complete' } | null {
  const calendar = day.year - fact.from.year;
  if (hedgeHolds(hedge, years, calendar)) return { years: calendar, counted: 'calendar' };
  const complete = fact.from.until(day, { largestUnit: 'year' }).years;
  return fact.precision !== 'year' && hedgeHolds(hedge, years, complete) ? { years: complete, counted: 'complete' } : null;
}

/** Words that count from a fact; « un plan de cinq ans » counts from nothing. */
function isCountedFrom({ prose, lang }: DraftText, { at, kind }: Mention): boolean {
  const before = prose.lower.slice(Math.max(0, at.start - 30), at.start);
  // An anniversary to come is counted to a day that is not said.
  if (kind === 'anniversary') return !/\p{L}er(?:a|ont) |bientôt|prochain|will |soon|next|upcoming|forthcoming/u.test(before);
  const after = prose.lower.slice(at.end, at.end + 24);
  if (lang === 'fr')
    return (
      /(?:depuis|il y a|voici|voilà|cela fait|fêt\p{L}+ (?:ses|les)|célèbr\p{L}+ (?:ses|les)) $/u.test(before) ||
      /^ (?:après|plus tard|d'existence|d'ancienneté)/.test(after)
    );
  return (
    /(?:for|celebrat\p{L}+ (?:its|the)|mark\p{L}* (?:its|the)) $/u.test(before) ||
    /^ (?:after|since|ago|later|on from|of existence)/.test(after)
  );
}

/** The words between the durations on either side: « dix ans après l’Accord de Paris, trente ans après la Conférence de Beijing ». */
function clauseOf(draft: DraftText, mention: Mention, sentence: Sentence): ContextWord[] {
  const others = mentionsIn(draft, sentence).filter(
    (other) => other !== mention && (other.kind === 'duration' || other.kind === 'anniversary'),
  );
  const from = others.findLast(({ at }) => at.end <= mention.at.start)?.at.end ?? sentence.start;
  const to = others.find(({ at }) => at.start >= mention.at.end)?.at.start ?? sentence.end;
  // What follows « après » is what one counts from; what precedes belongs to the duration before.
  const start = /^ (?:après|after|since)/.test(draft.prose.lower.slice(mention.at.end, mention.at.end + 8)) ? mention.at.end : from;
  return sentence.words.filter(({ at }) => at >= start && at < to);
}

async function contradict(draft: DraftText, mention: Mention, sentence: Sentence): Promise<Judged> {
  const named = await draft.register.findNamedFacts({ sentence: sentence.text, lang: draft.lang });
  const words = clauseOf(draft, mention, sentence);
  const fact = named.find(({ names }) => names.some((name) => findName(name, words) !== null));
  if (!fact) return unbound;
  const years = draft.on.year - fact.from.year;
  return {
    class: 'computed',
    verdict: 'contradicted',
    expected: years,
    comparedWith: { with: 'fact', label: fact.label, from: fact.from, years, counted: 'calendar' },
  };
}
