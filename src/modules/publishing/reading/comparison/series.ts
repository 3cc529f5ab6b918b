import { formatDates } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { Mention } from '../mentions.ts';
import { formatOrdinal } from '../ordinals.ts';
import { compareDates } from './agreement.ts';
import { findName } from './context.ts';
import { anchorOf, mentionsIn, sentenceOf, type Anchor, type DraftText, type Sentence } from './draft-text.ts';
import type { SeriesOccurrence } from './register.ts';
import type { Judged } from './rows.ts';

/** Finds which ordinals of the draft count the occurrences of a series the register knows. « la 46e », alone, is of the series named just before. */
export async function findAnchors(draft: Omit<DraftText, 'anchors'>): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (const mention of draft.mentions) {
    if (mention.kind !== 'ordinal' || mention.value === undefined) continue;
    const sentence = sentenceOf(draft.sentences, mention);
    const named = await draft.register.findSeries({ words: mention.noun ?? '', sentence: sentence.text, lang: draft.lang });
    const before = anchors.at(-1);
    const implied =
      !mention.noun || /^(?:à|au|en|et|de|in|at|and|was|est|a)\b/.test(mention.noun)
        ? before && before.sentence >= sentence.index - 1
          ? before.series
          : null
        : null;
    const series = named ?? implied;
    if (series)
      anchors.push({
        mention,
        sentence: sentence.index,
        series,
        occurrence: series.occurrences.find(({ number }) => number === mention.value) ?? null,
      });
  }
  return anchors;
}

/** An ordinal in a known series is confirmed when that occurrence exists and the dates and the place said with it are its own. */
export function judgeSeries(draft: DraftText, anchor: Anchor): Judged {
  const { mention, series, occurrence } = anchor;
  const sentence = sentenceOf(draft.sentences, mention);
  const dates = mentionsIn(draft, sentence).filter((date) => date.date && anchorOf(draft, date, sentence) === anchor);
  const compared = {
    with: 'occurrence',
    series: series.slug,
    number: mention.value ?? 0,
    label: occurrence?.label ?? series.name,
  } as const;
  const dated = occurrence ? agreement(occurrence, dates) : 'differs';
  const placed = occurrence ? placeAgreement(draft, anchor, sentence) : null;
  if (occurrence && dated !== 'differs' && placed === null) return { class: 'series', verdict: 'confirmed', comparedWith: compared };
  const meant = dates.length ? series.occurrences.find((other) => other !== occurrence && agreement(other, dates) === 'agrees') : undefined;
  const contradicted = { class: 'series', verdict: 'contradicted' } as const;
  if (meant)
    return { ...contradicted, expected: formatOrdinal(meant.number, draft.lang), comparedWith: { ...compared, differs: 'number' } };
  if (!occurrence)
    return {
      ...contradicted,
      expected: formatOrdinal(Math.max(...series.occurrences.map(({ number }) => number)), draft.lang),
      comparedWith: { ...compared, differs: 'number' },
    };
  if (dated === 'differs')
    return { ...contradicted, expected: formatOccurrenceDates(occurrence, draft.lang), comparedWith: { ...compared, differs: 'date' } };
  return { ...contradicted, expected: occurrence.places[0], comparedWith: { ...compared, differs: 'place' } };
}

export function formatOccurrenceDates({ from, to, precision }: SeriesOccurrence, lang: Lang): string | undefined {
  return from ? formatDates(from, to, lang, precision ?? 'day') : undefined;
}

/** `agrees` when one of the dates is the occurrence's, `differs` when there are some and none can be. */
function agreement(occurrence: SeriesOccurrence, dates: Mention[]): 'agrees' | 'differs' | 'neither' {
  const { from, to, precision } = occurrence;
  if (!from || !precision) return 'neither';
  const compared = dates.flatMap(({ date }) => (date ? [compareDates(date, { from, to, precision })] : []));
  if (compared.includes('agrees')) return 'agrees';
  return compared.length && compared.every((result) => result === 'differs') ? 'differs' : 'neither';
}

/** The place of another occurrence said right after the ordinal (« la 46e Conférence, à Paris »), when the occurrence's own is not in the sentence. */
function placeAgreement(draft: DraftText, { mention, series, occurrence }: Anchor, sentence: Sentence): string | null {
  const own = occurrence?.places ?? [];
  if (!own.length || own.some((place) => findName(place, sentence.words))) return null;
  const next =
    mentionsIn(draft, sentence).find(({ at, kind }) => at.start > mention.at.start && kind === 'ordinal')?.at.start ?? sentence.end;
  const clause = draft.prose.text.slice(mention.at.end, Math.min(next, mention.at.end + 110));
  const others = new Set(series.occurrences.flatMap(({ places }) => places));
  for (const place of others) {
    const at = clause.indexOf(place);
    if (at > 0 && /(?:^|[ (,])(?:à|au|en|aux|in|at) $|\($/.test(clause.slice(0, at))) return place;
  }
  return null;
}
