import { z } from 'zod';
import type { Indicator } from '../../applications/content/framework.ts';
import { readNumber } from '../../applications/content/values.ts';
import type { Actual, ReportContent } from './content.ts';

const words = z
  .string()
  .optional()
  .transform((text) => (text ?? '').trim().slice(0, 20_000));

/** A quantity that may be left empty while one writes. */
const quantity = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const number = readNumber(text);
    if (number !== null) return number;
    ctx.addIssue({ code: 'custom', params: { reason: 'number' } });
    return z.NEVER;
  });

/** The form of a report: what was done, who benefits, and a line for each indicator that was promised. */
export function reportInput(indicators: readonly Indicator[]) {
  const fields: Record<string, z.ZodType> = {
    base: z.coerce.number().int().min(0).catch(-1),
    done: words,
    difficulties: words,
    changes: words,
    women: quantity,
    men: quantity,
  };
  for (const { id, bySex } of indicators) {
    fields[`total-${id}`] = quantity;
    fields[`note-${id}`] = words;
    if (bySex) for (const sex of ['women', 'men']) fields[`${sex}-${id}`] = quantity;
  }
  return z.object(fields).transform((given): { base: number; content: ReportContent } => {
    const values = given as Record<string, never>;
    const actuals = Object.fromEntries(
      indicators.map(({ id }): [string, Actual] => [
        id,
        {
          total: values[`total-${id}`] ?? null,
          women: values[`women-${id}`] ?? null,
          men: values[`men-${id}`] ?? null,
          note: values[`note-${id}`] ?? '',
        },
      ]),
    );
    const { done, difficulties, changes, women, men } = given as Omit<ReportContent, 'actuals'>;
    return { base: values['base']!, content: { done, difficulties, changes, women, men, actuals } };
  });
}

/** What a form of a report shows of it. */
export function formValuesOf({ content, draftNumber }: { content: ReportContent; draftNumber: number }): Record<string, string> {
  const typed = (number: number | null) => (number === null ? '' : String(number).replace('.', ','));
  const values: Record<string, string> = {
    base: String(draftNumber),
    done: content.done,
    difficulties: content.difficulties,
    changes: content.changes,
    women: typed(content.women),
    men: typed(content.men),
  };
  for (const [id, actual] of Object.entries(content.actuals)) {
    for (const part of ['total', 'women', 'men'] as const) values[`${part}-${id}`] = typed(actual[part]);
    values[`note-${id}`] = actual.note;
  }
  return values;
}
