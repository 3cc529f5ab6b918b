import { randomUUID } from 'node:crypto';
import { and, count, desc, eq, ilike } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { actorId, actorName } from '../actor.ts';
import { Forbidden } from '../errors.ts';
import { mayReadAudit } from './policy.ts';
import { auditEntry } from './schema.ts';

export interface Audited {
  /** What was done, in the words of the code: `team.invite`. */
  command: string;
  /** To whom or to what: an identifier or a name that stays readable. */
  subject: string;
  /** What else is worth knowing; never a password, a token or a mail's body. */
  detail?: Record<string, unknown>;
}

export type AuditEntry = typeof auditEntry.$inferSelect;

/** Writes who did what, in the transaction of the change itself: neither is kept without the other. */
export async function audit(act: Act, { command, subject, detail = {} }: Audited): Promise<void> {
  await act.db
    .insert(auditEntry)
    .values({ id: randomUUID(), at: act.now, actorId: actorId(act.actor), actor: actorName(act.actor), command, subject, detail });
}

export interface AuditFilter {
  /** A person's name, in part. */
  actor?: string | undefined;
  command?: string | undefined;
}

/** The audit trail, the latest first. @throws Forbidden to who does not administer */
export async function listAudit(
  act: Act,
  filter: AuditFilter,
  { page, size }: { page: number; size: number },
): Promise<{ entries: AuditEntry[]; total: number; commands: string[] }> {
  if (!mayReadAudit(act.actor)) throw new Forbidden();
  const where = and(
    filter.actor ? ilike(auditEntry.actor, `%${filter.actor.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
    filter.command ? eq(auditEntry.command, filter.command) : undefined,
  );
  const entries = await act.db
    .select()
    .from(auditEntry)
    .where(where)
    .orderBy(desc(auditEntry.at), desc(auditEntry.id))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db.select({ total: count() }).from(auditEntry).where(where);
  const commands = await act.db.selectDistinct({ command: auditEntry.command }).from(auditEntry).orderBy(auditEntry.command);
  return { entries, total: counted!.total, commands: commands.map((row) => row.command) };
}
