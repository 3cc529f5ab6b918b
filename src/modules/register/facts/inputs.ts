import { z } from 'zod';
import { parseDay } from '../../../kernel/dates.ts';
import { optionalPartialDate, optionalText, partialDate, requiredText } from '../../../kernel/http/fields.ts';
import { certainties } from '../vocabulary.ts';

/** A box that is ticked or not. */
export const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

/** A whole day that may be left empty, then null. */
export const optionalDay = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const day = parseDay(text);
    if (!day) ctx.addIssue({ code: 'custom', params: { reason: 'day' } });
    return day ?? z.NEVER;
  });

const optionalUrl = z
  .string()
  .trim()
  .max(2000)
  .optional()
  .transform((text, ctx) => {
    if (!text) return null;
    if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
    ctx.addIssue({ code: 'custom', params: { reason: 'url' } });
    return z.NEVER;
  });

/** Where a fact comes from: a source that the register has (`sourceId`), or a new one in words. */
export const sourceFields = {
  sourceId: z.string().optional(),
  sourceTitle: optionalText(2000),
  sourcePublisher: optionalText(300),
  sourceUrl: optionalUrl,
  sourceConsultedOn: optionalDay,
};
export const keepSource = 'keep';
export const newSource = 'new';
export type SourceFields = z.output<z.ZodObject<typeof sourceFields>>;

/** A new source has a title; said with the form's other errors, not after them. */
export function needsSource<S extends z.ZodType<object>>(schema: S): S {
  return schema.refine((value) => namesSource(value as Partial<SourceFields>), {
    path: ['sourceTitle'],
    params: { reason: 'required' },
    when: ({ value }) => isObject(value),
  }) as S;
}

/** When a fact is true, and how sure it is. */
export const whenFields = {
  from: optionalPartialDate,
  to: optionalPartialDate,
  attested: optionalPartialDate,
  certainty: z.enum(certainties),
  note: optionalText(),
};

export const whyRequired = { reason: requiredText(1000) };
export const whyOptional = { reason: optionalText(1000) };

/** Which row of the fact the form was opened on: what someone changed meanwhile is not written over. */
export const openedOn = { rowId: z.string().optional() };

/** Ends a fact: the first day, month or year in which it is no longer true. */
export const endInput = needsSource(z.object({ to: partialDate, ...sourceFields, ...whyOptional, ...openedOn }));

/** Retracts or retains a fact: why. */
export const reasonInput = z.object({ ...whyRequired, ...openedOn });

function namesSource({ sourceId, sourceTitle }: Partial<SourceFields>): boolean {
  return (sourceId !== undefined && sourceId !== '' && sourceId !== newSource) || Boolean(sourceTitle);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
