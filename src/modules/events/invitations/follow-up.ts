import { asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadPreparation } from '../policy.ts';
import { invitation, invitationAnswer, type InvitationAnswer, invitationMail, type InvitationMail } from '../schema.ts';
import { answers } from '../vocabulary.ts';

/** An invited party: what was sent, what it answered. */
export interface InvitedParty {
  party: PartyRef;
  at: Temporal.Instant;
  by: string;
  /** In the order in which they left. */
  mails: InvitationMail[];
  /** In order; the last one holds. */
  answers: InvitationAnswer[];
}

/** Where a party stands: its last answer, or that it said nothing. */
export const answerFilters = [...answers, 'silent'] as const;
export type AnswerFilter = (typeof answerFilters)[number];

/** The last answer of a party; `silent` where it gave none. */
export function standingAnswer({ answers }: Pick<InvitedParty, 'answers'>): AnswerFilter {
  return answers.at(-1)?.answer ?? 'silent';
}

/** Every invited party of an event with what was sent and answered, by name. @throws Forbidden */
export async function listInvited(act: Act, meetingId: string): Promise<InvitedParty[]> {
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  return loadInvited(act, await act.db.select().from(invitation).where(eq(invitation.meetingId, meetingId)));
}

/** These invitations, whoever asks: the caller has checked whose they are. */
export async function loadInvited(act: Act, rows: readonly (typeof invitation.$inferSelect)[]): Promise<InvitedParty[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const parties = await findPartiesById(
    act.db,
    rows.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  const mails = Map.groupBy(
    await act.db
      .select()
      .from(invitationMail)
      .where(inArray(invitationMail.invitationId, ids))
      .orderBy(asc(invitationMail.round), asc(invitationMail.position)),
    (row) => row.invitationId,
  );
  const said = Map.groupBy(
    await act.db.select().from(invitationAnswer).where(inArray(invitationAnswer.invitationId, ids)).orderBy(asc(invitationAnswer.number)),
    (row) => row.invitationId,
  );
  return rows
    .map(({ id, partyId, at, by }) => ({
      party: parties.get(partyId)!,
      at,
      by,
      mails: mails.get(id) ?? [],
      answers: said.get(id) ?? [],
    }))
    .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr));
}
