import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { findParty } from '../parties/directory.ts';
import { refuseErased } from '../persons/commands.ts';
import { mayRecord } from '../policy.ts';
import { event, type JsonRow } from '../schema.ts';
import { findSource, sourceFor } from '../sources.ts';
import type { Certainty } from '../vocabulary.ts';
import { factForms, partyFinder } from './forms.ts';
import { aboutInWords, saysInWords } from './in-words.ts';
import { type endInput, keepSource, type reasonInput, type SourceFields } from './inputs.ts';
import { factKindsByName, type FactKind } from './kinds.ts';
import { findHeldFact, isUuid } from './read.ts';
import {
  correctFact,
  endFact,
  findOverlapping,
  newFactRow,
  readSpan,
  recordFact,
  retainFact,
  retractFact,
  type NewFact,
} from './record.ts';
import { loadRefs } from './refs.ts';
import { asKnownNow, inRevision, type Revision } from './revision.ts';

/** What a form to record or correct gives once read: what every fact has; the kind's own fields stand beside. */
interface FactInput extends SourceFields {
  from: PartialDate | null;
  to: PartialDate | null;
  attested: PartialDate | null;
  certainty: Certainty;
  note: string | null;
  reason: string | null;
}

/** The row of the fact that the person had before their eyes; without it, whatever is held is changed. */
interface OpenedOn {
  rowId?: string | undefined;
}
export type RecordInput = FactInput & { endPrevious: boolean; beside: boolean };
export type CorrectInput = FactInput & OpenedOn;

/** What a new fact is about: a party or an event by its slug, a person, or an event that is created with it. */
export type Subject = { party: string } | { person: string } | { event: string } | { newEvent: { seriesId: string; slug: string } };

/**
 * Records a fact. One that follows another ends it where it starts, in the same revision, when asked (`endPrevious`);
 * a withdrawal always does.
 * @returns the revision's number
 */
export async function recordByForm(act: Act, kindName: string, subject: Subject, input: RecordInput): Promise<number> {
  return write(act, kindName, async (act, kind, at) => {
    const subjectValues = await findSubject(act, subject, at);
    const values = { ...subjectValues, ...(await factForms[kindName]!.values({ ...input }, partyFinder(act.db, at))) };
    const withdrawal = kindName === 'status' && 'status' in values && values.status === 'withdrawn';
    if (withdrawal && !input.from) throw new Invalid({ from: say.later('form.withdrawalDate') });
    const fact = { ...context(input), values, retained: !input.beside };
    const draft = newFactRow(kind, { ...fact, sourceId: '' } as NewFact<FactKind['table']>);
    const reason = input.reason ?? (await describe(act, kindName, draft, at));
    return inRevision(act, { command: 'fact record', reason }, async (rev) => {
      if ('newEvent' in subject && 'eventId' in subjectValues)
        await rev.act.db.insert(event).values({ ...subject.newEvent, id: subjectValues.eventId, revision: rev.number });
      const sourceId = await chooseSource(rev, input, null);
      if (input.from && !input.beside && (input.endPrevious || withdrawal)) await endPrevious(rev, kind, draft, input.from);
      await recordFact(rev, kind, { ...fact, sourceId } as NewFact<FactKind['table']>);
      return rev.number;
    });
  });
}

/** Ends a fact that is held. */
export async function endByForm(act: Act, kindName: string, factId: string, input: z.output<typeof endInput>): Promise<number> {
  return change(act, kindName, factId, 'fact end', input, async (rev, kind, row) =>
    endFact(rev, kind, factId, { to: input.to, sourceId: await chooseSource(rev, input, row) }),
  );
}

/** Corrects a fact that is held; what it is about stays. */
export async function correctByForm(act: Act, kindName: string, factId: string, input: CorrectInput): Promise<number> {
  return change(act, kindName, factId, 'fact correct', input, async (rev, kind, row, at) => {
    const values = await factForms[kindName]!.values(
      { ...input, ...(row['scheme'] ? { scheme: row['scheme'] } : {}) },
      partyFinder(rev.act.db, at),
    );
    if ('endCause' in values && values['endCause'] && !input.to) throw new Invalid({ to: say.later('form.endMissing') });
    await correctFact(rev, kind, factId, { ...context(input), values, sourceId: await chooseSource(rev, input, row) });
  });
}

/** Retracts a fact that should never have been recorded. */
export async function retractByForm(act: Act, kindName: string, factId: string, input: z.output<typeof reasonInput>): Promise<number> {
  return change(act, kindName, factId, 'fact retract', input, (rev, kind) => retractFact(rev, kind, factId));
}

/** Retains one claim where sources disagree. */
export async function retainByForm(act: Act, kindName: string, factId: string, input: z.output<typeof reasonInput>): Promise<number> {
  return change(act, kindName, factId, 'fact retain', input, (rev, kind) => retainFact(rev, kind, factId, input.reason));
}

async function write<T>(act: Act, kindName: string, run: (act: Act, kind: FactKind, at: At) => Promise<T>): Promise<T> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const kind = factKindsByName.get(kindName);
  if (!kind) throw new Missing(kindName);
  return inTransaction(act, async (act) => run(act, kind, await asKnownNow(act)));
}

/** @throws Refused when the fact is no longer the row that the form was opened on */
async function change(
  act: Act,
  kindName: string,
  factId: string,
  command: string,
  { reason, rowId }: OpenedOn & { reason: string | null },
  run: (rev: Revision, kind: FactKind, row: JsonRow, at: At) => Promise<void>,
): Promise<number> {
  return write(act, kindName, async (act, kind, at) => {
    const held = await findHeldFact(act.db, kindName, factId);
    if (!held) throw new Missing(`${kindName} ${factId}`);
    return inRevision(act, { command, reason: reason ?? (await describe(act, kindName, held.row, at)) }, async (rev) => {
      // Read again: revisions wait for each other, and the one before may have changed this fact.
      const current = await findHeldFact(rev.act.db, kindName, factId);
      if (!current) throw new Missing(`${kindName} ${factId}`);
      if (rowId !== undefined && rowId !== current.row['id']) throw new Refused(say.later('change.meanwhile'));
      await run(rev, kind, current.row, at);
      return rev.number;
    });
  });
}

/** Without words of one's own, a revision is named by what it is about: the journal stays readable. */
async function describe(act: Act, kind: string, row: JsonRow, at: At): Promise<string> {
  const refs = await loadRefs(act.db, [{ ...row, source_id: null }], at);
  return say.in('fr')('form.usualReason', { about: aboutInWords({ kind, row }, refs, 'fr'), says: saysInWords({ kind, row }, refs, 'fr') });
}

async function findSubject(act: Act, subject: Subject, at: At): Promise<{ partyId: string } | { personId: string } | { eventId: string }> {
  if ('person' in subject) {
    await refuseErased(act, subject.person);
    return { personId: subject.person };
  }
  if ('party' in subject) {
    const found = await findParty(act.db, subject.party, at);
    if (!found) throw new Missing(subject.party);
    return { partyId: found.id };
  }
  if ('newEvent' in subject) return { eventId: randomUUID() };
  const [found] = await act.db.select({ id: event.id }).from(event).where(eq(event.slug, subject.event));
  if (!found) throw new Missing(subject.event);
  return { eventId: found.id };
}

/** Those that a new fact follows end where it starts; one that starts later is in its way, and is refused after this. */
async function endPrevious(rev: Revision, kind: FactKind, draft: JsonRow, from: PartialDate): Promise<void> {
  for (const row of await findOverlapping(rev, kind, draft)) {
    const start = readSpan(row).from;
    if (!start || Temporal.PlainDate.compare(start.date, from.date) < 0) await endFact(rev, kind, row['fact_id'] as string, { to: from });
  }
}

/** The source that was chosen, written or, where a fact is changed, kept. */
export async function chooseSource(rev: Revision, input: SourceFields, held: JsonRow | null): Promise<string> {
  if (input.sourceId === keepSource && held) return held['source_id'] as string;
  const known = input.sourceId && isUuid(input.sourceId) ? await findSource(rev.act.db, input.sourceId) : null;
  if (known) return known.id;
  if (!input.sourceTitle) throw new Invalid({ sourceTitle: say.later('form.sourceMissing') });
  return sourceFor(rev, {
    title: input.sourceTitle,
    publisher: input.sourcePublisher ?? '',
    url: input.sourceUrl,
    consultedOn: input.sourceConsultedOn,
  });
}

function context({ from, to, attested, certainty, note }: FactInput) {
  return { from, to, attestedFrom: from ? null : (attested?.date ?? null), certainty, note };
}
