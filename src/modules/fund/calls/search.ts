import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { SearchHit } from '../../../kernel/module.ts';
import { deadlineInWords } from './in-words.ts';
import { say } from './messages.ts';
import { callPaths } from './paths.ts';
import { listPublicCalls, nameOf, summaryOf } from './queries.ts';

/** Finds the calls that anyone may read, by all of the words in what they say. */
export async function searchCalls(act: Act, query: string, lang: Lang): Promise<SearchHit[]> {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return (await listPublicCalls(act)).flatMap((call) => {
    const name = fold(`${call.nameFr} ${call.nameEn}`);
    const text = `${name} ${fold(`${call.summaryFr} ${call.summaryEn}`)}`;
    if (!words.every((word) => text.includes(word))) return [];
    return {
      path: callPaths.publicCall(call.slug),
      title: inLang(nameOf(call), lang),
      kind: say.in(lang)('calls.call'),
      excerpt: `${deadlineInWords(call, lang)}. ${inLang(summaryOf(call), lang)}`.slice(0, 300),
      score: words.every((word) => name.includes(word)) ? 0.9 : 0.5,
    };
  });
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
