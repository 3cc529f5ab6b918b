import { randomInt, randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { asKnownNow, findHeads, indexParties } from '../../register/index.ts';
import { holdMeeting, lockMeeting } from '../meetings/commands.ts';
import { type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { mayNominate, mayPrepare } from '../policy.ts';
import { delegate, delegateStep, delegation } from '../schema.ts';
import type { NewDelegate } from './input.ts';
import { findDelegationRow, listDelegates, type ListedDelegate } from './queries.ts';

/** Opens the delegation of a party, in the transaction of what calls for it; one that is open stays as it is. */
export async function openDelegation(act: Act, held: PreparedMeeting, partyId: string): Promise<void> {
  await act.db
    .insert(delegation)
    .values({
      id: randomUUID(),
      meetingId: held.id,
      partyId,
      quota: held.delegatesEach,
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    })
    .onConflictDoNothing();
}

/** Opens the delegation of a party as staff name it. @returns its address @throws Forbidden, Missing; Invalid where the party is unknown */
export async function addDelegation(act: Act, slug: string, { party: words }: { party: string }): Promise<string> {
  return inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const party = (await indexParties(act.db, await asKnownNow(act))).resolve(words);
    await openDelegation(act, held, party.id);
    await audit(act, { command: 'delegation.open', subject: slug, detail: { party: party.slug } });
    return party.slug;
  });
}

/** Decides how many people a delegation has. @throws Forbidden, Missing; Invalid below the number who are in it already */
export async function changeQuota(act: Act, slug: string, partyId: string, { quota }: { quota: number }): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await lockMeeting(act, slug);
    const found = await lockDelegation(act, held.id, partyId);
    const coming = countComing(await listDelegates(act, [found.id]));
    if (quota < coming) throw new Invalid({ quota: say.later('delegation.quotaTaken', { coming }) });
    await act.db.update(delegation).set({ quota }).where(eq(delegation.id, found.id));
    await audit(act, { command: 'delegation.quota', subject: slug, detail: { party: partyId, from: found.quota, to: quota } });
  });
}

/**
 * Names someone who comes on behalf of a party, within its quota. Where they are the head of the delegation and bear the
 * name of the party's head, the register's person is meant.
 * @throws Forbidden to who is neither staff nor of that party; Missing; Refused beyond the quota; Invalid for a second head
 */
export async function nominate(act: Act, slug: string, partyId: string, input: NewDelegate): Promise<void> {
  if (!mayNominate(act.actor, partyId)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const held = await holdMeeting(act, slug);
    if (held.event.status === 'cancelled') throw new Refused(say.later('meeting.cancelled'));
    const found = await lockDelegation(act, held.id, partyId);
    const delegates = await listDelegates(act, [found.id]);
    if (countComing(delegates) >= found.quota) throw new Refused(say.later('delegation.full', { quota: found.quota }));
    refuseSecondHead(delegates, input);
    const id = randomUUID();
    await act.db.insert(delegate).values({
      id,
      meetingId: held.id,
      delegationId: found.id,
      personId: input.isHead ? await findHeadNamed(act, partyId, input.name) : null,
      badge: newBadge(),
    });
    await writeStep(act, { id, number: 0 }, { state: 'nominated', ...input });
    await audit(act, { command: 'delegate.nominate', subject: slug, detail: { party: partyId, delegate: id } });
  });
}

/** Corrects what is said of a delegate; what was said before is kept. @throws Forbidden, Missing; Refused once they are withdrawn */
export async function correctDelegate(act: Act, slug: string, partyId: string, delegateId: string, input: NewDelegate): Promise<void> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  await changeDelegate(act, slug, partyId, delegateId, async (one, others) => {
    refuseSecondHead(
      others.filter(({ id }) => id !== one.id),
      input,
    );
    return { ...one, ...input };
  });
}

/** Records that someone comes, and where it was confirmed. @throws Forbidden to who does not prepare events; Missing, Refused */
export async function confirmDelegate(
  act: Act,
  slug: string,
  partyId: string,
  delegateId: string,
  { place }: { place: string },
): Promise<void> {
  if (!mayPrepare(act.actor)) throw new Forbidden();
  await changeDelegate(act, slug, partyId, delegateId, async (one) => {
    if (one.state === 'confirmed') throw new Refused(say.later('delegate.notNow'));
    return { ...one, state: 'confirmed', place };
  });
}

/** Takes someone out of a delegation, and says why: their place is free again. @throws Forbidden, Missing, Refused */
export async function withdrawDelegate(
  act: Act,
  slug: string,
  partyId: string,
  delegateId: string,
  { reason }: { reason: string },
): Promise<void> {
  if (!mayNominate(act.actor, partyId)) throw new Forbidden();
  await changeDelegate(act, slug, partyId, delegateId, async (one) => ({ ...one, state: 'withdrawn', reason }));
}

type DelegateChange = Pick<ListedDelegate, 'state' | 'name' | 'role' | 'email' | 'lang' | 'isHead'> & {
  place?: string | null;
  reason?: string | null;
};

async function changeDelegate(
  act: Act,
  slug: string,
  partyId: string,
  delegateId: string,
  change: (one: ListedDelegate, all: readonly ListedDelegate[]) => Promise<DelegateChange>,
): Promise<void> {
  await inTransaction(act, async (act) => {
    const held = await holdMeeting(act, slug);
    const found = await lockDelegation(act, held.id, partyId);
    const delegates = await listDelegates(act, [found.id]);
    const one = delegates.find(({ id }) => id === delegateId);
    if (!one) throw new Missing(`delegate ${delegateId}`);
    if (one.state === 'withdrawn') throw new Refused(say.later('delegate.notNow'));
    const next = await change(one, delegates);
    await writeStep(act, one, next);
    await audit(act, { command: `delegate.${next.state}`, subject: slug, detail: { party: partyId, delegate: delegateId } });
  });
}

async function writeStep(act: Act, { id, number }: { id: string; number: number }, step: DelegateChange): Promise<void> {
  const { state, name, role, email, lang, isHead, place = null, reason = null } = step;
  await act.db.insert(delegateStep).values({
    id: randomUUID(),
    delegateId: id,
    number: number + 1,
    state,
    name,
    role,
    isHead,
    email,
    lang,
    place,
    reason,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
  });
}

/** Holds a delegation, so that two nominations at once do not both take its last place. @throws Missing */
async function lockDelegation(act: Act, meetingId: string, partyId: string): Promise<typeof delegation.$inferSelect> {
  await act.db
    .select({ id: delegation.id })
    .from(delegation)
    .where(and(eq(delegation.meetingId, meetingId), eq(delegation.partyId, partyId)))
    .orderBy(desc(delegation.createdAt))
    .for('update');
  return findDelegationRow(act, meetingId, partyId);
}

function countComing(delegates: readonly ListedDelegate[]): number {
  return delegates.filter(({ state }) => state !== 'withdrawn').length;
}

function refuseSecondHead(delegates: readonly ListedDelegate[], { isHead }: NewDelegate): void {
  if (isHead && delegates.some((one) => one.isHead && one.state !== 'withdrawn'))
    throw new Invalid({ isHead: say.later('delegation.oneHead') });
}

async function findHeadNamed(act: Act, partyId: string, name: string): Promise<string | null> {
  const head = (await findHeads(act.db, await asKnownNow(act), [partyId])).get(partyId);
  return head && fold(head.person.name) === fold(name) ? head.person.id : null;
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Letters and digits that nobody takes for one another when they are read aloud at a desk. */
const badgeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function newBadge(): string {
  return Array.from({ length: 10 }, () => badgeAlphabet[randomInt(badgeAlphabet.length)]).join('');
}
