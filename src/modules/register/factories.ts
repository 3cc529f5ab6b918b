import type { Act } from '../../kernel/act.ts';
import { parsePartialDate, type PartialDate } from '../../kernel/dates.ts';
import { factKinds } from './facts/kinds.ts';
import { recordFact, type FactContext } from './facts/record.ts';
import { inRevision, type Revision } from './facts/revision.ts';
import { createParty, type NewParty } from './parties/commands.ts';
import { sourceFor } from './sources.ts';
import type { StatusValue } from './vocabulary.ts';

/** A date as it is said: `partial('1995-12')`. */
export function partial(text: string): PartialDate {
  return parsePartialDate(text)!;
}

/** Runs a write as one revision, with words that do not matter to the test. */
export function revise<T>(act: Act, write: (rev: Revision) => Promise<T>): Promise<T> {
  return inRevision(act, { command: 'test', reason: 'test' }, write);
}

/** A stored party: `createTestParty(rev, { name: 'Sénégal' })`. */
export async function createTestParty(rev: Revision, party: Partial<NewParty> & { name: string }): Promise<{ id: string; slug: string }> {
  return createParty(rev, { kind: 'state', sourceId: await createTestSource(rev), ...party });
}

/** A stored source. */
export function createTestSource(rev: Revision, title = 'Une source'): Promise<string> {
  return sourceFor(rev, { title });
}

/** A stored status of a party in an institution; `from` and `to` as they are said. */
export async function createStatus(
  rev: Revision,
  status: { partyId: string; institutionId: string; status?: StatusValue; from?: string; to?: string } & Partial<Omit<FactContext, 'from' | 'to'>>,
): Promise<string> {
  const { partyId, institutionId, status: value = 'member', from, to, ...context } = status;
  return recordFact(rev, factKinds.status, {
    certainty: 'confirmed',
    sourceId: context.sourceId ?? (await createTestSource(rev)),
    ...context,
    from: from ? partial(from) : null,
    to: to ? partial(to) : null,
    values: { partyId, institutionId, status: value },
  });
}
