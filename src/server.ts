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
import type { JobSender } from './kernel/jobs/sender.ts';
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
  const phase: Phase = { stopping: false, started: Promise.withResolvers<void>(), jobs: null };
  // Nobody waits for it when the start fails.
  phase.started.promise.catch(() => {});
  let commands: NetServer | undefined;
  try {
    server.on('request', await buildListener(installation, phase, writeLine));
    // Where nothing had to be migrated the pages are there already: they are given while the worker starts.
    if (early === null && installation.migrated.length === 0) await listen(server, config);
    const jobs = (phase.jobs = await startJobs(installation.open, installation.modules, {
      context: installation.surroundings,
      complain: (line) => writeLine(JSON.stringify({ level: 'error', at: Temporal.Now.instant().toString(), job: line })),
    }));
    await makeReady(installation, jobs);
    commands = await listenToCommands(socketPath(config.data), answerCommands(installation, jobs, allCommands));
    phase.started.resolve();
    if (!server.listening) await listen(server, config);
    return {
      url: config.url,
      firstAdminUrl: await offerAddress(installation, jobs),
      async stop() {
        phase.stopping = true;
        commands?.close();
        await closeServer(server);
        await jobs.stop();
        await installation.close();
      },
    };
  } catch (error) {
    phase.started.reject(error);
    commands?.close();
    server.close();
    server.closeAllConnections();
    await phase.jobs?.stop();
    await installation.close();
    throw error;
  }
}

/** How far the start is, and whether the end has begun. */
interface Phase {
  stopping: boolean;
  started: PromiseWithResolvers<void>;
  jobs: Jobs | null;
}

async function buildListener(installation: Installation, phase: Phase, writeLine: WriteLine): Promise<RequestListener> {
  const { config, open, generation, surroundings, modules } = installation;
  // What changes something waits for the worker, so that no transaction ever waits for it.
  const jobs: JobSender = { send: (...job) => phase.jobs!.send(...job) };
  const clock = () => Temporal.Now.instant();
  const cache = createPageCache({ generation, now: clock, write: writeLine });
  const app = createApp({
    config,
    auth: createAuth({ db: open.db, url: config.url, secret: await openSecret(config), clock }),
    actFor: (actor): Act => ({ ...surroundings(), actor, jobs }),
    modules,
    examined: installation.examined,
    readiness: () => checkReadiness(open, { started: phase.jobs !== null, stopping: phase.stopping }),
    started: phase.started.promise,
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
  return Object.freeze(
    Object.create(Object.getPrototypeOf(config), { ...Object.getOwnPropertyDescriptors(config), url: { value: url, enumerable: true } }),
  );
}
