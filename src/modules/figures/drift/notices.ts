import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { resolveMoment } from '../evaluation/evaluate.ts';
import { say } from '../messages.ts';
import { figurePaths } from '../paths.ts';
import { driftCheck, driftNotice } from '../schema.ts';
import { formatValue } from '../views/words.ts';
import { listDrift, type Drift } from './queries.ts';

/**
 * Compares published sentences with the register, unless nothing was written to it since the last time and the day is
 * the same; tells those who signed of each drift once, in one mail. A drift that goes and comes back is told again.
 * @returns how many drifts are new
 */
export async function notifyDrift(act: Act): Promise<number> {
  // Asked each minute: a transaction, even an empty one, would have every kept page computed anew.
  if (await isCompared(act)) return 0;
  return inTransaction(act, async (act) => {
    const { revision } = await resolveMoment(act, {});
    const drifts = await listDrift(act);
    await forgetGone(act, drifts);
    const fresh = await recordNew(act, drifts);
    await mailSigners(act, fresh, revision);
    await act.db
      .insert(driftCheck)
      .values({ revision, day: dayOf(act.now), checkedAt: act.now })
      .onConflictDoNothing();
    return fresh.length;
  });
}

async function isCompared(act: Act): Promise<boolean> {
  const { revision } = await resolveMoment(act, {});
  const [done] = await act.db
    .select()
    .from(driftCheck)
    .where(and(eq(driftCheck.revision, revision), eq(driftCheck.day, dayOf(act.now))));
  return done !== undefined;
}

/** Those who signed were told of a drift that is no more: should it come back, it is news. */
async function forgetGone(act: Act, drifts: readonly Drift[]): Promise<void> {
  const lasting = new Set(drifts.map((drift) => keyOf(noticeOf(drift))));
  for (const notice of await act.db.select().from(driftNotice)) {
    if (lasting.has(keyOf(notice))) continue;
    await act.db
      .delete(driftNotice)
      .where(and(eq(driftNotice.citationId, notice.citationId), eq(driftNotice.cause, notice.cause), eq(driftNotice.value, notice.value)));
  }
}

async function recordNew(act: Act, drifts: readonly Drift[]): Promise<Drift[]> {
  const fresh: Drift[] = [];
  for (const drift of drifts) {
    const [added] = await act.db
      .insert(driftNotice)
      .values({ ...noticeOf(drift), noticedAt: act.now })
      .onConflictDoNothing()
      .returning({ id: driftNotice.citationId });
    if (added) fresh.push(drift);
  }
  return fresh;
}

type Noticed = Pick<typeof driftNotice.$inferSelect, 'citationId' | 'cause' | 'value'>;

function noticeOf({ citationId, cause, now }: Drift): Noticed {
  return { citationId, cause, value: String(now ?? '') };
}

function keyOf({ citationId, cause, value }: Noticed): string {
  return `${citationId} ${cause} ${value}`;
}

async function mailSigners(act: Act, drifts: readonly Drift[], revision: number): Promise<void> {
  const bySigner = Map.groupBy(
    drifts.filter((drift) => drift.signedById !== null),
    (drift) => drift.signedById!,
  );
  if (bySigner.size === 0) return;
  const signers = await act.db
    .select()
    .from(accountUser)
    .where(and(inArray(accountUser.id, [...bySigner.keys()]), isNull(accountUser.deactivatedAt)));
  for (const { id, email, name, lang } of signers) {
    const own = bySigner.get(id)!;
    const t = say.in(lang);
    const facts = own
      .map((drift) => keyOf(noticeOf(drift)))
      .sort()
      .join('\n');
    await sendMail(act, {
      // With the state of knowledge and the day: a drift that came back is another mail.
      key: `drift:${id}:${revision}:${dayOf(act.now).toString()}:${createHash('sha256').update(facts).digest('hex')}`,
      to: email,
      lang,
      subject: t('mail.drift.subject', { count: own.length }),
      text: t('mail.drift.text', {
        name,
        count: own.length,
        list: own.map((drift) => describe(drift, lang)).join('\n\n'),
        url: act.site.url + localPath(lang, figurePaths.drift()),
      }),
    });
  }
}

function describe({ sentence, text, published, now, cause, state }: Drift, lang: Lang): string {
  const t = say.in(lang);
  return t('mail.drift.line', {
    sentence,
    text,
    published: formatValue(published, lang),
    now: formatValue(now, lang),
    cause: t(`cause.${cause}`),
    state: t(`state.${state}`),
  });
}
