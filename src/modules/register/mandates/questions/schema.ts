import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../../kernel/db/columns.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { precisions } from '../../../../kernel/i18n/format.ts';
import { person } from '../../persons/schema.ts';
import { party, revision } from '../../schema.ts';

/** What the links to these questions are made for (kernel/answers). */
export const questionPurpose = 'mandate_confirmation';

/** What may be answered: still in office, no longer, I do not know. */
export const answers = ['unchanged', 'changed', 'unknown'] as const;
export type Answer = (typeof answers)[number];

/** « Is it still so? », asked by mail of whoever answers for a city; one at a time about a mandate. */
export const mandateQuestion = pgTable('mandate_question', {
  id: uuid().primaryKey(),
  /** The fact, through its corrections. */
  mandateId: uuid('mandate_id').notNull(),
  partyId: uuid('party_id')
    .notNull()
    .references(() => party.id),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  recipient: text().notNull(),
  lang: text({ enum: langs }).notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  /** Answered, or no longer asked. */
  closedAt: instant('closed_at'),
});

/** A question that was sent once more, with another link. */
export const mandateReminder = pgTable(
  'mandate_reminder',
  {
    questionId: uuid('question_id')
      .notNull()
      .references(() => mandateQuestion.id),
    number: integer().notNull(),
    at: instant().notNull(),
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.number] })],
);

/** What was answered, once for a question. A change is dealt with by the secretariat: nobody is put in office by a mail. */
export const mandateAnswer = pgTable('mandate_answer', {
  questionId: uuid('question_id')
    .primaryKey()
    .references(() => mandateQuestion.id),
  answer: text({ enum: answers }).notNull(),
  answeredAt: instant('answered_at').notNull(),
  /** What whoever answered wrote of themselves, and of who came next. */
  answeredBy: text('answered_by'),
  successor: text(),
  changedOn: plainDate('changed_on'),
  changedOnPrecision: text('changed_on_precision', { enum: precisions }),
  note: text(),
  revision: bigint({ mode: 'number' }).references(() => revision.number),
  handledAt: instant('handled_at'),
  handledBy: text('handled_by'),
});
