import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import type { At } from '../../../kernel/collections.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { asKnownNow, findBody, findParty, indexParties } from '../../register/index.ts';
import { lockMeeting } from '../meetings/commands.ts';
import { say } from '../messages.ts';
import { maySignList } from '../policy.ts';
import { invitationException, invitationRule } from '../schema.ts';
import { findRule } from './compute.ts';
import type { NewCondition, NewException } from './input.ts';
import type { Condition, RuleBlock } from './rules.ts';

/**
 * Adds a condition to the rule of an event, in a block (one of them is enough) or as another block (all must be met).
 * @throws Forbidden, Missing; Invalid where what it names is unknown, or where it asks nothing
 */
export async function addCondition(act: Act, slug: string, input: NewCondition): Promise<void> {
  await inTransaction(act, async (act) => {
    const { id } = await lockMeeting(act, slug);
    const condition = await buildCondition(act, await asKnownNow(act), input);
    const blocks = (await findRule(act, id))?.blocks ?? [];
    const joined = blocks[input.block];
    const next = joined
      ? blocks.map((block) => (block === joined ? { conditions: [...block.conditions, condition] } : block))
      : [...blocks, { conditions: [condition] }];
    await saveRule(act, slug, id, next);
  });
}

/** Takes a condition out of the rule. @throws Forbidden, Missing; Refused for the last one: an empty rule would invite everyone */
export async function removeCondition(act: Act, slug: string, { place }: { place: string }): Promise<void> {
  await inTransaction(act, async (act) => {
    const { id } = await lockMeeting(act, slug);
    const blocks = (await findRule(act, id))?.blocks ?? [];
    const [block, position] = place.split('.').map(Number) as [number, number];
    if (!blocks[block]?.conditions[position]) throw new Missing(`condition ${place}`);
    const next = blocks
      .map((one, index) => (index === block ? { conditions: one.conditions.filter((_, at) => at !== position) } : one))
      .filter(({ conditions }) => conditions.length > 0);
    if (next.length === 0) throw new Refused(say.later('rule.lastCondition'));
    await saveRule(act, slug, id, next);
  });
}

/**
 * Decides of a party whatever the rule says, or gives it back to the rule; the reason and the name are kept and shown.
 * @throws Forbidden to who may not sign; Missing
 */
export async function decideException(act: Act, slug: string, partySlug: string, { verdict, reason }: NewException): Promise<void> {
  if (!maySignList(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { id } = await lockMeeting(act, slug);
    const party = await findParty(act.db, partySlug, await asKnownNow(act));
    if (!party) throw new Missing(`party ${partySlug}`);
    const [last] = await act.db
      .select({ number: invitationException.number })
      .from(invitationException)
      .where(and(eq(invitationException.meetingId, id), eq(invitationException.partyId, party.id)))
      .orderBy(desc(invitationException.number))
      .limit(1);
    await act.db.insert(invitationException).values({
      id: randomUUID(),
      meetingId: id,
      partyId: party.id,
      number: (last?.number ?? 0) + 1,
      verdict,
      reason,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'invitation.decide', subject: slug, detail: { party: partySlug, verdict } });
  });
}

async function saveRule(act: Act, slug: string, meetingId: string, blocks: RuleBlock[]): Promise<void> {
  const last = await findRule(act, meetingId);
  const number = (last?.number ?? 0) + 1;
  await act.db
    .insert(invitationRule)
    .values({ id: randomUUID(), meetingId, number, blocks, at: act.now, byId: actorId(act.actor), by: actorName(act.actor) });
  await audit(act, { command: 'invitation.rule', subject: slug, detail: { number } });
}

async function buildCondition(act: Act, at: At, input: NewCondition): Promise<Condition> {
  const chosen = <T>(field: string, values: T[]): T[] => {
    if (values.length === 0) throw new Invalid({ [field]: say.later('rule.choose') });
    return values;
  };
  switch (input.kind) {
    case 'standing':
      return { kind: 'standing', accepted: chosen('standings', input.standings) };
    case 'category':
      return { kind: 'category', accepted: chosen('categories', input.categories) };
    case 'head':
      return { kind: 'head', unconfirmed: input.unconfirmed === 'yes' };
    case 'arrears':
      return { kind: 'arrears', years: input.years };
    case 'seat': {
      const body = input.body ? await findBody(act.db, input.body, at) : null;
      if (!body) throw new Invalid({ body: say.later('rule.choose') });
      return { kind: 'seat', body: body.slug };
    }
    case 'stateStatus': {
      const [institution] = await resolveParties(act, at, 'institution', input.institution ? [input.institution] : []);
      return { kind: 'stateStatus', institution: institution!, accepted: chosen('statuses', input.statuses) };
    }
    case 'states':
      return { kind: 'states', states: await resolveParties(act, at, 'states', input.states) };
    case 'named':
      return { kind: 'named', parties: await resolveParties(act, at, 'parties', input.parties) };
  }
}

/** The addresses of parties as people call them. @throws Invalid naming all those that the register does not know */
async function resolveParties(act: Act, at: At, field: string, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) throw new Invalid({ [field]: say.later('rule.choose') });
  const index = await indexParties(act.db, at);
  const unknown: string[] = [];
  const slugs = words.flatMap((one) => {
    try {
      return index.resolve(one).slug;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      unknown.push(one);
      return [];
    }
  });
  if (unknown.length > 0) throw new Invalid({ [field]: say.later('rule.unknownParties', { list: unknown.join(', ') }) });
  return [...new Set(slugs)];
}
