import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import type { Generation } from '../db/generation.ts';
import { dayOf } from '../i18n/format.ts';
import type { Env } from './env.ts';
import { logLine, type WriteLine } from './request-log.ts';

interface KeptPage {
  generation: number;
  day: string;
  etag: string;
  headers: Record<string, string>;
  /** The same for a browser that has the page: what describes the body goes. */
  unchanged: Record<string, string>;
  body: Buffer;
}

/** A kept page that is being computed again, and those who came for it meanwhile. */
interface Computing {
  generation: number;
  waiting: Set<() => void>;
}

/** Milliseconds that one waits for another's page: the other may hang. */
const longestWait = 2_000;

export interface PageCache {
  /** Put before everything else: keeps what a visitor may be given again. */
  keep: MiddlewareHandler<Env>;
  /** Answers from what was kept, without entering the application; otherwise calls `next`. */
  before(next: RequestListener): RequestListener;
}

/**
 * Public pages, kept until the next write or the next day: a page is given again only while nothing was written since it
 * began to be computed, so no answer is ever stale.
 * @param limit bytes kept in all
 */
export function createPageCache({
  generation,
  now,
  write,
  limit = 64 * 1024 * 1024,
}: {
  generation: Generation;
  now: () => Temporal.Instant;
  write: WriteLine;
  limit?: number;
}): PageCache {
  const pages = new Map<string, KeptPage>();
  const computing = new Map<string, Computing>();
  const leading = new WeakMap<IncomingMessage, () => void>();
  let size = 0;
  const today = cachedDay(now);

  function forget(key: string, page: KeptPage): void {
    pages.delete(key);
    size -= weigh(page);
  }

  function findFresh(key: string): KeptPage | undefined {
    const page = pages.get(key);
    return page && page.generation === generation.current() && page.day === today() ? page : undefined;
  }

  function release(key: string, done = computing.get(key)): void {
    if (!done) return;
    if (computing.get(key) === done) computing.delete(key);
    for (const resume of done.waiting) resume();
  }

  /**
   * After a write many come at once for what one can compute for all: they wait for the first of them. Whoever comes after
   * a further write does not: what is under way may have read what was there before it.
   */
  function compute(key: string, next: RequestListener, request: IncomingMessage, response: ServerResponse): void {
    const current = generation.current();
    if (current === null || !pages.has(key)) return next(request, response);
    const underWay = computing.get(key);
    if (underWay?.generation === current) {
      const came = performance.now();
      const resume = () => {
        clearTimeout(patience);
        underWay.waiting.delete(resume);
        const page = findFresh(key);
        if (page) answer(page, request, response, write, Math.round(performance.now() - came));
        else next(request, response);
      };
      const patience = setTimeout(resume, longestWait);
      underWay.waiting.add(resume);
      return;
    }
    const own: Computing = { generation: current, waiting: new Set() };
    computing.set(key, own);
    const done = () => release(key, own);
    leading.set(request, done);
    response.once('close', done);
    next(request, response);
  }

  async function keepAnswer({ req, res }: Context<Env>, computed: Pick<KeptPage, 'generation' | 'day'>): Promise<void> {
    if (computed.generation !== generation.current() || req.method !== 'GET' || req.header('cookie') !== undefined) return;
    const etag = res.headers.get('etag');
    // Weak marks and `no-cache` are what `deliver` gives to public pages, and to nothing else.
    if (res.status !== 200 || !etag?.startsWith('W/') || res.headers.get('cache-control') !== 'no-cache') return;
    const body = Buffer.from(await res.clone().arrayBuffer());
    const page = buildPage({ ...computed, etag, body }, Object.fromEntries(res.headers));
    const key = keyOf(rawUrl(req.url), req.header('accept-encoding'));
    const known = pages.get(key);
    if (known) forget(key, known);
    pages.set(key, page);
    size += weigh(page);
    for (const [oldest, one] of pages) {
      if (size <= limit) break;
      forget(oldest, one);
    }
    release(key);
  }

  return {
    async keep(c, next) {
      const started = generation.current();
      const day = today();
      try {
        await next();
        if (started !== null) await keepAnswer(c, { generation: started, day });
      } finally {
        // Kept or not, nobody waits for it any longer.
        const request = c.env?.incoming;
        if (request) leading.get(request)?.();
      }
    },
    before: (next) => (request, response) => {
      if (request.method !== 'GET' || request.headers.cookie !== undefined) return next(request, response);
      const key = keyOf(request.url!, request.headers['accept-encoding']);
      const page = findFresh(key);
      return page ? answer(page, request, response, write) : compute(key, next, request, response);
    },
  };
}

function buildPage(page: Pick<KeptPage, 'generation' | 'day' | 'etag' | 'body'>, headers: Record<string, string>): KeptPage {
  const { 'content-length': _length, 'content-type': _type, 'content-encoding': _encoding, ...unchanged } = headers;
  return { ...page, headers: { ...headers, 'content-length': String(page.body.length) }, unchanged };
}

/** Bytes that a page takes, its headers and key roughly: a thousand small pages are not nothing. */
function weigh(page: KeptPage): number {
  return page.body.length + 4096;
}

function answer(page: KeptPage, request: IncomingMessage, response: ServerResponse, write: WriteLine, ms = 0): void {
  const requestId = randomUUID();
  const mark = request.headers['if-none-match'];
  const same = mark !== undefined && mark.split(',').some((one) => one.trim() === page.etag);
  response.writeHead(same ? 304 : 200, { ...(same ? page.unchanged : page.headers), 'x-request-id': requestId });
  response.end(same ? undefined : page.body);
  write(logLine({ requestId, method: 'GET', path: request.url!.split('?', 1)[0]!, status: same ? 304 : 200, ms, actor: null }));
}

function keyOf(url: string, encodings = ''): string {
  return `${encodings} ${url}`;
}

function rawUrl(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The secretariat's day, looked up at most once a second: formatting a date for each request costs more than the answer. */
function cachedDay(now: () => Temporal.Instant): () => string {
  let day = '';
  let until = 0;
  return () => {
    const at = performance.now();
    if (at >= until) {
      day = dayOf(now()).toString();
      until = at + 1_000;
    }
    return day;
  };
}
