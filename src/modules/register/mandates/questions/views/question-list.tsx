import type { ComponentChildren } from 'preact';
import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, Form, Timeline, usePage } from '../../../../../ui/index.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import type { Question } from '../queries.ts';

/** The questions put about mandates, the latest first: to whom, when, and what was answered. */
export function QuestionList({
  questions,
  mayChange,
  about,
}: {
  questions: readonly Question[];
  mayChange: boolean;
  /** Names what each question is about, where they are about several things. */
  about?: (question: Question) => ComponentChildren;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Timeline
      items={questions.map((question) => ({
        title: about?.(question) ?? t(`question.state.${stateOf(question)}`),
        by: question.recipient,
        when: formatInstant(question.askedAt, lang),
        datetime: question.askedAt.toString(),
        children: (
          <>
            <AnswerText question={question} />
            <Reminders question={question} />
            {mayChange && <QuestionActions question={question} />}
          </>
        ),
      }))}
    />
  );
}

/** What became of a question, in a sentence. */
export function AnswerText({ question }: { question: Question }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { answer, askedAt, reminders } = question;
  const last = reminders.at(-1);
  // Of reminders sent before each was kept, only the last is known.
  const sent = { count: (last?.number ?? 0) + 1, last: formatInstant(last?.at ?? askedAt, lang) };
  if (!answer) return <p>{t(question.closedAt ? 'question.withdrawn' : 'question.waiting', sent)}</p>;
  const changedOn = answer.changedOn ? formatDate(answer.changedOn, lang, answer.changedOnPrecision ?? 'day') : null;
  return (
    <>
      <p>{t(`question.answered.${answer.answer}`, { when: formatInstant(answer.answeredAt, lang) })}</p>
      {(answer.successor || changedOn) && (
        <p>{t('question.successor', { successor: answer.successor ?? t('question.someone'), day: changedOn ?? t('question.someday') })}</p>
      )}
      {answer.answeredBy && <p class="row-note">{t('question.by', { name: answer.answeredBy })}</p>}
      {answer.note && <p class="row-note">« {answer.note} »</p>}
      {answer.answer === 'changed' && (
        <p>
          {answer.handledAt
            ? t('question.handled', { name: answer.handledBy, when: formatInstant(answer.handledAt, lang) })
            : t('question.toHandle')}
        </p>
      )}
    </>
  );
}

/** The days on which it was sent again, and by whom: someone, or the schedule. */
function Reminders({ question: { reminders, recipient } }: { question: Question }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      {reminders.map(({ at, by }) => (
        <p>{t('question.reminded', { when: formatInstant(at, lang), recipient, by })}</p>
      ))}
    </>
  );
}

function QuestionActions({ question }: { question: Question }) {
  const t = say.in(usePage().lang);
  const { id, answer, closedAt } = question;
  if (answer?.answer === 'changed' && !answer.handledAt)
    return (
      <Form action={registerPaths.handleAnswer(id)}>
        <Button kind="secondary">{t('question.handle')}</Button>
      </Form>
    );
  if (closedAt) return null;
  return (
    <ButtonGroup>
      <Form action={registerPaths.remind(id)}>
        <Button kind="secondary">{t('question.remind')}</Button>
      </Form>
      <Form action={registerPaths.withdrawQuestion(id)}>
        <Button kind="secondary">{t('question.withdraw')}</Button>
      </Form>
    </ButtonGroup>
  );
}

function stateOf({ answer, closedAt }: Question): 'answered' | 'withdrawn' | 'waiting' {
  return answer ? 'answered' : closedAt ? 'withdrawn' : 'waiting';
}
