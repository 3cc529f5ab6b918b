import type { Db } from '../../kernel/db/db.ts';
import type { AskedDay } from './asked-day.ts';

/** What was answered at the last revision. */
interface Answers {
  revision: number;
  byQuestion: Map<string, Promise<unknown>>;
}

/** Questions can be of any number (filters, pages): beyond this many, the oldest answers go. */
const most = 500;

/** By database: a transaction is one of its own, and what it reads before its commit is never given to anyone else. */
const known = new WeakMap<Db, Answers>();

/**
 * What a revision knows of a day never changes: the answer to a question about the register is kept until the next revision,
 * and given again without asking the database. Questions about an earlier state of knowledge are rare, and always asked.
 * @param question everything that the answer depends on beside the day and the revision; the answer must not be changed
 */
export function remembered<T>(db: Db, day: AskedDay, question: readonly unknown[], answer: () => Promise<T>): Promise<T> {
  if (day.knownAt !== null) return answer();
  const { revision, on } = day.at;
  let answers = known.get(db);
  if (!answers || answers.revision < revision) known.set(db, (answers = { revision, byQuestion: new Map() }));
  if (answers.revision !== revision) return answer();
  const { byQuestion } = answers;
  const key = JSON.stringify([on.toString(), ...question]);
  const before = byQuestion.get(key);
  if (before) return before as Promise<T>;
  const given = answer();
  byQuestion.set(key, given);
  // A question that failed is asked again.
  given.catch(() => byQuestion.delete(key));
  for (const oldest of byQuestion.keys()) {
    if (byQuestion.size <= most) break;
    byQuestion.delete(oldest);
  }
  return given;
}
