import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadDelegation, mayReadPreparation } from '../policy.ts';
import { delegate, delegateStep, type DelegateStep, delegation } from '../schema.ts';
import type { DelegateState } from '../vocabulary.ts';

/** Someone of a delegation, as last said. */
export interface ListedDelegate {
  id: string;
  delegationId: string;
  personId: string | null;
  badge: string;
  /** Of the last step. */
  number: number;
  state: DelegateState;
  name: string;
  role: string | null;
  email: string | null;
  lang: DelegateStep['lang'];
  isHead: boolean;
  /** All that was said of them, the latest first. */
  steps: DelegateStep[];
}

export interface Delegation {
  id: string;
  meetingId: string;
  party: PartyRef;
  quota: number;
  /** The head first, then by name; those who are withdrawn come last. */
  delegates: ListedDelegate[];
}

/** The delegations of an event, by name. @throws Forbidden */
export async function listDelegations(act: Act, meetingId: string): Promise<Delegation[]> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  return load(act, await act.db.select().from(delegation).where(eq(delegation.meetingId, meetingId)));
}

/** The delegation of a party to an event. @throws Missing also to whoever is neither staff nor of that party */
export async function findDelegation(act: Act, meetingId: string, partyId: string): Promise<Delegation> {
  if (!mayReadDelegation(act.actor, partyId)) throw new Missing('delegation');
  const [found] = await load(act, [await findDelegationRow(act, meetingId, partyId)]);
  return found!;
}

/** The row of a delegation: the caller has checked who asks. @throws Missing */
export async function findDelegationRow(act: Act, meetingId: string, partyId: string): Promise<typeof delegation.$inferSelect> {
  const [row] = await act.db
    .select()
    .from(delegation)
    .where(and(eq(delegation.meetingId, meetingId), eq(delegation.partyId, partyId)));
  if (!row) throw new Missing('delegation');
  return row;
}

/** The people of these delegations: the caller has checked who asks. */
export async function listDelegates(act: Act, delegationIds: readonly string[]): Promise<ListedDelegate[]> {
  if (delegationIds.length === 0) return [];
  const rows = await act.db
    .select({ delegate, step: delegateStep })
    .from(delegate)
    .innerJoin(delegateStep, eq(delegateStep.delegateId, delegate.id))
    .where(inArray(delegate.delegationId, [...delegationIds]))
    .orderBy(desc(delegateStep.number));
  const { compare } = collator('fr');
  return [...Map.groupBy(rows, (row) => row.delegate.id).values()]
    .map((steps): ListedDelegate => {
      const { delegate: one, step } = steps[0]!;
      const { number, state, name, role, email, lang, isHead } = step;
      const { id, delegationId, personId, badge } = one;
      return { id, delegationId, personId, badge, number, state, name, role, email, lang, isHead, steps: steps.map((row) => row.step) };
    })
    .toSorted(
      (one, other) =>
        Number(one.state === 'withdrawn') - Number(other.state === 'withdrawn') ||
        Number(other.isHead) - Number(one.isHead) ||
        compare(one.name, other.name),
    );
}

async function load(act: Act, rows: readonly (typeof delegation.$inferSelect)[]): Promise<Delegation[]> {
  const parties = await findPartiesById(
    act.db,
    rows.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  const delegates = Map.groupBy(
    await listDelegates(
      act,
      rows.map(({ id }) => id),
    ),
    (one) => one.delegationId,
  );
  return rows
    .map(({ id, meetingId, partyId, quota }) => ({
      id,
      meetingId,
      quota,
      party: parties.get(partyId)!,
      delegates: delegates.get(id) ?? [],
    }))
    .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr));
}
