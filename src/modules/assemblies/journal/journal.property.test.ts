import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings, type SittingSettings } from '../settings/rules.ts';
import type { VoteMethod } from '../vocabulary.ts';
import type { Voices } from '../votes/rules.ts';
import type { Happening } from './entries.ts';
import { carry, compareReplay, emptyState, quorumAfter, resultNow } from './replay.ts';
import { refusalOf } from './rules.ts';
import type { SittingState } from './state.ts';

/**
 * Random sittings: people come and go, give proxies and take them back, stay out of items, vote in every way. What the rules
 * accept is carried; what must never be is then looked for by an oracle that knows nothing of the rules but the journal.
 */
describe('no sequence of arrivals, departures, proxies, recusals and ballots', () => {
  test('lets a proxy count without its holder', () => holds(proxyCountsWithHolder, refusalOf));
  test('lets a recused voter vote, or their proxy', () => holds(recusedNeverVotes, refusalOf));
  test('lets a tally differ from its ballots', () => holds(tallyIsItsBallots, refusalOf));
  test('lets more voices be cast than there are voters', () => holds(voicesAreVoters, refusalOf));
  test('lets a replay tell another sitting', () => holds(replayIsSame, refusalOf));
});

describe('a planted fault is found', () => {
  test('a proxy that is looked at without its holder', () => fails(proxyCountsWithHolder, allowing('ballot_holder')));
  test('a recusal that nobody looks at', () => fails(recusedNeverVotes, allowing('ballot_recused')));
  test('a result that forgets a ballot', () => fails(tallyIsItsBallots, refusalOf, forgetOne));
  test('more hands than voters, and more voices on a ballot than its voter has', () =>
    fails(voicesAreVoters, allowing('ballot_wrong', 'count_wrong')));
  test('a quorum that was written down otherwise', () => fails(replayIsSame, refusalOf, (result) => result, 1));
});

const parties = ['a', 'b', 'c', 'd', 'e'];
const items = ['i', 'j'];

type Refuse = typeof refusalOf;
type Result = Extract<Happening, { kind: 'vote_closed' }>['result'];

/** What happened, and what the sitting was just before each. */
interface Told {
  before: SittingState[];
  entries: Happening[];
  /** As the journal keeps them. */
  kept: Parameters<typeof compareReplay>[0];
  /** What secret envelopes held, by vote: known to the test alone. */
  sealed: Map<string, Map<string, Voices>>;
}

function holds(property: (told: Told) => void, refuse: Refuse): void {
  fc.assert(
    fc.property(sittings, ({ settings, moves }) => property(tell(settings, moves, refuse))),
    { numRuns: 300 },
  );
}

function fails(property: (told: Told) => void, refuse: Refuse, alter: (result: Result) => Result = (result) => result, shift = 0): void {
  expect(() =>
    fc.assert(
      fc.property(sittings, ({ settings, moves }) => property(tell(settings, moves, refuse, alter, shift))),
      { numRuns: 3_000, endOnFailure: true },
    ),
  ).toThrow(/Property failed/);
}

/** A proxy never counts, in a quorum or a ballot, while its holder is away or the principal is there. */
function proxyCountsWithHolder({ before, entries, kept }: Told): void {
  for (const [index, entry] of entries.entries()) {
    const state = before[index]!;
    if (entry.kind === 'ballot') {
      if (entry.by === null) expect(state.present.has(entry.party)).toBe(true);
      else {
        expect(state.proxies.get(entry.party)?.holder).toBe(entry.by);
        expect(state.present.has(entry.by)).toBe(true);
        expect(state.present.has(entry.party)).toBe(false);
      }
    }
    const after = kept[index]?.after;
    const next = before[index + 1];
    if (after && next) {
      const represented = [...next.proxies].filter(([principal, { holder }]) => !next.present.has(principal) && next.present.has(holder));
      expect(after.represented).toBe(represented.filter(([principal]) => principal !== 'e').length);
    }
  }
}

function recusedNeverVotes({ before, entries }: Told): void {
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'ballot' && entry.kind !== 'keyed') continue;
    const state = before[index]!;
    const item = state.votes.get(entry.vote)!.item;
    const out = [...(state.recusals.get(item)?.keys() ?? [])];
    expect(out).not.toContain(entry.party);
    if (entry.kind === 'ballot') expect(out).not.toContain(entry.by);
  }
  // Nor is anything left, in a result, of the ballot of who was recused while it was open.
  for (const vote of before.at(-1)?.votes.values() ?? []) {
    if (vote.result || vote.isCancelled) continue;
    const out = before.at(-1)!.recusals.get(vote.item);
    for (const [party, { by }] of vote.ballots) expect(out?.has(party) || (by !== null && out?.has(by))).toBeFalsy();
  }
}

function tallyIsItsBallots({ before, entries, sealed }: Told): void {
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'vote_closed') continue;
    const vote = before[index]!.votes.get(entry.vote)!;
    if (vote.method === 'hands') continue;
    const sum: Voices = {};
    for (const [party, { says }] of vote.ballots)
      for (const [choice, voices] of Object.entries(says ?? sealed.get(vote.id)!.get(party)!)) sum[choice] = (sum[choice] ?? 0) + voices;
    expect(entry.result.voices).toEqual(sum);
  }
}

function voicesAreVoters({ before, entries }: Told): void {
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'vote_closed') continue;
    const state = before[index]!;
    const vote = state.votes.get(entry.vote)!;
    const counted = Object.values(entry.result.voices).reduce((sum, one) => sum + one, 0);
    const out = state.recusals.get(vote.item) ?? new Map();
    const most = [...state.voters.values()]
      .filter(({ partyId, exclusion }) => exclusion === null && !out.has(partyId))
      .reduce((sum, one) => sum + one.voices, 0);
    expect(counted).toBeLessThanOrEqual(most);
  }
}

function replayIsSame({ kept }: Told): void {
  // As it would come back from a database.
  const read = JSON.parse(JSON.stringify(kept)) as Told['kept'];
  expect(compareReplay(read)).toEqual([]);
}

type Move =
  | { move: 'come' | 'go'; party: string }
  | { move: 'give'; principal: string; holder: string }
  | { move: 'take back'; principal: string }
  | { move: 'recuse' | 'lift'; item: string; party: string }
  | { move: 'open'; item: string; method: VoteMethod }
  | { move: 'vote'; vote: number; party: string; by: string | null; choice: string; split: boolean }
  | { move: 'count'; vote: number; tellers: readonly string[]; for: number; against: number }
  | { move: 'close'; vote: number; casting: 'for' | 'against' | null };

const party = fc.constantFrom(...parties);
const item = fc.constantFrom(...items);
const choice = fc.constantFrom('for', 'against', 'abstain', 'blank');

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ move: fc.constantFrom('come' as const, 'go' as const, 'come' as const), party }) },
  { weight: 4, arbitrary: fc.record({ move: fc.constant('give' as const), principal: party, holder: party }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('take back' as const), principal: party }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constantFrom('recuse' as const, 'lift' as const), item, party }) },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constant('open' as const),
      item,
      method: fc.constantFrom<VoteMethod[]>('named', 'secret', 'hands', 'paper'),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      move: fc.constant('vote' as const),
      vote: fc.nat(2),
      party,
      by: fc.option(party, { freq: 2 }),
      choice,
      split: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('count' as const),
      vote: fc.nat(2),
      tellers: fc.constantFrom(['t1'], ['t2'], ['t1', 't2']),
      for: fc.constantFrom(1, 2, 9),
      against: fc.constantFrom(0, 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constant('close' as const),
      vote: fc.nat(2),
      casting: fc.constantFrom('for' as const, 'against' as const, null),
    }),
  },
);

const sittings = fc.record({
  settings: fc.record({
    quorum: fc.constantFrom<SittingSettings['quorum'][]>('none', 'quarter', 'half'),
    quorumProxies: fc.boolean(),
    proxies: fc.integer({ min: 1, max: 2 }),
    tie: fc.constantFrom<SittingSettings['tie'][]>('rejected', 'chair'),
    majorityBase: fc.constantFrom<SittingSettings['majorityBase'][]>('cast', 'present', 'entitled'),
  }),
  moves: fc.array(moves, { minLength: 10, maxLength: 60 }),
});

/** Tells a sitting of four entitled voters, one of them with three voices, and one who may not vote. */
function tell(
  settings: Partial<SittingSettings>,
  asked: readonly Move[],
  refuse: Refuse,
  alter: (result: Result) => Result = (result) => result,
  shift = 0,
): Told {
  const state = emptyState();
  const told: Told = { before: [], entries: [], kept: [], sealed: new Map() };
  const record = (happening: Happening): boolean => {
    if (refuse(state, happening)) return false;
    told.before.push(structuredClone(state));
    told.entries.push(happening);
    carry(state, happening);
    const after = quorumAfter(state);
    told.kept = [
      ...told.kept,
      {
        number: told.kept.length + 1,
        happening,
        after: after && { ...after, present: after.present + (happening.kind === 'left' ? shift : 0) },
      },
    ];
    return true;
  };
  record({ kind: 'prepared', mode: 'on_site', urgent: false });
  record({ kind: 'step', to: 'convened', reason: null });
  record({
    kind: 'opened',
    settings: { ...defaultSettings, ...settings },
    voters: parties.map((partyId) => ({
      partyId,
      personId: partyId,
      voices: partyId === 'd' ? 3 : 1,
      exclusion: partyId === 'e' ? 'arrears' : null,
    })),
  });
  for (const one of ['a', 'b', 'c']) record({ kind: 'arrived', party: one, remote: false });
  for (const move of asked) follow(move, state, record, told, alter);
  told.before.push(structuredClone(state));
  return told;
}

function follow(
  move: Move,
  state: SittingState,
  record: (happening: Happening) => boolean,
  told: Told,
  alter: (result: Result) => Result,
): void {
  const chosen = 'vote' in move ? [...state.votes.values()].at(-1 - move.vote) : undefined;
  switch (move.move) {
    case 'come':
      record({ kind: 'arrived', party: move.party, remote: false });
      return;
    case 'go':
      record({ kind: 'left', party: move.party });
      return;
    case 'give': {
      const { principal, holder } = move;
      record({ kind: 'proxy_given', proxy: `${principal}${told.entries.length}`, principal, holder, file: 'f' });
      return;
    }
    case 'take back':
      record({ kind: 'proxy_revoked', proxy: state.proxies.get(move.principal)?.id ?? '', principal: move.principal });
      return;
    case 'recuse':
      record({ kind: 'recused', item: move.item, party: move.party, origin: 'declared', reason: 'r' });
      return;
    case 'lift':
      record({ kind: 'recusal_lifted', item: move.item, party: move.party, reason: 'r' });
      return;
    case 'open':
      record({ kind: 'vote_opened', vote: `v${state.votes.size}`, item: move.item, method: move.method, form: { kind: 'resolution' } });
      return;
    case 'vote': {
      if (!chosen) return;
      const voices = state.voters.get(move.party)!.voices;
      const says: Voices = move.split ? { for: voices + 1 } : { [move.choice]: voices };
      if (chosen.method === 'paper') {
        for (const teller of ['t1', 't2']) record({ kind: 'keyed', vote: chosen.id, party: move.party, teller, says });
        return;
      }
      // A sealed ballot is judged before it is sealed.
      if (chosen.method === 'secret' && move.split) return;
      const isSecret = chosen.method === 'secret';
      const isIn = record({ kind: 'ballot', vote: chosen.id, party: move.party, by: move.by, says: isSecret ? null : says });
      if (isIn && isSecret) told.sealed.set(chosen.id, (told.sealed.get(chosen.id) ?? new Map<string, Voices>()).set(move.party, says));
      return;
    }
    case 'count':
      for (const teller of chosen ? move.tellers : [])
        record({ kind: 'counted', vote: chosen!.id, teller, voices: { for: move.for, against: move.against } });
      return;
    case 'close': {
      if (!chosen) return;
      const box: Voices = {};
      for (const party of chosen.ballots.keys())
        for (const [choice, voices] of Object.entries(told.sealed.get(chosen.id)?.get(party) ?? {}))
          box[choice] = (box[choice] ?? 0) + voices;
      const closing = { vote: chosen.id, box: chosen.method === 'secret' ? box : null, casting: move.casting };
      record({ kind: 'vote_closed', ...closing, result: alter(resultNow(state, closing)!) });
    }
  }
}

/** The rules, without some of them. */
function allowing(...forgotten: string[]): Refuse {
  return (state, entry) => {
    const refusal = refusalOf(state, entry);
    return refusal && forgotten.includes(refusal) ? null : refusal;
  };
}

function forgetOne(result: Result): Result {
  const [choice] = Object.keys(result.voices);
  return choice ? { ...result, voices: { ...result.voices, [choice]: result.voices[choice]! - 1 } } : result;
}
