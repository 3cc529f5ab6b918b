import { z } from 'zod';
import { Invalid } from '../../../kernel/errors.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import type { Act } from '../../../kernel/act.ts';
import { asKnownNow, findBody, findHeads, findPartiesById, indexParties, type PartyRef } from '../../register/index.ts';
import { say } from '../messages.ts';
import { voteMethods } from '../vocabulary.ts';
import type { Standing, VoteForm } from './rules.ts';

/** The most that may stand; an envelope holds a ballot of this many names. */
export const mostCandidates = 40;

export const votingInput = z.object({
  method: z.enum(voteMethods),
  /** Of an election: by name or by list, the body to be renewed, how many seats, which round. */
  candidates: z.string().max(10_000).optional(),
  ballot: z.enum(['names', 'lists']).optional(),
  body: z.string().trim().max(100).optional(),
  seats: z.coerce.number().int().min(1).max(mostCandidates).optional(),
  round: z.coerce.number().int().min(1).max(10).optional(),
});
export type NewVoting = z.output<typeof votingInput>;

const functions = ['president', 'vice_president', 'secretary', 'treasurer', 'chair', 'member'];

/**
 * What a vote on an item asks. Candidates are typed one a line: a party, whose sitting head stands; or, for a list, its name,
 * then `:`, then its parties in the order of seats, each with its function after `=` where it has one.
 * @throws Invalid beside the field
 */
export async function readForm(act: Act, isElection: boolean, on: Temporal.PlainDate, input: NewVoting): Promise<VoteForm> {
  if (!isElection) return { kind: 'resolution' };
  const at = await asKnownNow(act, on);
  const body = input.body ? await findBody(act.db, input.body, at) : null;
  if (!body) throw new Invalid({ body: say.later('sitting.noBody') });
  const lines = (input.candidates ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) throw new Invalid({ candidates: say.later('vote.noCandidates') });
  if (lines.length > mostCandidates) throw new Invalid({ candidates: say.later('vote.manyCandidates', { most: mostCandidates }) });
  const index = await indexParties(act.db, at);
  const byName = input.ballot !== 'lists';
  const listed = lines.map((line) => (byName ? { label: null, words: line } : splitList(line)));
  const parsed = listed.map(({ label, words }) => ({ label, members: readMembers(index, words, byName) }));
  const all = parsed.flatMap(({ members }) => members.map(({ party }) => party.id));
  if (new Set(all).size < all.length) throw new Invalid({ candidates: say.later('vote.twiceCandidate') });
  const heads = await findHeads(act.db, at, all);
  const names = await findPartiesById(act.db, all, at);
  const candidates = parsed.map(({ label, members }, position): Standing => ({
    key: `c${position + 1}`,
    label: label ?? inLang(names.get(members[0]!.party.id)!.name, 'fr'),
    seats: members.map((member) => {
      const head = heads.get(member.party.id);
      if (head?.standing !== 'sitting')
        throw new Invalid({ candidates: say.later('vote.notSitting', { party: inLang(member.party.name, 'fr') }) });
      return { partyId: member.party.id, personId: head.person.id, function: member.function };
    }),
  }));
  return { kind: 'election', bodyId: body.id, byName, seats: input.seats ?? 1, round: input.round ?? 1, candidates };
}

function splitList(line: string): { label: string; words: string } {
  const colon = line.indexOf(':');
  if (colon < 1) throw new Invalid({ candidates: say.later('vote.noListName', { line }) });
  return { label: line.slice(0, colon).trim(), words: line.slice(colon + 1) };
}

function readMembers(
  index: Awaited<ReturnType<typeof indexParties>>,
  words: string,
  byName: boolean,
): { party: PartyRef; function: string }[] {
  const members = byName ? [words] : words.split(/[,;]/).filter((word) => word.trim() !== '');
  return members.map((member) => {
    const [name, role] = member.split('=').map((word) => word.trim());
    const found = role ? functions.find((one) => one === role || roleInFrench(one) === role.toLowerCase()) : 'member';
    if (!found) throw new Invalid({ candidates: say.later('vote.noFunction', { role: role ?? '' }) });
    return { party: index.resolve(name ?? '', 'candidates'), function: found };
  });
}

function roleInFrench(role: string): string {
  return say
    .in('fr')(`function.${role}` as 'function.member')
    .toLowerCase();
}
