import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Env } from './env.ts';

/** Refuses (400) an address that holds the character NUL: no page has one, and PostgreSQL keeps no text that does. */
export const refuseNul: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new HTTPException(400);
  await next();
};

/** A text without the character NUL: nobody types it, and PostgreSQL keeps no text that holds one. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
