import type { z } from 'zod';
import { Forbidden } from '../../../kernel/errors.ts';
import { pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import type { Act } from '../../../kernel/act.ts';
import { mayManageFund } from '../policy.ts';

export type RefusedForm = Extract<FormResult<unknown>, { ok: false }>;

/**
 * Answers a form of the appraisal of the dossier that the address names: back to a page once it is done, the same page with what was typed
 * and why it was refused otherwise. Who may not appraise is told so before anything else.
 */
export async function answerForm<S extends z.ZodType>(
  c: RouteContext,
  input: S,
  run: (act: Act, reference: string, value: z.output<S>) => Promise<unknown>,
  { to, again }: { to: (reference: string) => string; again: (refused: RefusedForm) => Promise<Response> },
): Promise<Response> {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const reference = pathParam(c, 'reference');
  const result = await submitForm(c, input, (value) => run(act, reference, value));
  return result.ok ? seeOther(c, `${to(reference)}?fait`) : again(result);
}

/** Whether the page comes after something was done. */
export function wasDone(c: RouteContext): boolean {
  return c.req.query('fait') !== undefined;
}
