import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid, Missing } from '../../../kernel/errors.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { chooseSource } from '../facts/commands.ts';
import { partyFinder } from '../facts/forms.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact, type FactContext } from '../facts/record.ts';
import { asKnownNow, inRevision, type Revision } from '../facts/revision.ts';
import { findHeads } from '../mandates/queries.ts';
import { say as sayMandates } from '../mandates/messages.ts';
import { say } from '../messages.ts';
import { slugOf } from '../parties/commands.ts';
import { refuseErased } from '../persons/commands.ts';
import { body } from '../persons/schema.ts';
import { mayRecord } from '../policy.ts';
import type { BodyKind, SeatFunction } from '../vocabulary.ts';
import type { NewBodyInput, NewSeatInput } from './inputs.ts';
import { findBody } from './queries.ts';

export interface NewBody {
  slug: string;
  institutionId: string;
  kind: BodyKind;
  nameFr: string;
  nameEn?: string | null;
}

/** Creates a body of an institution, in an open revision. @throws Invalid where its address is taken */
export async function createBody(rev: Revision, { slug, institutionId, kind, nameFr, nameEn = null }: NewBody): Promise<string> {
  const [taken] = await rev.act.db.select({ id: body.id }).from(body).where(eq(body.slug, slug));
  if (taken || reserved.has(slug)) throw new Invalid({ slug: say.later('body.taken', { slug }) });
  const id = randomUUID();
  await rev.act.db.insert(body).values({ id, slug, institutionId, kind, nameFr, nameEn, revision: rev.number });
  return id;
}

/** Creates a body as a form gives it. @returns its address */
export async function createBodyByForm(act: Act, { institution, kind, nameFr, nameEn }: NewBodyInput): Promise<string> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act);
    const found = await partyFinder(act.db, at)('institution', institution);
    const slug = slugOf(nameFr);
    const reason = sayMandates.in('fr')('body.usualReason', { name: nameFr });
    return inRevision(act, { command: 'body create', reason }, async (rev) => {
      await createBody(rev, { slug, institutionId: found.id, kind, nameFr, nameEn }).catch((error: unknown) => {
        throw error instanceof Invalid ? new Invalid({ nameFr: sayMandates.later('body.nameTaken') }) : error;
      });
      return slug;
    });
  });
}

/** A seat given to a party in a body. */
export interface NewSeat extends FactContext {
  bodyId: string;
  partyId: string;
  function: SeatFunction;
}

/**
 * Gives a seat in a body to whoever is at the head of a party on the day on which the seat starts (today where that is not
 * known), in an open revision. R6: only heads of local government sit; where the register knows none that day, nobody can.
 * @throws Invalid beside `party`
 */
export async function giveSeat(rev: Revision, { bodyId, partyId, function: seatFunction, ...context }: NewSeat): Promise<string> {
  const on = context.from?.date ?? dayOf(rev.act.now);
  const head = (await findHeads(rev.act.db, { on, revision: rev.number }, [partyId])).get(partyId);
  if (!head) throw new Invalid({ party: (lang) => sayMandates.in(lang)('seat.noHead', { day: formatDate(on, lang) }) });
  await refuseErased(rev.act, head.person.id);
  return recordFact(rev, factKinds.seat, { ...context, values: { bodyId, partyId, personId: head.person.id, function: seatFunction } });
}

/** Gives a seat as a form says it. @returns the revision's number */
export async function giveSeatByForm(act: Act, slug: string, input: NewSeatInput): Promise<number> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act);
    const found = await findBody(act.db, slug, at);
    if (!found) throw new Missing(slug);
    const party = await partyFinder(act.db, at)('party', input.party);
    const words = { party: party.name.fr, body: found.nameFr, function: say.in('fr')(`function.${input.function}`) };
    const reason = input.reason ?? sayMandates.in('fr')('seat.usualReason', words);
    return inRevision(act, { command: 'seat give', reason }, async (rev) => {
      const { from, to, attested, certainty, note } = input;
      await giveSeat(rev, {
        bodyId: found.id,
        partyId: party.id,
        function: input.function,
        from,
        to,
        certainty,
        note,
        attestedFrom: from ? null : (attested?.date ?? null),
        sourceId: await chooseSource(rev, input, null),
      });
      return rev.number;
    });
  });
}

/** Addresses under /instances that are not bodies. */
const reserved = new Set(['nouvelle']);
