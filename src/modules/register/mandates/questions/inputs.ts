import { z } from 'zod';
import { optionalPartialDate, optionalText } from '../../../../kernel/http/fields.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { optionalEmail } from '../inputs.ts';
import { answers } from './schema.ts';

/** Whom to ask: an address that the register has, or `other` with one that is typed. */
export const otherRecipient = 'other';
export const questionInput = z
  .object({ recipient: optionalText(254), address: optionalEmail, lang: z.enum(langs) })
  .refine(({ recipient, address }) => (recipient && recipient !== otherRecipient) || address, {
    path: ['address'],
    params: { reason: 'required' },
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

/** What is answered; who came next, and when, only where something changed. */
export const answerInput = z.object({
  answer: z.enum(answers),
  successor: optionalText(200),
  changedOn: optionalPartialDate,
  answeredBy: optionalText(200),
  note: optionalText(1000),
});

export type QuestionInput = z.output<typeof questionInput>;
export type AnswerInput = z.output<typeof answerInput>;
