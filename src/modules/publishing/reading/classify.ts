import type { Lang } from '../../../kernel/i18n/lang.ts';
import { judgeDate } from './comparison/dates.ts';
import { buildSentences, type DraftText } from './comparison/draft-text.ts';
import { judgeDuration } from './comparison/durations.ts';
import { judgeEnumerations } from './comparison/enumerations.ts';
import { judgeDirective, suggestFigure } from './comparison/figures.ts';
import type { ReadingRegister } from './comparison/register.ts';
import { unbound, type Judged, type Reading } from './comparison/rows.ts';
import { findAnchors, judgeSeries } from './comparison/series.ts';
import { findMentionsInProse, type Mention } from './mentions.ts';
import { readProse } from './prose.ts';
import { sentenceSpans } from './sentences.ts';

/**
 * Reads a draft: every number-like mention, classed and held against the register on the day `on` (domain.md, Reading a draft).
 * Rows come in the order of the text. Without a register that knows it, a mention is `unbound`, a name excepted.
 */
export async function readDraft(
  text: string,
  { lang, on, register }: { lang: Lang; on: Temporal.PlainDate; register: ReadingRegister },
): Promise<Reading[]> {
  const prose = readProse(text);
  const mentions = findMentionsInProse(prose, text, { lang, on });
  const sentences = buildSentences(prose, sentenceSpans(prose));
  const draft: DraftText = { prose, lang, on, register, mentions, sentences, anchors: [] };
  draft.anchors = await findAnchors(draft);
  const enumerations = judgeEnumerations(draft);
  const readings: Reading[] = [];
  for (const mention of mentions) readings.push({ ...mention, ...(enumerations.get(mention) ?? (await judge(draft, text, mention))) });
  return readings;
}

async function judge(draft: DraftText, text: string, mention: Mention): Promise<Judged> {
  switch (mention.kind) {
    case 'name':
      return { class: 'name' };
    case 'directive':
      return await judgeDirective(draft, text, mention);
    case 'date':
    case 'year':
      return await judgeDate(draft, mention);
    case 'duration':
    case 'anniversary':
      return await judgeDuration(draft, mention);
    case 'ordinal': {
      const anchor = draft.anchors.find((known) => known.mention === mention);
      return anchor ? judgeSeries(draft, anchor) : unbound;
    }
    case 'cardinal':
    case 'percent':
    case 'money':
      return await suggestFigure(draft, mention);
    case 'range':
    case 'time':
    case 'fraction':
      return unbound;
  }
}
