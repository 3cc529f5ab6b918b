import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Env } from './env.ts';

const mebibyte = 1024 * 1024;
export const ordinaryLimit = mebibyte;
export const uploadLimit = 60 * mebibyte;

/** Refuses bodies over 1 MB, before anything is read; routes named as uploads take 60 MB. */
export const limitBody: MiddlewareHandler<Env> = async (c, next) =>
  limits[c.var.bodyLimit === uploadLimit ? 'upload' : 'ordinary'](c, next);

/** Marks a route as taking files: mounted before `limitBody`. */
export const acceptUpload: MiddlewareHandler<Env> = async (c, next) => {
  c.set('bodyLimit', uploadLimit);
  await next();
};

const onError = () => {
  throw new HTTPException(413);
};
const limits = { ordinary: bodyLimit({ maxSize: ordinaryLimit, onError }), upload: bodyLimit({ maxSize: uploadLimit, onError }) };
