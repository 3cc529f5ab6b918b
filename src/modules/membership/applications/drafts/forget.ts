import { and, eq, isNull, lt } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { forgetFile } from '../../../../kernel/files/index.ts';
import { applicationDocument, applicationStep, membershipApplication } from '../../schema.ts';

/** Days after which a draft of the public that was never sent in is forgotten: its links stopped working long before. */
const keptDays = 180;

/** Forgets the drafts that their authors have given up, with the persons they name and the files they hold. @returns how many */
export async function forgetStaleDrafts(act: Act): Promise<number> {
  const stale = await act.db
    .select({ id: membershipApplication.id })
    .from(membershipApplication)
    .where(
      and(
        isNull(membershipApplication.reference),
        isNull(membershipApplication.createdById),
        lt(membershipApplication.createdAt, act.now.subtract({ hours: keptDays * 24 })),
      ),
    );
  for (const { id } of stale) await forgetDraft(act, id);
  return stale.length;
}

async function forgetDraft(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const documents = await act.db.delete(applicationDocument).where(eq(applicationDocument.applicationId, id)).returning();
    for (const { fileId } of documents) await forgetFile(act, fileId);
    await act.db.delete(applicationStep).where(eq(applicationStep.applicationId, id));
    await act.db.delete(membershipApplication).where(eq(membershipApplication.id, id));
  });
}
