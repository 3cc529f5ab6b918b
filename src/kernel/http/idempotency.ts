import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { MiddlewareHandler } from 'hono';
import type { Act } from '../act.ts';
import { actorId } from '../actor.ts';
import { uploadLimit } from './body-limit.ts';
import type { Env, RouteContext } from './env.ts';
import { idempotencyKey } from './schema.ts';

/** One sending of one form: whoever sent it, where, with these very words and this hidden `requestKey`. */
export interface Once {
  key: string;
  /** Its first transaction has committed. */
  claimed: boolean;
}

/** The same form was already carried out; `location` is where its answer led, when it got as far as being answered. */
export class AlreadyAnswered extends Error {
  override name = 'AlreadyAnswered';
  readonly location: string | null;
  constructor(location: string | null) {
    super('this form was already carried out');
    this.location = location;
  }
}

/**
 * Takes the form for this transaction; `inTransaction` calls it first, so that the mark and the change are kept together
 * or not at all. A second sending waits here for the first, then is refused.
 * @throws AlreadyAnswered
 */
export async function claimOnce(act: Act, once: Once): Promise<void> {
  if (once.claimed) return;
  const claimed = await act.db
    .insert(idempotencyKey)
    .values({ key: once.key, at: act.now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  if (claimed.length > 0) return;
  const [first] = await act.db.select().from(idempotencyKey).where(eq(idempotencyKey.key, once.key));
  throw new AlreadyAnswered(first?.location ?? null);
}

/**
 * A form sent twice (two clicks, a connection cut before the answer) is carried out once, and gets the first answer twice.
 * Uploads are not read here: they stay whole for their route.
 */
export const answerOnce: MiddlewareHandler<Env> = async (c, next) => {
  const once = await readOnce(c);
  if (once) c.set('act', { ...c.var.act, once });
  await next();
  const location = c.res.headers.get('location');
  if (once?.claimed && location) await c.var.act.db.update(idempotencyKey).set({ location }).where(eq(idempotencyKey.key, once.key));
};

async function readOnce(c: RouteContext): Promise<Once | null> {
  if (c.req.method !== 'POST' || c.var.bodyLimit === uploadLimit) return null;
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(c.req.header('content-type') ?? '')) return null;
  // The same options as `formValues`: Hono keeps the first reading for all.
  const body = await c.req.parseBody({ all: true });
  if (typeof body['requestKey'] !== 'string' || body['requestKey'] === '') return null;
  const words = Object.entries(body).map(([name, value]) => [
    name,
    [value].flat().map((item) => (typeof item === 'string' ? item : item.name)),
  ]);
  const sending = JSON.stringify([actorId(c.var.act.actor), c.req.path, words]);
  return { key: createHash('sha256').update(sending).digest('base64url'), claimed: false };
}
