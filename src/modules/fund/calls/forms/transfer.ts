import { z } from 'zod';
import { Invalid } from '../../../../kernel/errors.ts';
import { inputSentence } from '../../../../kernel/http/input-errors.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { asFields } from './commands.ts';
import { type FormDefinition, formDefinition } from './definition.ts';
import { faultSentence, findFaults } from './faults.ts';
import type { FormVersion } from './queries.ts';

/** A form as a file: what another installation, or this one, reads back. */
const transferred = formDefinition.extend({
  beffroi: z.literal('form/1'),
  name: z.object({ fr: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) }),
});

/** The most that a file of a form weighs, in bytes. */
export const largestForm = 1_000_000;

/** A form as the text of its file. */
export function writeForm({ name, definition }: FormVersion): string {
  return `${JSON.stringify({ beffroi: 'form/1', name, ...definition }, null, 2)}\n`;
}

/** A form that a file holds. @throws Invalid naming all that is wrong in it, and where */
export function readForm(text: string): { name: { fr: string; en: string }; definition: FormDefinition } {
  let held: unknown;
  try {
    held = JSON.parse(text);
  } catch {
    throw new Invalid({ file: say.later('import.notJson') });
  }
  const parsed = transferred.safeParse(held);
  if (!parsed.success) throw new Invalid(asFields(parsed.error.issues.slice(0, 100).map((issue) => issueSentence(issue, held))));
  const { name, sections } = parsed.data;
  const definition = { sections };
  const faults = findFaults(definition).filter(({ isAmbiguous }) => isAmbiguous);
  if (faults.length > 0) throw new Invalid(asFields(faults.map((fault) => faultSentence(definition, fault))));
  return { name, definition };
}

/** What is wrong and where, as one who reads the form says it: « partie 2, « Le budget » › question 3 › label.en : … ». */
function issueSentence(issue: z.core.$ZodIssue, held: unknown): Message {
  return (lang) => {
    const t = say.in(lang);
    const names: string[] = [];
    let at: unknown = held;
    const rest: string[] = [];
    for (const [index, step] of issue.path.entries()) {
      at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
      const list = issue.path[index - 1];
      const listed = list === 'sections' || list === 'questions' || list === 'columns' || list === 'options';
      if (listed && typeof step === 'number') names.push(t(`import.${list}`, { number: step + 1, name: nameOf(at) }).trim());
      else if (typeof issue.path[index + 1] !== 'number') rest.push(String(step));
    }
    if (rest.length > 0) names.push(rest.join('.'));
    const sentence = inputSentence({ ...issue, input: at } as z.core.$ZodRawIssue, lang);
    return names.length === 0 ? sentence : t('fault.placed', { place: names.join(' › '), sentence });
  };

  function nameOf(one: unknown): string {
    const { title, label } = (one ?? {}) as { title?: { fr?: unknown }; label?: { fr?: unknown } };
    const name = title?.fr ?? label?.fr;
    return typeof name === 'string' ? name.slice(0, 80) : '';
  }
}
