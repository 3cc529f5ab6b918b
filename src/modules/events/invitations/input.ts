import { z } from 'zod';
import { choices, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { emailField } from '../../../kernel/auth/users/commands.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { answers, exceptionVerdicts } from '../vocabulary.ts';

/** What a rule may ask, in the order in which the form proposes it. */
export const conditionKinds = ['standing', 'category', 'head', 'arrears', 'seat', 'stateStatus', 'states', 'named'] as const;

export const conditionStandings = ['member', 'associate', 'honorary', 'suspended', 'none'] as const;
export const conditionCategories = ['city', 'region', 'association', 'associate_city', 'honorary'] as const;

/** What a State may be in an institution, as conditions ask for it. */
export const ruleStatuses = ['member', 'associate', 'observer', 'suspended', 'withdrawn'] as const;

/** Names or addresses, one a line or separated by « ; ». */
const wordsList = optionalText(20_000).transform((text) => [
  ...new Set(
    (text ?? '')
      .split(/[\n;]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]);

/** One condition as the form sends it; only the fields of its kind are read. */
export const conditionInput = z.object({
  /** The block that it joins, from 0; one more than the last begins another. */
  block: z.coerce.number().int().min(0).max(20),
  kind: z.enum(conditionKinds),
  standings: choices(conditionStandings),
  categories: choices(conditionCategories),
  unconfirmed: z.literal('yes').optional(),
  years: z.preprocess((text) => (typeof text === 'string' && text.trim()) || '0', z.coerce.number().int().min(0).max(50)),
  body: optionalText(200),
  institution: optionalText(200),
  statuses: choices(ruleStatuses),
  states: wordsList,
  parties: wordsList,
});
export type NewCondition = z.output<typeof conditionInput>;

/** A condition to take out, by its place: `1.0` is the first of the second block. */
export const removalInput = z.object({ place: z.string().regex(/^\d{1,2}\.\d{1,2}$/) });

export const exceptionInput = z.object({ verdict: z.enum(exceptionVerdicts), reason: requiredText(1000) });
export type NewException = z.output<typeof exceptionInput>;

export const reasonInput = z.object({ reason: requiredText(1000) });

/** What the person read before signing: it is signed, and nothing else. */
export const digestInput = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

export const recipientInput = z.object({ name: requiredText(200), email: emailField, lang: z.enum(langs) });
export type NewRecipient = z.output<typeof recipientInput>;

export const answerInput = z.object({ answer: z.enum(answers), message: optionalText(2000) });
export type NewAnswer = z.output<typeof answerInput>;
