import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { allCommands } from './commands.ts';
import type { Act } from './kernel/act.ts';
import { createAuth } from './kernel/auth/auth.ts';
import { linkPaths } from './kernel/auth/links/mails.ts';
import { openSecret } from './kernel/auth/secret.ts';
import { offerFirstAdmin } from './kernel/auth/users/joining.ts';
import { answerCommands } from './kernel/commands/answer.ts';
import { listenToCommands, socketPath } from './kernel/commands/socket.ts';
import type { Config } from './kernel/config.ts';
import { createPageCache } from './kernel/http/page-cache.ts';
import type { WriteLine } from './kernel/http/request-log.ts';
import { type Installation, makeReady, openInstallation } from './kernel/installation.ts';
import { type Jobs, startJobs } from './kernel/jobs/jobs.ts';
import { modules } from './modules.ts';
import { checkReadiness } from './site/operation/readiness.ts';
import { siteModules } from './site/site.ts';

export interface RunningServer {
  /** Where it answers. */
  url: string;
  /** The one-time link that creates the first administrator; null once there is one. */
  firstAdminUrl: string | null;
  /** Stops accepting, lets what runs end (ten seconds at most), and leaves the database clean. */
  stop(): Promise<void>;
}

/**
 * Starts everything in this one process: database, worker, pages, and the socket of the command line.
 * @throws DatabaseRefused, or the error of a port that is taken (`EADDRINUSE`)
 */
export async function startServer(given: Config, writeLine: WriteLine): Promise<RunningServer> {
  const server = createServer();
  // A free port is only known once it is taken, and the address goes into mails and proofs.
  const early = given.port === 0 ? await listen(server, given) : null;
  const config = early === null || given.url !== `http://localhost:0` ? given : withUrl(given, `http://localhost:${early}`);
  const installation = await openInstallation(config, [...modules, ...siteModules]);
  let stopping = false;
  const jobs = await startJobs(installation.open, installation.modules, {
    context: installation.surroundings,
    complain: (line) => writeLine(JSON.stringify({ level: 'error', at: Temporal.Now.instant().toString(), job: line })),
  });
  let commands: NetServer | undefined;
  try {
    await makeReady(installation, jobs);
    commands = await listenToCommands(socketPath(config.data), answerCommands(installation, jobs, allCommands));
    server.on('request', await buildListener(installation, jobs, writeLine, () => stopping));
    if (early === null) await listen(server, config);
    return {
      url: config.url,
      firstAdminUrl: await offerAddress(installation, jobs),
      async stop() {
        stopping = true;
        commands?.close();
        await closeServer(server);
        await jobs.stop();
        await installation.close();
      },
    };
  } catch (error) {
    commands?.close();
    await jobs.stop();
    await installation.close();
    throw error;
  }
}

async function buildListener(installation: Installation, jobs: Jobs, writeLine: WriteLine, isStopping: () => boolean): Promise<RequestListener> {
  const { config, open, generation, surroundings, modules } = installation;
  const clock = () => Temporal.Now.instant();
  const cache = createPageCache({ generation, now: clock, write: writeLine });
  const app = createApp({
    config,
    auth: createAuth({ db: open.db, url: config.url, secret: await openSecret(config), clock }),
    actFor: (actor): Act => ({ ...surroundings(), actor, jobs }),
    modules,
    examined: installation.examined,
    readiness: () => checkReadiness(open, isStopping()),
    cache,
    writeLine,
  });
  return cache.before(getRequestListener(app.fetch));
}

async function offerAddress({ config, surroundings }: Installation, jobs: Jobs): Promise<string | null> {
  const token = await offerFirstAdmin({ ...surroundings(), actor: { kind: 'system', name: 'Beffroi' }, jobs });
  return token && config.url + linkPaths.firstAdmin(token);
}

function listen(server: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Waits for the answers that are under way; after ten seconds their connections are cut. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(patience);
}

/** The same configuration, which still hides its secrets when printed. */
function withUrl(config: Config, url: string): Config {
  return Object.freeze(Object.create(Object.getPrototypeOf(config), { ...Object.getOwnPropertyDescriptors(config), url: { value: url, enumerable: true } }));
}
