import { formatDates } from '../../../../kernel/i18n/format.ts';
import type { Mention } from '../mentions.ts';
import type { MentionedDate } from '../mentions/scan.ts';
import { compareDates } from './agreement.ts';
import { countOverlap, findName } from './context.ts';
import { anchorOf, mentionsIn, sentenceOf, type Anchor, type DraftText, type Sentence } from './draft-text.ts';
import type { DatedFact } from './register.ts';
import { formatOccurrenceDates } from './series.ts';
import { unbound, type Judged } from './rows.ts';

/**
 * A date is confirmed by the occurrence its sentence speaks of, or by a fact of that date of which the sentence says something; contradicted
 * when the occurrence, or a fact that the sentence names, has another date; unbound when nobody can trace it.
 */
export async function judgeDate(draft: DraftText, mention: Mention): Promise<Judged> {
  const { date } = mention;
  if (!date) return unbound;
  const sentence = sentenceOf(draft.sentences, mention);
  const anchor = anchorOf(draft, mention, sentence);
  const ofOccurrence = anchor ? judgeByOccurrence(draft, anchor, mention, date, sentence) : null;
  if (ofOccurrence?.verdict === 'confirmed') return ofOccurrence;
  const facts = (await draft.register.findFacts({ from: date.from, to: date.to, lang: draft.lang })).filter(
    (known) => !isSibling(known, anchor),
  );
  const fact = pickFact(facts, date, sentence);
  // A fact named nearer to the date than the ordinal is what the date speaks of.
  if (fact && (!ofOccurrence || speaksBetween(fact, sentence, anchor, mention))) return confirmed(fact);
  if (ofOccurrence) return ofOccurrence;
  const named = await draft.register.findNamedFacts({ sentence: sentence.text, lang: draft.lang });
  const near = named.filter((other) => other.names.some((name) => isNear(name, sentence, mention)));
  const differing = near.length && near.every((other) => compareDates(date, other) === 'differs') ? near[0] : undefined;
  if (!differing) return unbound;
  return {
    class: 'date',
    verdict: 'contradicted',
    expected: formatDates(differing.from, differing.to, draft.lang, differing.precision),
    comparedWith: { with: 'fact', label: differing.label, from: differing.from },
  };
}

/** Another occurrence of the series that the sentence speaks of: its date is not the one meant. */
function isSibling(fact: DatedFact, anchor: Anchor | null): boolean {
  return anchor?.series.occurrences.some(({ label, from }) => label === fact.label && from?.equals(fact.from)) ?? false;
}

function confirmed(fact: DatedFact): Judged {
  return { class: 'date', verdict: 'confirmed', comparedWith: { with: 'fact', label: fact.label, from: fact.from } };
}

function judgeByOccurrence(draft: DraftText, anchor: Anchor, mention: Mention, date: MentionedDate, sentence: Sentence): Judged | null {
  const { occurrence, series } = anchor;
  const agrees = (
    other: { from: Temporal.PlainDate | null; to: Temporal.PlainDate | null; precision: DatedFact['precision'] | null },
    said: MentionedDate,
  ) => (other.from && other.precision ? compareDates(said, { from: other.from, to: other.to, precision: other.precision }) : 'neither');
  const comparedWith = {
    with: 'occurrence',
    series: series.slug,
    number: occurrence?.number ?? 0,
    label: occurrence?.label ?? series.name,
  } as const;
  if (occurrence && agrees(occurrence, date) === 'agrees') return { class: 'date', verdict: 'confirmed', comparedWith };
  // The ordinal may be what is wrong: the date is then another occurrence's.
  const other = series.occurrences.find((known) => agrees(known, date) === 'agrees');
  if (other && date.precision === 'day')
    return { class: 'date', verdict: 'confirmed', comparedWith: { ...comparedWith, number: other.number, label: other.label } };
  if (!occurrence || agrees(occurrence, date) !== 'differs' || Math.abs(mention.at.start - anchor.mention.at.end) > 120) return null;
  const alreadySaid = mentionsIn(draft, sentence).some(
    (said) => said !== mention && said.date && anchorOf(draft, said, sentence) === anchor && agrees(occurrence, said.date) === 'agrees',
  );
  return alreadySaid
    ? null
    : {
        class: 'date',
        verdict: 'contradicted',
        expected: formatOccurrenceDates(occurrence, draft.lang),
        comparedWith: { ...comparedWith, differs: 'date' },
      };
}

/** A day needs one word in common; a month or a year, which hold many facts, a place or two words. */
function pickFact(facts: DatedFact[], date: MentionedDate, sentence: Sentence): DatedFact | null {
  const least = date.precision === 'day' ? 1 : 2;
  const agreeing = facts
    .filter((fact) => compareDates(date, fact) === 'agrees')
    .map((fact) => ({ fact, score: countOverlap(fact, sentence.words) }));
  return agreeing.filter(({ score }) => score >= least).toSorted((a, b) => b.score - a.score)[0]?.fact ?? null;
}

function speaksBetween(fact: DatedFact, sentence: Sentence, anchor: Anchor | null, mention: Mention): boolean {
  const [from, to] = [anchor?.mention.at.end ?? 0, mention.at.start].toSorted((a, b) => a - b) as [number, number];
  const between = sentence.words.filter(({ at }) => at >= from && at < to);
  return [...fact.names, ...fact.places].some((name) => findName(name, between) !== null);
}

function isNear(name: string, sentence: Sentence, mention: Mention): boolean {
  const found = findName(name, sentence.words);
  return found !== null && (found.end <= mention.at.start ? mention.at.start - found.end < 60 : found.at - mention.at.end < 40);
}
