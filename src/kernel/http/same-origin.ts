import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { Env } from './env.ts';

/**
 * Refuses forms sent from another site, by what browsers say of where a request comes from
 * (`Sec-Fetch-Site`, else `Origin`); see docs/decisions/0006.
 *
 * @param open beginnings of addresses that are asked from anywhere: their secret is in the address, and no cookie counts
 * @param url the public address: behind a proxy the request's own is not what browsers see; on a laptop both are in use
 */
export function sameOrigin(url: string, open: readonly string[] = []): MiddlewareHandler<Env> {
  const known = new URL(url).origin;
  const check = csrf({ origin: (origin, c) => origin === known || origin === new URL(c.req.url).origin });
  return async (c, next) => {
    if (open.some((beginning) => c.req.path.startsWith(beginning))) return next();
    try {
      return await check(c, next);
    } catch (error) {
      // Hono's refusal carries a bare « Forbidden »; ours is a page that says what to do.
      if (error instanceof HTTPException && error.res) throw new ForeignForm();
      throw error;
    }
  };
}

/** A form that came from another site. */
export class ForeignForm extends Error {
  override name = 'ForeignForm';
}
