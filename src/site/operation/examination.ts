import { statfs } from 'node:fs/promises';
import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Act } from '../../kernel/act.ts';
import { accountUser } from '../../kernel/auth/schema.ts';
import { listBackupRuns } from '../../kernel/backup/nightly.ts';
import { productVersion } from '../../kernel/backup/manifest.ts';
import { findDamage } from '../../kernel/db/damage.ts';
import type { Message } from '../../kernel/i18n/lang.ts';
import { formatInstant, formatNumber } from '../../kernel/i18n/format.ts';
import type { Examined } from '../../kernel/installation.ts';
import { mailOutbox } from '../../kernel/mail/schema.ts';
import { lettersWithoutFont } from '../../kernel/papers/index.ts';
import { listKeys } from '../../kernel/signing/index.ts';
import { listUnusualLetters } from '../../modules/register/index.ts';
import { say } from './messages.ts';

export const subjects = ['version', 'address', 'data', 'database', 'damage', 'disk', 'mail', 'backup', 'keys', 'fonts', 'team'] as const;

/** One thing that was looked at: how it is, and in words what it is and what to do. */
export interface Finding {
  subject: (typeof subjects)[number];
  state: 'good' | 'warning' | 'bad';
  text: Message;
}

type Found = Omit<Finding, 'subject'>;

/** Looks at everything that keeps an installation well. @param thorough also reads every index and table, which takes time */
export async function examine(act: Act, examined: Examined, { thorough }: { thorough: boolean }): Promise<Finding[]> {
  const { config } = examined;
  const looks: Record<Finding['subject'], () => Promise<Found | null>> = {
    version: async () => good(say.later('exam.version', { version: productVersion(), node: process.version })),
    address: async () => lookAtAddress(config.url),
    data: async () => good(say.later('exam.data', { folder: config.data })),
    database: () => lookAtDatabase(act, examined),
    damage: async () => (thorough ? lookAtDamage(act) : null),
    disk: () => lookAtDisk(config.data),
    mail: () => lookAtMail(act),
    backup: () => lookAtBackup(act, config.backupAt !== null),
    keys: () => lookAtKeys(act, examined),
    fonts: () => lookAtFonts(act),
    team: () => lookAtTeam(act),
  };
  const findings: Finding[] = [];
  for (const subject of subjects) {
    const found = await looks[subject]();
    if (found) findings.push({ subject, ...found });
  }
  return findings;
}

const good = (text: Message): Found => ({ state: 'good', text });
const warning = (text: Message): Found => ({ state: 'warning', text });
const bad = (text: Message): Found => ({ state: 'bad', text });

function lookAtAddress(url: string): Found {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return good(say.later('exam.address', { url }));
  return hostname === 'localhost' || hostname === '127.0.0.1'
    ? warning(say.later('exam.address.local', { url }))
    : bad(say.later('exam.address.plain', { url }));
}

async function lookAtDatabase(act: Act, { engine, findPending }: Examined): Promise<Found> {
  const { rows } = await act.db.execute<{ version: string; bytes: number }>(
    sql`select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  );
  const pending = await findPending();
  const [{ version, bytes }] = rows as [{ version: string; bytes: number }];
  const text: Message = (lang) => say.in(lang)('exam.database', { version, engine, size: megabytes(bytes)(lang) });
  return pending.length === 0
    ? good(text)
    : bad((lang) => `${text(lang)} ${say.in(lang)('exam.database.pending', { pending: pending.join(', ') })}`);
}

async function lookAtDamage(act: Act): Promise<Found> {
  const faults = await findDamage(act.db);
  if (faults === null) return warning(say.later('exam.damage.unknown'));
  return faults.length === 0 ? good(say.later('exam.damage.none')) : bad(say.later('exam.damage', { faults: faults.join(' ; ') }));
}

async function lookAtDisk(folder: string): Promise<Found> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text: Message = (lang) => say.in(lang)('exam.disk', { free: megabytes(free)(lang) });
  if (free < 200e6) return bad((lang) => `${text(lang)} ${say.in(lang)('exam.disk.full')}`);
  return free < 2e9 ? warning((lang) => `${text(lang)} ${say.in(lang)('exam.disk.soon')}`) : good(text);
}

async function lookAtMail(act: Act): Promise<Found> {
  const countOf = async (state: 'refused' | 'waiting' | 'uncertain') =>
    (await act.db.select({ mails: count() }).from(mailOutbox).where(eq(mailOutbox.state, state)))[0]!.mails;
  const [refused, waiting, uncertain] = [await countOf('refused'), await countOf('waiting'), await countOf('uncertain')];
  if (!act.site.sendsMail) return warning(say.later('exam.mail.unset'));
  if (uncertain > 0) return bad(say.later('exam.mail.uncertain', { uncertain }));
  return refused > 0 ? bad(say.later('exam.mail.refused', { refused })) : good(say.later('exam.mail', { waiting }));
}

async function lookAtBackup(act: Act, scheduled: boolean): Promise<Found> {
  if (!scheduled) return warning(say.later('exam.backup.off'));
  const [last] = await listBackupRuns(act, 1);
  if (!last) return warning(say.later('exam.backup.none'));
  const when: Message = (lang) => formatInstant(last.startedAt, lang);
  const spoken =
    (key: 'exam.backup' | 'exam.backup.fault' | 'exam.backup.old'): Message =>
    (lang) =>
      say.in(lang)(key, { when: when(lang), fault: last.fault ?? '', file: last.file ?? '' });
  if (last.fault || last.drill !== 'same') return bad(spoken('exam.backup.fault'));
  return Temporal.Instant.compare(last.startedAt, act.now.subtract({ hours: 48 })) < 0
    ? bad(spoken('exam.backup.old'))
    : good(spoken('exam.backup'));
}

async function lookAtKeys(act: Act, { currentKey }: Examined): Promise<Found> {
  const [current, keys] = [currentKey(), await listKeys(act.db)];
  const values = { id: current.id, count: keys.length };
  return keys.some((key) => key.id === current.id && key.retiredAt === null)
    ? good(say.later('exam.keys', values))
    : bad(say.later('exam.keys.unknown', values));
}

async function lookAtFonts(act: Act): Promise<Found> {
  const missing = lettersWithoutFont((await listUnusualLetters(act.db)).join(' '));
  return missing.length === 0
    ? good(say.later('exam.fonts'))
    : warning(say.later('exam.fonts.missing', { count: missing.length, letters: missing.slice(0, 30).join(' ') }));
}

async function lookAtTeam(act: Act): Promise<Found> {
  const [admins] = await act.db
    .select({ all: count(), unprotected: sql<number>`count(*) filter (where not ${accountUser.twoFactorEnabled})::int` })
    .from(accountUser)
    .where(and(eq(accountUser.role, 'admin'), isNull(accountUser.deactivatedAt)));
  if (admins!.all === 0) return bad(say.later('exam.team.nobody'));
  return admins!.unprotected > 0
    ? warning(say.later('exam.team.unprotected', { ...admins! }))
    : good(say.later('exam.team', { all: admins!.all }));
}

function megabytes(bytes: number): Message {
  return (lang) => formatNumber(bytes / 1e6, lang, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
}
