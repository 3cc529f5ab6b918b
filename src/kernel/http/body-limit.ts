import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Actor } from '../actor.ts';
import type { Env } from './env.ts';

const mebibyte = 1024 * 1024;
export const ordinaryLimit = mebibyte;
export const uploadLimit = 60 * mebibyte;

/**
 * Refuses bodies over 1 MB, before anything is read; who may upload sends 60 MB. A body whose length is not announced is
 * held whole to be measured where 1 MB is all it may be; an upload is counted as it is read, and never held.
 */
export const limitBody: MiddlewareHandler<Env> = async (c, next) => {
  if (c.var.bodyLimit !== uploadLimit) return limitOrdinary(c, next);
  const { raw } = c.req;
  const announced = raw.headers.has('transfer-encoding') ? null : raw.headers.get('content-length');
  if (announced !== null && Number(announced) > uploadLimit) throw new HTTPException(413);
  if (announced === null && raw.body) {
    // A body that is read while it arrives must be said to be: `RequestInit` does not know it yet.
    const init: RequestInit & { duplex: 'half' } = {
      method: raw.method,
      body: raw.body.pipeThrough(countBytes(uploadLimit)),
      duplex: 'half',
    };
    c.req.raw = new Request(raw, init);
  }
  await next();
};

/** Marks a route as taking files from those who may send them: mounted once it is known who asks, before `limitBody`. */
export function acceptUpload(may: (actor: Actor) => boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (may(c.var.act.actor)) c.set('bodyLimit', uploadLimit);
    await next();
  };
}

const limitOrdinary = bodyLimit({
  maxSize: ordinaryLimit,
  onError: () => {
    throw new HTTPException(413);
  },
});

/** Lets bytes through up to a limit; beyond it, what reads them fails with 413. */
function countBytes(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let length = 0;
  return new TransformStream({
    transform(piece, controller) {
      length += piece.length;
      if (length > limit) throw new HTTPException(413);
      controller.enqueue(piece);
    },
  });
}
