import type { MiddlewareHandler } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, seeOther } from '../../../kernel/http/env.ts';
import { accountPaths } from '../paths.ts';

/**
 * Who may write must give a second factor, and sets it up before writing anything: until then they read as readers do
 * (kernel/auth gives them that role), and what they try to open or send leads to the page where it is set up.
 */
export const askForSecondFactor: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.mustEnrol || open.has(c.req.path)) return next();
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return seeOther(c, accountPaths.enrolment());
  await next();
  if (!(c.error instanceof Forbidden)) return;
  // Assigning a response merges the headers of the one before: it is let go first.
  c.res = undefined;
  c.res = seeOther(c, accountPaths.enrolment());
};

/** What someone may send before: setting it up, and leaving. */
const open = new Set([accountPaths.signOut(), accountPaths.enrolment(), `${accountPaths.enrolment()}/code`, accountPaths.language()]);
