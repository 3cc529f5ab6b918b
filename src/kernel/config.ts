import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { z } from 'zod';
import { findNearest } from './config/nearest.ts';
import { say } from './config/messages.ts';
import { langs, type Message } from './i18n/lang.ts';

/** What surrounds the process: `process.env`, or what a test gives. */
export type Environment = Record<string, string | undefined>;

/**
 * Every setting of Beffroi: none is required. A secret may come from a file, named by the same setting with `_FILE`.
 * The names are those of the environment; `readConfig` gives them back in camel case.
 */
const settings = z.object({
  /** A PostgreSQL address; without it the database is the embedded one, in BEFFROI_DATA. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'config.databaseUrl')
    .optional(),
  /** Connections kept to PostgreSQL. */
  DATABASE_POOL: whole(1, 100).default(10),
  /** The folder of the embedded database, files, keys and backups. */
  BEFFROI_DATA: z
    .string()
    .default('./var')
    .transform((folder) => resolve(folder)),
  /** The address that people type; links in mails and signed figures carry it. */
  BEFFROI_URL: z
    .url({ protocol: /^https?$/, error: 'config.url' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Seals sessions and links; made once and kept in BEFFROI_DATA when it is not given. */
  BEFFROI_SECRET: z.string().min(32, 'config.secret').optional(),
  BEFFROI_LANG: z.enum(langs, 'config.lang').default('fr'),
  BEFFROI_LOG: z.enum(['error', 'info', 'debug'], 'config.log').default('info'),
  /** How often the embedded database folds its journal into its tables. */
  BEFFROI_CHECKPOINT_SECONDS: whole(1, 86_400).default(300),
  /** The hour of the nightly backup, at the secretariat; `off` for none. */
  BEFFROI_BACKUP_AT: z
    .string()
    .regex(/^(?:([01]\d|2[0-3]):[0-5]\d|off)$/, 'config.hour')
    .default('02:30')
    .transform((at) => (at === 'off' ? null : at)),
  /** Where backups go; `backups` in BEFFROI_DATA when it is not given. */
  BEFFROI_BACKUP_FOLDER: z
    .string()
    .transform((folder) => resolve(folder))
    .optional(),
  BEFFROI_BACKUP_DAYS: whole(1, 366).default(7),
  BEFFROI_BACKUP_WEEKS: whole(0, 104).default(4),
  BEFFROI_BACKUP_MONTHS: whole(0, 120).default(12),
  /** How many proxies of ours stand in front and add the visitor's address to X-Forwarded-For. */
  BEFFROI_TRUST_PROXY: whole(0, 5).default(0),
  /** Where mails go out; without it they wait in the outbox page. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'config.smtpUrl')
    .optional(),
  /** Who mails are from: `Beffroi <beffroi@ville.org>`. */
  MAIL_FROM: z
    .string()
    .regex(/@[^\s@>]+>?$/, 'config.mailFrom')
    .default('Beffroi <beffroi@localhost>'),
  /** How many mails of a mailing leave in a minute: what the mail server's owner allows. */
  BEFFROI_MAILS_PER_MINUTE: whole(1, 6_000).default(60),
});

const secretNames = ['DATABASE_URL', 'SMTP_URL', 'BEFFROI_SECRET'] as const;

type Settings = z.output<typeof settings>;
type CamelCase<Name extends string> = Name extends `BEFFROI_${infer Own}`
  ? CamelCase<Own>
  : Name extends `${infer First}_${infer Rest}`
    ? `${Lowercase<First>}${Capitalize<CamelCase<Rest>>}`
    : Lowercase<Name>;

/** The settings in camel case, without `BEFFROI_`: `config.data`, `config.backupAt`. Frozen; printing it shows no secret. */
export type Config = Readonly<{ [Name in keyof Settings as CamelCase<Name>]: Settings[Name] } & { url: string; backupFolder: string }>;

/** The configuration cannot be used; `sentences` says everything that is wrong, one setting each. */
export class BadConfig extends Error {
  override name = 'BadConfig';
  readonly sentences: readonly Message[];
  constructor(sentences: readonly Message[]) {
    super(sentences.map((sentence) => sentence('fr')).join('\n'));
    this.sentences = sentences;
  }
}

/**
 * Reads the configuration from the environment and the files it names.
 * @throws BadConfig with every fault at once, unknown `BEFFROI_` settings included
 */
export function readConfig(env: Environment): Config {
  const faults = findUnknown(env);
  const parsed = settings.safeParse(readSecrets(env, faults));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const key = say.has(issue.message) ? issue.message : 'config.text';
    const why = say.later(key, issue.code === 'custom' ? issue.params : undefined);
    faults.push((lang) => say.in(lang)('config.bad', { name, why: why(lang) }));
  }
  if (faults.length > 0 || !parsed.success) throw new BadConfig(faults);
  const values = Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [camelCase(name), value])) as unknown as Config;
  return seal({
    ...values,
    url: values.url ?? `http://localhost:${values.port}`,
    backupFolder: values.backupFolder ?? resolve(values.data, 'backups'),
  });
}

/** Every setting with its value, secrets hidden: for logs and `beffroi doctor`. */
export function describeConfig(config: Config): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, secretKeys.has(name) && value !== undefined ? '***' : value]),
  );
}

const secretKeys = new Set<string>(secretNames.map(camelCase));

function whole(min: number, max: number) {
  return z
    .string()
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error: 'config.whole', params: { min, max } });
}

/** A setting that is not read would let a misspelt secret or folder go unseen. */
function findUnknown(env: Environment): Message[] {
  const known = [...Object.keys(settings.shape), ...secretNames.map((name) => `${name}_FILE`)];
  return Object.keys(env)
    .filter((name) => name.startsWith('BEFFROI_') && !name.startsWith('BEFFROI_TEST_') && !known.includes(name))
    .map((name) => say.later('config.unknown', { name, nearest: findNearest(name, known) }));
}

/** The environment without empty settings, with what `_FILE` settings hold. */
function readSecrets(env: Environment, faults: Message[]): Environment {
  const given: Environment = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of secretNames) {
    const file = given[`${name}_FILE`];
    if (!file) continue;
    if (given[name]) faults.push(say.later('config.twice', { name }));
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(say.later('config.file', { name: `${name}_FILE`, file }));
    }
  }
  return given;
}

function camelCase(name: string): string {
  return name
    .replace(/^BEFFROI_/, '')
    .toLowerCase()
    .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function seal(config: Config): Config {
  const describe = { value: () => describeConfig(config), enumerable: false };
  return Object.freeze(Object.defineProperties(config, { toJSON: describe, [inspect.custom]: describe }));
}
