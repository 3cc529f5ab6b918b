import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { chooseSource } from '../facts/commands.ts';
import { factForms, partyFinder } from '../facts/forms.ts';
import { factKinds, type FactValues } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { asKnownNow, inRevision, type Revision } from '../facts/revision.ts';
import type { OfficeTitle } from '../offices/titles.ts';
import { say } from '../mandates/messages.ts';
import { election } from '../persons/schema.ts';
import { mayRecord } from '../policy.ts';
import { event, series, type occurrence } from '../schema.ts';
import { freeEventSlug } from '../series/commands.ts';
import { slugOf } from '../parties/commands.ts';
import type { NewElectionInput } from './inputs.ts';

/**
 * Says that an event renews the heads of local authorities of a State, in an open revision; the event's own dates and
 * postponements are its occurrences, the day on which its electors vote is a fact of its own.
 */
export async function createElection(
  rev: Revision,
  { eventId, stateId, title = null }: { eventId: string; stateId: string; title?: OfficeTitle | null },
): Promise<void> {
  await rev.act.db.insert(election).values({ eventId, stateId, title, revision: rev.number });
}

/** Records an election as a form gives it: its event, of a series or alone, and what is announced of it. @returns the revision's number, and the series */
export async function createElectionByForm(act: Act, input: NewElectionInput): Promise<{ revision: number; series: string | null }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act);
    const parties = partyFinder(act.db, at);
    const state = await parties('state', input.state);
    if (state.kind !== 'state' && state.kind !== 'government') throw new Invalid({ state: say.later('election.notState') });
    const [inSeries] = input.series ? await act.db.select({ id: series.id }).from(series).where(eq(series.slug, input.series)) : [];
    if (input.series && !inSeries) throw new Invalid({ series: say.later('election.unknownSeries') });
    const said = await factForms['occurrence']!.values({ ...input, number: null, state: state.slug }, parties);
    const slug = await freeEventSlug(act, slugOf(input.nameFr));
    const reason = input.reason ?? say.in('fr')('election.usualReason', { name: input.nameFr, state: state.name.fr });
    return inRevision(act, { command: 'election create', reason }, async (rev) => {
      const eventId = randomUUID();
      await rev.act.db.insert(event).values({ id: eventId, slug, seriesId: inSeries?.id ?? null, revision: rev.number });
      await createElection(rev, { eventId, stateId: state.id, title: input.title });
      const { from, to, attested, certainty, note } = input;
      const sourceId = await chooseSource(rev, input, null);
      if (input.votesOn)
        await recordFact(rev, factKinds.votingDay, {
          from: null,
          to: null,
          certainty,
          sourceId,
          values: { eventId, votesOn: input.votesOn },
        });
      await recordFact(rev, factKinds.occurrence, {
        from,
        to,
        certainty,
        note,
        attestedFrom: from ? null : (attested?.date ?? null),
        sourceId,
        values: {
          ...(said as Omit<FactValues<typeof occurrence>, 'eventId'>),
          eventId,
        },
      });
      return { revision: rev.number, series: input.series };
    });
  });
}
