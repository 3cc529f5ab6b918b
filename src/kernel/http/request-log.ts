import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { actorId } from '../actor.ts';
import type { Env } from './env.ts';

export type WriteLine = (line: string) => void;

/** Gives each request its number, and writes one JSON line for it: never a query, a body, a cookie or a token. */
export function requestLog(write: WriteLine): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    await next();
    c.header('x-request-id', requestId);
    write(
      logLine({
        requestId,
        method: c.req.method,
        path: withoutSecrets(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - started),
        actor: c.var.act ? actorId(c.var.act.actor) : null,
      }),
    );
  };
}

/** One request as one line of JSON. */
export function logLine(request: {
  requestId: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  actor: string | null;
}): string {
  return JSON.stringify({
    level: request.status >= 500 ? 'error' : 'info',
    at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    ...request,
  });
}

/** Writes lines, and at the end what of them still waits. */
export interface LineWriter {
  (line: string): void;
  flush(): void;
}

/**
 * Writes lines together, once all that can be done now is done: under load, one write for each line costs more than
 * answering from the page cache. Whoever ends the process calls `flush` first.
 */
export function gatherLines(write: (text: string) => void): LineWriter {
  let waiting = '';
  function flush(): void {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    write(text);
  }
  function add(line: string): void {
    if (waiting === '') setImmediate(flush);
    waiting += `${line}\n`;
  }
  return Object.assign(add, { flush });
}

/** The path as it may be logged: one-time links carry their secret after `/lien/`. */
export function withoutSecrets(path: string): string {
  return path.replace(/\/lien\/[^/]+/, '/lien/…');
}
