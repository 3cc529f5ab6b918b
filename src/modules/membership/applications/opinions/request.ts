import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { closeAnswerLinks } from '../../../../kernel/answers/links.ts';
import { opinionRequest } from '../../schema.ts';
import { findOpenRequest } from '../queries.ts';

/** The purpose of the link by which the head of a capital answers. */
export const opinionPurpose = 'capital_opinion';

/** Closes the question that is open about an application, and every link that answers it. */
export async function closeOpenRequest(act: Act, applicationId: string): Promise<void> {
  const open = await findOpenRequest(act, applicationId);
  if (!open) return;
  await act.db.update(opinionRequest).set({ closedAt: act.now }).where(eq(opinionRequest.id, open.id));
  await closeAnswerLinks(act, opinionPurpose, open.id);
}
