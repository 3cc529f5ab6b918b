import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { findPartiesById, listStatuses, type PartyRef, type PartyStatus } from '../../register/index.ts';
import { say } from '../messages.ts';
import { findNetwork } from './network.ts';
import { standingOn, type StandingOnDay } from './rules.ts';

/** What a party is to the network on a day, with the sentence that says why. */
export interface MembershipStanding extends StandingOnDay {
  partyId: string;
  /** Null where the register does not hold it. */
  party: PartyRef | null;
  why: Message;
}

/**
 * What these parties are to the network on the day, as the register knew it at the revision: every one of them has its
 * line, those that are nothing to it too. Whether dues are owed is another question, which the dues answer.
 */
export async function findStanding(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, MembershipStanding>> {
  const network = await findNetwork(db, at);
  return standingsOf(db, at, partyIds, network ? await listStatuses(db, network.id, at, { partyIds }) : []);
}

/** The same for whoever is, was or will be something to the network, and for these others. */
export async function listStandings(db: Db, at: At, others: readonly string[]): Promise<Map<string, MembershipStanding>> {
  const network = await findNetwork(db, at);
  const statuses = network ? await listStatuses(db, network.id, at) : [];
  return standingsOf(db, at, [...new Set([...statuses.map(({ partyId }) => partyId), ...others])], statuses);
}

async function standingsOf(
  db: Db,
  at: At,
  partyIds: readonly string[],
  statuses: readonly PartyStatus[],
): Promise<Map<string, MembershipStanding>> {
  const parties = await findPartiesById(db, partyIds, at);
  const byParty = Map.groupBy(statuses, (one) => one.partyId);
  return new Map(
    partyIds.map((partyId) => {
      const party = parties.get(partyId) ?? null;
      const found = standingOn(byParty.get(partyId) ?? [], party?.kind ?? 'local_authority', at.on);
      return [partyId, { partyId, party, ...found, why: whySentence(found, at.on) }];
    }),
  );
}

function whySentence({ reason, category, since, status }: StandingOnDay, on: Temporal.PlainDate): Message {
  return (lang) =>
    say.in(lang)(`standing.why.${reason}`, {
      category: category ? say.in(lang)(`category.${category}`) : '',
      since: since ? formatDate(since.date, lang, since.precision) : '',
      day: since?.precision === 'day' ? 'yes' : since ? 'no' : 'none',
      on: formatDate(on, lang),
      certainty: status?.certainty ?? '',
    });
}
