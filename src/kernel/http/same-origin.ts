import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { Env } from './env.ts';

/**
 * Refuses forms sent from another site, by what browsers say of where a request comes from
 * (`Sec-Fetch-Site`, else `Origin`); see docs/decisions/0003-no-csrf-token.md.
 *
 * @param url the public address when it is set: behind a proxy the request's own is not what browsers see
 */
export function sameOrigin(url: string | null): MiddlewareHandler<Env> {
  const check = csrf(url ? { origin: new URL(url).origin } : {});
  return async (c, next) => {
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
