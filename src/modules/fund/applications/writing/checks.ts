import type { Question } from '../../calls/forms/definition.ts';
import type { Pieces, Problem, ProblemCode } from '../content/pieces.ts';
import { readQuestion, emptyRead, type Reading } from '../content/read.ts';
import { isAskedNow } from '../content/simple.ts';

/** What is only not done yet, and not wrong. */
const undone: readonly ProblemCode[] = [
  'required',
  'markerScreen',
  'noResult',
  'noIndicator',
  'budgetEmpty',
  'sector',
  'category',
  'quantity',
  'paidBy',
  'resultLevel',
  'resultParent',
  'indicatorResult',
  'target',
  'riskLevel',
  'share',
];

/** Everything that is not as it should be in these questions. */
export function checkQuestions(questions: readonly Question[], pieces: Pieces, reading: Omit<Reading, 'definition'>): Problem[] {
  const problems: Problem[] = [];
  const read = emptyRead();
  for (const question of questions)
    if (isAskedNow(question, pieces)) readQuestion(question, pieces, reading, read, (problem) => void problems.push(problem));
  return problems;
}

/** What is wrong, as opposed to not done yet: an empty cell is not done, a cell that says something impossible is wrong. */
export function isWrong({ code, path }: Problem, pieces: Pieces): boolean {
  return !undone.includes(code) || (pieces[path] !== undefined && code !== 'required' && code !== 'noIndicator');
}
