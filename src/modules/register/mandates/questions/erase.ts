import { eq, or } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { erased, holdsWords, withoutWords } from '../../../../kernel/db/erase.ts';
import { mandateAnswer, mandateQuestion } from './schema.ts';

/** Erases a person from the questions that were put about them, and from what was answered of anyone. */
export async function eraseFromQuestions(act: Act, personId: string, pattern: string): Promise<void> {
  const { recipient } = mandateQuestion;
  await act.db
    .update(mandateQuestion)
    .set({ recipient: erased })
    .where(or(eq(mandateQuestion.personId, personId), holdsWords(recipient, pattern)));
  const { successor, answeredBy, note } = mandateAnswer;
  await act.db
    .update(mandateAnswer)
    .set({ successor: withoutWords(successor, pattern), answeredBy: withoutWords(answeredBy, pattern), note: withoutWords(note, pattern) })
    .where(or(holdsWords(successor, pattern), holdsWords(answeredBy, pattern), holdsWords(note, pattern)));
}
