import type { RouteContext } from './env.ts';

/**
 * The address of the network that a request comes from: the connection's, or, behind `trusted` proxies of ours, the one that
 * the first of them wrote at the end of `X-Forwarded-For`. What stands before it was written by the visitor, who may lie.
 */
export function clientAddress(c: RouteContext, trusted: number): string {
  const connection = c.env?.incoming?.socket.remoteAddress ?? 'local';
  if (trusted === 0) return connection;
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
  return forwarded.at(-trusted) ?? connection;
}
