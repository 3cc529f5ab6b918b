import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { actsFor, isStaff } from '../../../kernel/actor.ts';
import { findAnswerLink } from '../../../kernel/answers/links.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { isId } from '../dues/ids.ts';
import { mayManageMembership } from '../policy.ts';
import {
  applicationDocument,
  applicationStep,
  capException,
  capitalOpinion,
  membershipApplication,
  opinionReminder,
  opinionRequest,
} from '../schema.ts';
import type { ApplicationState } from '../vocabulary.ts';

/** How someone comes to an application: by its identifier, as who they are, or by the link that they were sent. */
export type Opening = { id: string } | { token: string };

/** The purpose of the link by which an applicant without an account goes on with a file. */
export const draftPurpose = 'membership_draft';

export type ApplicationRow = typeof membershipApplication.$inferSelect;
export type Step = typeof applicationStep.$inferSelect;
export type CapitalOpinion = typeof capitalOpinion.$inferSelect;

export interface Document extends Omit<typeof applicationDocument.$inferSelect, 'applicationId'> {
  name: string;
  size: number;
}

export interface OpinionRequest extends Omit<typeof opinionRequest.$inferSelect, 'applicationId'> {
  reminders: readonly Temporal.Instant[];
}

/** An application as its pages show it. */
export interface Application extends ApplicationRow {
  state: ApplicationState;
  /** Every state it has had, the first first. */
  steps: readonly Step[];
  /** What is in the file now. */
  documents: readonly Document[];
  /** What was in it, and was taken out or replaced. */
  withdrawnDocuments: readonly Document[];
  party: PartyRef | null;
  stateParty: PartyRef | null;
  /** Who reads it: the secretariat, the city that it is about, or whoever holds its link. */
  as: 'staff' | 'party' | 'link';
}

/**
 * An application for whoever may read it: the secretariat, the accounts of its own city, who holds its link.
 * @throws Forbidden to a visitor; Missing to anyone else, whether or not there is one
 */
export async function getApplication(act: Act, opening: Opening): Promise<Application> {
  const { id, as } = await checkOpening(act, opening);
  return readApplication(act, id, as);
}

/** Reads an application and holds it until the end of the transaction: what is done to it is done to what is there. @throws as above */
export async function lockApplication(act: Act, opening: Opening): Promise<Application> {
  const { id, as } = await checkOpening(act, opening);
  return holdApplication(act, id, as);
}

/** The same, for who runs the procedure. @throws Forbidden, Missing */
export async function lockForStaff(act: Act, id: string): Promise<Application> {
  if (!mayManageMembership(act.actor)) throw new Forbidden();
  return lockApplication(act, { id });
}

/** The same, where the caller has checked by other means who asks. @throws Missing */
export async function holdApplication(act: Act, id: string, as: Application['as']): Promise<Application> {
  await act.db.select({ id: membershipApplication.id }).from(membershipApplication).where(eq(membershipApplication.id, id)).for('update');
  return readApplication(act, id, as);
}

/** An application, where the caller has checked who reads it. @throws Missing */
export async function readApplication(act: Act, id: string, as: Application['as']): Promise<Application> {
  const row = await findRow(act, id);
  const steps = await act.db
    .select()
    .from(applicationStep)
    .where(eq(applicationStep.applicationId, row.id))
    .orderBy(asc(applicationStep.number));
  const documents = await listDocuments(act, row.id);
  const parties = await findPartiesById(
    act.db,
    [row.partyId, row.stateId].filter((one) => one !== null),
    await asKnownNow(act),
  );
  return {
    ...row,
    as,
    state: steps.at(-1)!.state,
    steps,
    documents: documents.filter((one) => one.withdrawnAt === null),
    withdrawnDocuments: documents.filter((one) => one.withdrawnAt !== null),
    party: parties.get(row.partyId ?? '') ?? null,
    stateParty: parties.get(row.stateId ?? '') ?? null,
  };
}

/** What was asked of a capital about an application, the latest first. */
export async function listOpinionRequests(act: Act, applicationId: string): Promise<OpinionRequest[]> {
  const requests = await act.db
    .select()
    .from(opinionRequest)
    .where(eq(opinionRequest.applicationId, applicationId))
    .orderBy(desc(opinionRequest.askedAt));
  const reminders = requests.length
    ? await act.db
        .select()
        .from(opinionReminder)
        .where(
          inArray(
            opinionReminder.requestId,
            requests.map(({ id }) => id),
          ),
        )
        .orderBy(asc(opinionReminder.number))
    : [];
  return requests.map((request) => ({
    ...request,
    reminders: reminders.filter((one) => one.requestId === request.id).map(({ at }) => at),
  }));
}

/** The open question to a capital about an application, if there is one. */
export async function findOpenRequest(act: Act, applicationId: string): Promise<typeof opinionRequest.$inferSelect | null> {
  const [open] = await act.db
    .select()
    .from(opinionRequest)
    .where(and(eq(opinionRequest.applicationId, applicationId), isNull(opinionRequest.closedAt)));
  return open ?? null;
}

/** What the capital answered, the last answer first: it is the one that holds. */
export function listOpinions(act: Act, applicationId: string): Promise<CapitalOpinion[]> {
  return act.db
    .select()
    .from(capitalOpinion)
    .where(eq(capitalOpinion.applicationId, applicationId))
    .orderBy(desc(capitalOpinion.at), desc(capitalOpinion.receivedOn));
}

/** Who signed that the application exceeds what R3 allows; null where nobody has. */
export async function findCapException(act: Act, applicationId: string): Promise<typeof capException.$inferSelect | null> {
  const [signed] = await act.db.select().from(capException).where(eq(capException.applicationId, applicationId));
  return signed ?? null;
}

async function checkOpening(act: Act, opening: Opening): Promise<{ id: string; as: Application['as'] }> {
  if ('token' in opening) {
    const link = await findAnswerLink(act, draftPurpose, opening.token);
    if (link?.state !== 'open') throw new Missing('application by link');
    return { id: link.subject, as: 'link' };
  }
  if (act.actor.kind === 'visitor') throw new Forbidden();
  const { id, partyId } = await findRow(act, opening.id);
  if (isStaff(act.actor)) return { id, as: 'staff' };
  if (partyId === null || !actsFor(act.actor, partyId)) throw new Missing(`application ${opening.id}`);
  return { id, as: 'party' };
}

async function findRow(act: Act, id: string): Promise<ApplicationRow> {
  const [row] = isId(id) ? await act.db.select().from(membershipApplication).where(eq(membershipApplication.id, id)) : [];
  if (!row) throw new Missing(`application ${id}`);
  return row;
}

async function listDocuments(act: Act, applicationId: string): Promise<Document[]> {
  const rows = await act.db
    .select({ document: applicationDocument, name: storedFile.name, size: storedFile.size })
    .from(applicationDocument)
    .innerJoin(storedFile, eq(storedFile.id, applicationDocument.fileId))
    .where(eq(applicationDocument.applicationId, applicationId))
    .orderBy(asc(applicationDocument.addedAt), asc(applicationDocument.id));
  return rows.map(({ document, name, size }) => ({ ...document, name, size }));
}
