import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { cleanLine } from '../../../kernel/papers/clean.ts';
import { compilePdf } from '../../../kernel/papers/compile.ts';
import { qrMatrix } from '../../../kernel/qr-matrix.ts';
import type { Delegation } from '../delegations/queries.ts';
import { whenInWords } from '../meetings/in-words.ts';
import type { PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { badgeTemplate } from './template.ts';

/** The badges of everyone who is delegated to an event and not withdrawn, as a PDF to print and cut. */
export function writeBadges(held: PreparedMeeting, delegations: readonly Delegation[], lang: Lang): Uint8Array {
  const event = cleanLine(inLang(held.event.name, lang));
  return compilePdf(badgeTemplate, {
    lang,
    title: say.in(lang)('badge.title', { event }),
    author: say.in(lang)('badge.author'),
    event,
    when: whenInWords(held, lang),
    badges: delegations.flatMap(({ party, delegates }) =>
      delegates
        .filter(({ state }) => state !== 'withdrawn')
        .map(({ name, role, badge }) => ({
          name: cleanLine(name),
          role: role && cleanLine(role),
          party: cleanLine(inLang(party.name, lang)),
          badge,
          qr: qrMatrix(badge).map(findRuns),
        })),
    ),
  });
}

/** The dark modules of a row as runs: where each begins, and how long it is. A run is one shape instead of many. */
function findRuns(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  for (const [index, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else runs.push([index, 1]);
  }
  return runs;
}
