import { Forbidden } from '../../kernel/errors.ts';
import type { RouteContext } from '../../kernel/http/env.ts';
import { mayManageFund } from './policy.ts';

/** Before the form is read: whoever may not send it is not told what is wrong in it. @throws Forbidden */
export function requireManager(c: RouteContext): void {
  if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
}
