import { join } from 'node:path';
import type { Act } from './act.ts';
import { nightlyBackup } from './backup/nightly.ts';
import { upgrade } from './backup/upgrade.ts';
import { gatherCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { countWrites, type Generation, listenToWrites } from './db/generation.ts';
import type { Engine } from './db/db.ts';
import { findPending } from './db/migrate.ts';
import { isDemonstration } from './demonstration/schema.ts';
import { openDatabase, type OpenDatabase } from './db/open.ts';
import { sweeping } from './files/sweep.ts';
import { tidying } from './housekeeping.ts';
import { mailing } from './mail/jobs.ts';
import { openTransport, type Transport } from './mail/transport.ts';
import type { Module } from './module.ts';
import { type Keyring, openKeyring, type PublicKey, recordKey } from './signing/index.ts';

/** What every act finds around it, whoever acts. */
export type Surroundings = Omit<Act, 'actor' | 'jobs' | 'requestId' | 'once'>;

/** What is looked at to say how an installation is. */
export interface Examined {
  config: Pick<Config, 'url' | 'data' | 'backupAt'>;
  engine: Engine;
  currentKey(): PublicKey;
  /** The migrations that the database has not seen. */
  findPending(): Promise<string[]>;
}

/** One installation of Beffroi, open: its database is migrated, its keys and its mail server are known. */
export interface Installation {
  config: Config;
  open: OpenDatabase;
  keyring: Keyring;
  /** Null where no mail server is set. */
  transport: Transport | null;
  /** Told of every write: what was kept of the register until then is stale. */
  generation: Generation;
  /** Every module, the kernel's own jobs included. */
  modules: readonly Module[];
  /** The migrations that ran at this opening. */
  migrated: readonly string[];
  examined: Examined;
  /** The surroundings of an act that begins now. */
  surroundings(): Surroundings;
  close(): Promise<void>;
}

/**
 * Opens the database, brings it to this version (everything is saved first), and opens what stands beside it in the data folder.
 * @throws DatabaseRefused
 */
export async function openInstallation(config: Config, modules: readonly Module[]): Promise<Installation> {
  const open = await openDatabase(config);
  try {
    const { migrated } = await upgrade(open, config, Temporal.Now.instant());
    const [keyring, transport] = [await openKeyring(join(config.data, 'keys')), await openTransport(config)];
    const generation = open.pool ? await listenToWrites(open.pool) : countWrites();
    const catalogue = gatherCatalogue(modules);
    const site = { url: config.url, sendsMail: transport !== null, isDemonstration: await isDemonstration(open.db) };
    return {
      config,
      open,
      keyring,
      transport,
      generation,
      modules: [
        ...modules,
        mailing(transport, config.mailsPerMinute),
        { name: 'backup', ...nightlyBackup(open, config) },
        tidying,
        sweeping,
      ],
      migrated,
      examined: { config, engine: open.engine, currentKey: keyring.current, findPending: () => findPending(open) },
      surroundings: () => ({
        db: open.db,
        now: Temporal.Now.instant(),
        clock: () => Temporal.Now.instant(),
        catalogue,
        signer: keyring,
        site,
        files: join(config.data, 'files'),
        onCommit: generation.advance,
      }),
      async close() {
        transport?.close();
        await generation.close();
        await open.close();
      },
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Makes the installation ready for its first visitor: the public key is recorded, and an empty register is filled with what ships. */
export async function makeReady({ keyring, modules, surroundings }: Installation, jobs: Act['jobs']): Promise<void> {
  const act = (): Act => ({ ...surroundings(), actor: { kind: 'system', name: 'Beffroi' }, jobs });
  await recordKey(act(), keyring.current());
  for (const { firstStart } of modules) await firstStart?.(act());
}
