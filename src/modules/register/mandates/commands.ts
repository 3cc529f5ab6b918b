import { and, eq, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { chooseSource } from '../facts/commands.ts';
import { heldAt } from '../facts/as-of.ts';
import { factKinds } from '../facts/kinds.ts';
import { findHeldFact } from '../facts/read.ts';
import { endFact, recordFact, type FactContext } from '../facts/record.ts';
import { asKnownNow, inRevision, type Revision } from '../facts/revision.ts';
import { createOffice } from '../offices/commands.ts';
import { type OfficeTitle, titleInWords } from '../offices/titles.ts';
import { findParty, type PartyRef } from '../parties/directory.ts';
import { createPerson, type NewPerson, refuseErased } from '../persons/commands.ts';
import { listNamesakes } from '../persons/list.ts';
import { mandate, office } from '../persons/schema.ts';
import { mayRecord } from '../policy.ts';
import { party } from '../schema.ts';
import type { Accession, EndCause } from '../vocabulary.ts';
import { type EndMandateInput, newPerson, type NewMandateInput } from './inputs.ts';
import { say } from './messages.ts';
import { settleQuestions } from './questions/commands.ts';

/** Someone takes the head of a party. */
export interface NewMandate extends FactContext {
  partyId: string;
  title: OfficeTitle;
  /** One that the register has, or a new one. */
  person: string | Omit<NewPerson, 'sourceId'>;
  accession: Accession;
  expectedEnd?: PartialDate | null;
  /** How whoever is in office until then leaves it: when (where the new mandate starts, unless said) and why. */
  previous?: { to: PartialDate | null; cause: EndCause | null };
}

/**
 * Puts someone at the head of a party, in an open revision: the office is created where the party has none of this title,
 * the person where they are new, and the mandate before ends. One party has one head at a time, whatever their titles.
 * @throws Invalid where someone else is in office on these days
 */
export async function beginMandate(rev: Revision, input: NewMandate): Promise<{ factId: string; officeId: string; personId: string }> {
  const { partyId, title, sourceId } = input;
  await endPrevious(rev, input);
  const officeId = (await findOffice(rev, partyId, title)) ?? (await openOffice(rev, partyId, title));
  if (typeof input.person === 'string') await refuseErased(rev.act, input.person);
  const personId = typeof input.person === 'string' ? input.person : await createPerson(rev, { ...input.person, sourceId });
  const { from, to, attestedFrom = null, certainty, note = null, accession, expectedEnd } = input;
  const factId = await recordFact(rev, factKinds.mandate, {
    from,
    to,
    attestedFrom,
    certainty,
    sourceId,
    note,
    values: {
      officeId,
      personId,
      accession,
      expectedEnd: expectedEnd?.date ?? null,
      expectedEndPrecision: expectedEnd?.precision ?? null,
      confirmedOn: null,
      endCause: null,
    },
  });
  return { factId, officeId, personId };
}

/** Ends a mandate, in an open revision; what was asked about it is no longer asked. @throws Missing */
export async function endMandate(
  rev: Revision,
  factId: string,
  { to, cause, ...end }: { to: PartialDate; cause: EndCause | null } & Partial<Pick<FactContext, 'sourceId' | 'certainty' | 'note'>>,
): Promise<void> {
  await endFact(rev, factKinds.mandate, factId, { to, ...end, values: { endCause: cause } });
  await settleQuestions(rev.act, factId);
}

/** Records a new mandate as a form gives it. @returns the mandate, and the revision's number */
export async function beginMandateByForm(act: Act, slug: string, input: NewMandateInput): Promise<{ factId: string; revision: number }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act);
    const found = await findParty(act.db, slug, at);
    if (!found) throw new Missing(slug);
    const person = await readPerson(act, input, at);
    const reason = input.reason ?? describe(found, input, typeof person === 'string' ? null : person.name);
    return inRevision(act, { command: 'mandate begin', reason }, async (rev) => {
      const { title, accession, expectedEnd, certainty, note, from, to, attested, previousTo, previousCause } = input;
      const { factId } = await beginMandate(rev, {
        partyId: found.id,
        title,
        person,
        accession,
        expectedEnd,
        certainty,
        note,
        from,
        to,
        attestedFrom: from ? null : (attested?.date ?? null),
        sourceId: await chooseSource(rev, input, null),
        previous: {
          to: previousTo,
          cause: previousCause,
        },
      });
      return { factId, revision: rev.number };
    });
  });
}

/** Ends a mandate as a form says it. @returns the revision's number */
export async function endMandateByForm(act: Act, factId: string, input: EndMandateInput): Promise<number> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    if (!(await findHeldFact(act.db, 'mandate', factId))) throw new Missing(`mandate ${factId}`);
    const reason = input.reason ?? say.in('fr')('end.usualReason', { cause: say.in('fr')(`endedBy.${input.cause}`) });
    return inRevision(act, { command: 'mandate end', reason }, async (rev) => {
      // Read again: revisions wait for each other, and the one before may have changed this mandate.
      const held = await findHeldFact(rev.act.db, 'mandate', factId);
      if (!held) throw new Missing(`mandate ${factId}`);
      if (input.rowId !== undefined && input.rowId !== held.row['id']) throw new Refused(say.later('meanwhile'));
      const { to, cause, certainty, note } = input;
      await endMandate(rev, factId, { to, cause, certainty, note, sourceId: await chooseSource(rev, input, held.row) });
      return rev.number;
    });
  });
}

async function findOffice(rev: Revision, partyId: string, title: OfficeTitle): Promise<string | null> {
  const [found] = await rev.act.db
    .select({ id: office.id })
    .from(office)
    .where(and(eq(office.partyId, partyId), eq(office.title, title)));
  return found?.id ?? null;
}

async function openOffice(rev: Revision, partyId: string, title: OfficeTitle): Promise<string> {
  const [found] = await rev.act.db.select({ slug: party.slug }).from(party).where(eq(party.id, partyId));
  return createOffice(rev, { partyId, title, slug: `${found!.slug}-${title.replaceAll('_', '-')}` });
}

/** Who is in office when the new mandate starts leaves it then, or on the day that is given. */
async function endPrevious(rev: Revision, { partyId, from, previous }: NewMandate): Promise<void> {
  const to = previous?.to ?? from;
  if (!previous || !to) return;
  const rows = await rev.act.db
    .select({ factId: mandate.factId })
    .from(mandate)
    .innerJoin(office, eq(office.id, mandate.officeId))
    .where(
      and(
        eq(office.partyId, partyId),
        heldAt(mandate, rev.number),
        sql`upper_inf(${mandate.valid})`,
        sql`(lower_inf(${mandate.valid}) or lower(${mandate.valid}) < ${to.date.toString()}::date)`,
      ),
    );
  for (const { factId } of rows) await endMandate(rev, factId, { to, cause: previous.cause });
}

/** The person chosen, or a new one; a name that the register has is not given twice unawares. */
async function readPerson(act: Act, input: NewMandateInput, at: At): Promise<string | Omit<NewPerson, 'sourceId'>> {
  const { person, name, gender, formOfAddress, email, assistant, phone, certainty } = input;
  if (person && person !== newPerson) return person;
  if (person !== newPerson && (await listNamesakes(act.db, name!, at)).length > 0)
    throw new Invalid({ person: say.later('person.namesake', { name: name! }) });
  const contacts = [
    ...(email ? [{ channel: 'email', value: email } as const] : []),
    ...(assistant ? [{ channel: 'assistant', value: assistant } as const] : []),
    ...(phone ? [{ channel: 'phone', value: phone } as const] : []),
  ];
  return { name: name!, gender, formOfAddress, contacts, certainty };
}

function describe(found: PartyRef, input: NewMandateInput, name: string | null): string {
  const title = titleInWords(input.title, input.gender, 'fr');
  return say.in('fr')(name ? 'mandate.usualReason' : 'mandate.usualReasonKnown', { party: found.name.fr, title, name: name ?? '' });
}
