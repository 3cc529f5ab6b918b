import { tmpdir } from 'node:os';
import type { Hono } from 'hono';
import { createApp } from '../src/app.ts';
import type { Role } from '../src/kernel/actor.ts';
import { createAuth } from '../src/kernel/auth/auth.ts';
import { createSession, createUser } from '../src/kernel/auth/factories.ts';
import { gatherCatalogue } from '../src/kernel/catalogue.ts';
import type { Db } from '../src/kernel/db/db.ts';
import { databaseTest } from '../src/kernel/db/testing.ts';
import { testEngine } from '../src/kernel/db/testing/snapshot.ts';
import type { Act } from '../src/kernel/act.ts';
import type { Env } from '../src/kernel/http/env.ts';
import type { PublicKey } from '../src/kernel/signing/index.ts';
import type { Module } from '../src/kernel/module.ts';
import { modules } from '../src/modules.ts';
import { siteModules } from '../src/site/site.ts';

export interface SiteOptions {
  url?: string;
  sendsMail?: boolean;
  isDemonstration?: boolean;
  /** A transaction of the test's own, in place of the test's. */
  db?: Db;
  modules?: readonly Module[];
}

/** The whole site on the database of the test. */
export interface Site {
  app: Hono<Env>;
  /** A browser of someone; without a role, a visitor's. Someone of a city acts for a party. */
  browser(role?: Role, partyId?: string): Promise<Browser>;
  /** What the log has said. */
  log: string[];
  /** What time it is for the site. */
  clock: { now: Temporal.Instant };
}

/** A browser: it keeps cookies, and says where its forms come from. Redirections are not followed. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** Any other request: what a script of a page sends, a file in pieces. */
  send(method: string, path: string, headers?: Record<string, string>, body?: BodyInit): Promise<Response>;
  /** Sends a form whose last field is a file; no name: none was chosen. */
  sendFile(path: string, fields: Record<string, string>, name: string, bytes: Uint8Array): Promise<Response>;
}

/** A `test` with the whole site: `const test = siteTest()`, then `test('…', async ({ openSite }) => …)`. */
export function siteTest(seed?: (act: Act) => Promise<void>) {
  return databaseTest(seed).extend<{ openSite: (options?: SiteOptions) => Site }>({
    openSite: async ({ db: whole, act }, use) => {
      await use(
        ({
          url = 'http://localhost:3000',
          sendsMail = true,
          isDemonstration = false,
          db = whole,
          modules: offered = [...modules, ...siteModules],
        } = {}) => {
          const clock = { now: act().now };
          const log: string[] = [];
          const auth = createAuth({ db, url, secret: 'un secret de trente-deux caractères au moins', clock: () => clock.now });
          const catalogue = gatherCatalogue(modules);
          const build = (actor: Act['actor']) => ({
            ...act({ actor, now: clock.now, catalogue, site: { url, sendsMail, isDemonstration } }),
            db,
          });
          const app = createApp({
            config: { url, trustProxy: 0 },
            auth,
            actFor: build,
            modules: offered,
            examined: {
              config: { url, data: tmpdir(), backupAt: '02:30' },
              engine: testEngine,
              currentKey: () => keyOf(act()),
              findPending: async () => [],
            },
            readiness: async () => ({ database: true }),
            writeLine: (line) => log.push(line),
          });
          return {
            app,
            log,
            clock,
            async browser(role, partyId) {
              const opened = openBrowser(app, url);
              if (!role) return opened;
              const system = build({ kind: 'system', name: 'test' });
              const user = await createUser(system, { role, ...(partyId ? { partyId } : {}) });
              for (const pair of (await createSession(system, auth, user.id)).split('; ')) {
                const at = pair.indexOf('=');
                opened.cookies.set(pair.slice(0, at), pair.slice(at + 1));
              }
              return opened;
            },
          };
        },
      );
    },
  });
}

function keyOf({ signer }: Act): PublicKey {
  const { keyId, publicKey } = signer.sign('');
  return { id: keyId, publicKey };
}

function openBrowser(app: Hono<Env>, url: string): Browser {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit & { headers: Record<string, string>; duplex?: 'half' }): Promise<Response> {
    if (cookies.size > 0) init.headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(new Request(new URL(path, url), init));
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return response;
  }
  const { origin } = new URL(url);
  return {
    cookies,
    send: (method, path, headers = {}, body) =>
      send(path, { method, headers: { origin, ...headers }, ...(body ? { body, duplex: 'half' } : {}) }),
    sendFile: (path, fields, name, bytes) => {
      const body = new FormData();
      for (const [key, value] of Object.entries(fields)) body.append(key, value);
      body.append('file', new File([new Uint8Array(bytes)], name));
      return send(path, { method: 'POST', body, headers: { origin } });
    },
    get: (path, headers = {}) => send(path, { headers: { ...headers } }),
    post: (path, fields = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
      }),
  };
}
