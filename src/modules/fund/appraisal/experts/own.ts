import { and, eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { isUuid } from '../../applications/authors.ts';
import { mayBeAsked } from '../policy.ts';
import { type HeldDossier, holdDossier, listConcerned } from '../held.ts';
import { boundAs, isAppraised } from './rules.ts';
import { type Assignment, fundAssignment, fundInterest, type InterestDeclaration } from './schema.ts';

/** What was asked of whoever acts, with the dossier; `declaration` is null until they have said what their interests are. */
export interface OwnAssignment {
  assignment: Assignment;
  dossier: HeldDossier;
  declaration: InterestDeclaration | null;
}

/**
 * What was asked of whoever acts, while it is open: neither ended, nor of a dossier that goes to a sitting, nor of one that has
 * come to concern their city. To be called in a transaction: the dossier is held.
 * @throws Forbidden, Missing
 */
export async function openOwnAssignment(act: Act, id: string): Promise<OwnAssignment> {
  if (!mayBeAsked(act.actor)) throw new Forbidden();
  const [assignment] = isUuid(id)
    ? await act.db
        .select()
        .from(fundAssignment)
        .where(and(eq(fundAssignment.id, id), eq(fundAssignment.userId, act.actor.id)))
    : [];
  if (!assignment || assignment.endedAt) throw new Missing(`assignment ${id}`);
  const dossier = await holdDossier(act, assignment.dossierId);
  if (!isAppraised(dossier.state)) throw new Missing(`assignment ${id}`);
  if (boundAs(assignment.partyId, await listConcerned(act, dossier))) throw new Missing(`assignment ${id}`);
  const [declaration] = await act.db.select().from(fundInterest).where(eq(fundInterest.assignmentId, id));
  return { assignment, dossier, declaration: declaration ?? null };
}

/** The same, once they have said that they have no interest: before, nothing of the dossier is read. @throws Forbidden, Missing */
export async function openDeclared(act: Act, id: string): Promise<OwnAssignment> {
  const own = await openOwnAssignment(act, id);
  if (!own.declaration) throw new Forbidden();
  return own;
}
