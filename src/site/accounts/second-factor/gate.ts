import type { MiddlewareHandler } from 'hono';
import { type Env, seeOther } from '../../../kernel/http/env.ts';
import { accountPaths } from '../paths.ts';

/**
 * Who may write must give a second factor, and sets it up before writing anything: until then they read as readers do
 * (kernel/auth gives them that role), and what they try to send, or may not open, leads to the page where it is set up.
 */
export const askForSecondFactor: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.mustEnrol || open.has(c.req.path)) return next();
  return c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : seeOther(c, accountPaths.enrolment());
};

/** What someone may send before: setting it up, and leaving. */
const open = new Set([accountPaths.signOut(), accountPaths.enrolment(), `${accountPaths.enrolment()}/code`, accountPaths.language()]);
