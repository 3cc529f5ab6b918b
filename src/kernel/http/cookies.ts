import type { RouteContext } from './env.ts';

/** Adds `Set-Cookie` headers that are already written to the answer. */
export function addCookies(c: RouteContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
