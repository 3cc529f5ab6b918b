import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid, Refused } from '../../../../kernel/errors.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { type ScoringGrid, scoringGrid } from '../../calls/forms/definition.ts';
import { callOf } from '../held.ts';
import { signed } from '../../signed.ts';
import { openDeclared } from '../experts/own.ts';
import { say } from '../messages.ts';
import { weigh } from './rules.ts';
import { fundScore, fundScoring } from './schema.ts';

/** Scores and comments as they were typed: `score-relevance`, `comment-relevance`. */
export const scoresInput = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Scores a dossier by the grid of its call; given again, the new scores count and the others stay.
 * @throws Forbidden, Missing; Refused where no scores were asked; Invalid with every score that is missing, or low without a word
 */
export async function giveScores(act: Act, id: string, typed: z.output<typeof scoresInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { assignment, dossier } = await openDeclared(act, id);
    if (!assignment.tasks.includes('scoring')) throw new Refused(say.later('scores.notAsked'));
    const grid = scoringGrid.parse((await callOf(act.db, dossier)).grid);
    const scores = readScores(grid, typed);
    const number = (await act.db.$count(fundScoring, eq(fundScoring.assignmentId, id))) + 1;
    const total = weigh(grid, Object.fromEntries(scores.map(({ criterion, score }) => [criterion, score])));
    await act.db.insert(fundScoring).values({ assignmentId: id, number, version: dossier.deposit.number, total, ...signed(act) });
    await act.db.insert(fundScore).values(scores.map((one) => ({ assignmentId: id, number, ...one })));
    await audit(act, { command: 'fund.scores', subject: dossier.reference, detail: { total, number } });
  });
}

function readScores({ criteria, most, commentUnder }: ScoringGrid, typed: z.output<typeof scoresInput>) {
  const wrong: Record<string, Message> = {};
  const read = criteria.map(({ key, weight }) => {
    const text = [typed[`score-${key}`] ?? ''].flat()[0]!.trim();
    const comment = [typed[`comment-${key}`] ?? ''].flat()[0]!.trim().slice(0, 3000);
    const score = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    const bounds = { most };
    if (!(score <= most)) wrong[`score-${key}`] = say.later('scores.outside', bounds);
    else if (score < commentUnder && !comment)
      wrong[`comment-${key}`] = (lang) => say.in(lang)('scores.comment', { under: formatNumber(commentUnder, lang) });
    return { criterion: key, weight, most, score, comment };
  });
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return read;
}
