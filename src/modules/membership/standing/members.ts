import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import type { At } from '../../../kernel/collections.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { findPartiesById, findStatesOf, listStatuses, type PartyRef } from '../../register/index.ts';
import { mayReadMembership } from '../policy.ts';
import { findNetwork } from './network.ts';
import { findStanding, type MembershipStanding } from './queries.ts';
import type { MembershipCategory, StandingKind } from './rules.ts';

/** A party to which the network is something on a day, or of which a source says so without being sure. */
export interface Member extends MembershipStanding {
  party: PartyRef;
  state: PartyRef | null;
}

/** What a list of members may be narrowed to. */
export interface MemberFilter {
  category?: MembershipCategory | undefined;
  standing?: StandingKind | undefined;
  /** Address of a State in the register. */
  country?: string | undefined;
}

/**
 * Everyone of whom the register holds a status in the network on the day, by name. Those that do not count are there with the
 * sentence of why: a source that is not sure, nothing that dates it.
 * @throws Forbidden
 */
export async function listMembers(
  act: Act,
  at: At,
  filter: MemberFilter,
  lang: Lang,
): Promise<{ network: PartyRef | null; members: Member[] }> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  const network = await findNetwork(act.db, at);
  const statuses = network ? await listStatuses(act.db, network.id, at, { current: true }) : [];
  const partyIds = statuses.filter(({ status }) => status !== 'withdrawn').map(({ partyId }) => partyId);
  const standings = await findStanding(act.db, at, partyIds);
  const states = await findStatesOf(act.db, at, partyIds);
  const parties = await findPartiesById(act.db, [...new Set(states.values())], at);
  const members = partyIds.map((id) => ({
    ...standings.get(id)!,
    party: standings.get(id)!.party!,
    state: parties.get(states.get(id) ?? '') ?? null,
  }));
  const { compare } = collator(lang);
  return {
    network,
    members: members
      .filter(
        (one) =>
          (!filter.category || one.category === filter.category) &&
          (!filter.standing || one.standing === filter.standing) &&
          (!filter.country || one.state?.slug === filter.country),
      )
      .toSorted((a, b) => compare(inLang(a.party.name, lang), inLang(b.party.name, lang))),
  };
}
