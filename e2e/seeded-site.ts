import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { serve } from '@hono/node-server';
import { createApp } from '../src/app.ts';
import type { Act } from '../src/kernel/act.ts';
import type { Role } from '../src/kernel/actor.ts';
import { createAuth } from '../src/kernel/auth/auth.ts';
import { createSession, createUser } from '../src/kernel/auth/factories.ts';
import { gatherCatalogue } from '../src/kernel/catalogue.ts';
import { actBuilder, type ActOptions, cloneDatabase, testEngine } from '../src/kernel/db/testing.ts';
import { modules } from '../src/modules.ts';
import { siteModules } from '../src/site/site.ts';

/** The site on a database of its own, at an instant of its own: for journeys that begin long before their first page. */
export interface SeededSite {
  url: string;
  /** What time it is for the site: a story goes on from day to day. */
  clock: { now: Temporal.Instant };
  act(options?: ActOptions): Act;
  /** The cookies of someone with this role, for a browser's context; of a party where one is given; whoever has a name has joined, and is mailed. */
  signIn(role: Role, partyId?: string, name?: string): Promise<{ name: string; value: string; url: string }[]>;
  stop(): Promise<void>;
}

/** @param now what time it is for the site at first */
export async function startSeededSite(now: Temporal.Instant): Promise<SeededSite> {
  const clock = { now };
  const open = await cloneDatabase();
  const build = actBuilder(open.db);
  const catalogue = gatherCatalogue(modules);
  const server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0 });
  if (!server.listening) await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const auth = createAuth({ db: open.db, url, secret: 'un secret de trente-deux caractères au moins', clock: () => clock.now });
  const act = (options: ActOptions = {}) => build({ now: clock.now, catalogue, site: { url, sendsMail: true }, ...options });
  const app = createApp({
    config: { url, trustProxy: 0 },
    auth,
    actFor: (actor) => act({ actor }),
    modules: [...modules, ...siteModules],
    examined: {
      config: { url, data: tmpdir(), backupAt: '02:30' },
      engine: testEngine,
      currentKey: () => {
        const { keyId, publicKey } = act().signer.sign('');
        return { id: keyId, publicKey };
      },
      findPending: async () => [],
    },
    readiness: async () => ({ database: true }),
    writeLine: () => {},
  });
  return {
    url,
    clock,
    act,
    async signIn(role, partyId, name) {
      const system = act({ actor: { kind: 'system', name: 'test' } });
      const user = await createUser(system, {
        role,
        ...(partyId ? { partyId } : {}),
        ...(name ? { name, password: 'une cloche dans la brume du matin' } : {}),
      });
      return (await createSession(system, auth, user.id)).split('; ').map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
      });
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      await closed;
      await open.close();
    },
  };
}
