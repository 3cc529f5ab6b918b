import { createHash, randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { signValue } from '../../../kernel/signing/index.ts';
import { asKnownNow } from '../../register/index.ts';
import { lockMeeting } from '../meetings/commands.ts';
import { type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { maySignList } from '../policy.ts';
import { invitationLine, invitationList, invitationListStep } from '../schema.ts';
import type { ListState } from '../vocabulary.ts';
import { computeList } from './compute.ts';
import { findList, type KeptList } from './queries.ts';
import { canBecome } from './rules.ts';

/**
 * Keeps the whole list as it is computed now, in and out, with its reasons, for the direction to sign.
 * @returns its number @throws Forbidden, Missing; Refused while there is no rule, or nobody to speak of
 */
export async function proposeList(act: Act, slug: string): Promise<number> {
  return inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const computed = await computeList(act, held.id, await asKnownNow(act));
    if (!computed) throw new Refused(say.later('list.noRule'));
    if (computed.lines.length === 0) throw new Refused(say.later('list.empty'));
    const id = randomUUID();
    const lines = computed.lines.map(({ party, verdict, exception, reason }) => ({
      listId: id,
      partyId: party.id,
      verdict,
      exceptionId: exception?.id ?? null,
      reasonFr: reason('fr'),
      reasonEn: reason('en'),
    }));
    const number = await nextNumber(act, held.id);
    await act.db.insert(invitationList).values({
      id,
      meetingId: held.id,
      number,
      ruleId: computed.rule.id,
      day: computed.at.on,
      revision: computed.at.revision,
      digest: digestOf(slug, number, lines),
    });
    await act.db.insert(invitationLine).values(lines);
    await takeStep(act, { id, state: null, steps: [] }, 'proposed');
    await audit(act, {
      command: 'invitation.propose',
      subject: slug,
      detail: { list: number, in: lines.filter((one) => one.verdict === 'in').length },
    });
    return number;
  });
}

/**
 * The direction signs a list, in its own name, as it was read.
 * @throws Forbidden to who may not sign; Missing; Refused where it is not the list that was read, or not to be signed any more
 */
export async function approveList(act: Act, slug: string, number: number, { digest }: { digest: string }): Promise<void> {
  if (!maySignList(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const list = await findList(act, held.id, number);
    if (list.digest !== digest) throw new Refused(say.later('list.unseen'));
    await takeStep(act, list, 'approved', { signed: { meeting: slug, list: number, digest } });
    await audit(act, { command: 'invitation.approve', subject: slug, detail: { list: number, digest } });
  });
}

/** Gives a list up that is not sent, and says why. @throws Forbidden, Missing, Refused */
export async function abandonList(act: Act, slug: string, number: number, { reason }: { reason: string }): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    await takeStep(act, await findList(act, held.id, number), 'abandoned', { reason });
    await audit(act, { command: 'invitation.abandon', subject: slug, detail: { list: number } });
  });
}

/** Writes that a list enters a state. @throws Refused when the life cycle has no such step */
export async function takeStep(
  act: Act,
  list: Pick<KeptList, 'id' | 'steps'> & { state: ListState | null },
  to: ListState,
  { reason = null, signed }: { reason?: string | null; signed?: Record<string, unknown> } = {},
): Promise<void> {
  if (!canBecome(list.state, to)) throw new Refused(say.later('list.notNow'));
  const seal = signed ? signValue({ ...signed, by: actorName(act.actor), at: act.now.toString() }, act.signer) : null;
  await act.db.insert(invitationListStep).values({
    id: randomUUID(),
    listId: list.id,
    number: (list.steps[0]?.number ?? 0) + 1,
    state: to,
    reason,
    signature: seal?.signature ?? null,
    keyId: seal?.key.id ?? null,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
  });
}

/** A list that is to be sent must be the last that was signed: an older one may speak of what is no longer so. */
export async function lockSignedList(act: Act, slug: string, number: number): Promise<{ held: PreparedMeeting; list: KeptList }> {
  const held = await lockMeeting(act, slug);
  const list = await findList(act, held.id, number);
  const [later] = await act.db
    .select({ number: invitationList.number })
    .from(invitationList)
    .innerJoin(invitationListStep, and(eq(invitationListStep.listId, invitationList.id), eq(invitationListStep.state, 'approved')))
    .where(eq(invitationList.meetingId, held.id))
    .orderBy(desc(invitationList.number))
    .limit(1);
  if (later && later.number > number) throw new Refused(say.later('list.overtaken', { number: later.number }));
  return { held, list };
}

async function nextNumber(act: Act, meetingId: string): Promise<number> {
  const [last] = await act.db
    .select({ number: invitationList.number })
    .from(invitationList)
    .where(eq(invitationList.meetingId, meetingId))
    .orderBy(desc(invitationList.number))
    .limit(1);
  return (last?.number ?? 0) + 1;
}

function digestOf(slug: string, number: number, lines: readonly { partyId: string; verdict: string; reasonFr: string }[]): string {
  const said = lines
    .map(({ partyId, verdict, reasonFr }) => [partyId, verdict, reasonFr])
    .toSorted((one, other) => (one[0]! < other[0]! ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([slug, number, said]))
    .digest('hex');
}
