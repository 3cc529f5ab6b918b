import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, receiveFile, type FileKind, type WholeUpload } from '../../../../kernel/files/index.ts';
import type { Upload } from '../../../../kernel/http/upload.ts';
import { say } from '../../messages.ts';
import { applicationDocument } from '../../schema.ts';
import { documentKinds, type DocumentKind } from '../../vocabulary.ts';
import { refuseReader } from '../life.ts';
import { type Application, getApplication, lockApplication, type Opening } from '../queries.ts';
import { acceptedDocuments, isOpen } from '../rules.ts';

export const documentInput = z.object({ kind: z.enum(documentKinds) });

/** What offices send; bytes that one piece may have, and pieces that one file may hold. */
export const documentFiles: readonly FileKind[] = ['pdf', 'image', 'word'];
export const longestDocument = 25_000_000;
const mostDocuments = 30;

/**
 * Puts a piece in a file while it arrives. A new one of the kind that the file cannot be without takes the place of the one before.
 * @throws Missing, Forbidden; Refused once the file was sent in, save to the secretariat; Invalid for what is no such piece
 */
export async function addDocument(
  act: Act,
  opening: Opening,
  kind: DocumentKind,
  upload: Pick<Upload, 'name' | 'bytes'> & { claim?: WholeUpload['claim'] },
): Promise<string> {
  // Looked at before anything is taken in, and again when it has arrived.
  refuseDocument(act, await getApplication(act, opening), kind);
  const received = await receiveFile(act, upload, { accept: documentFiles, most: longestDocument });
  return inTransaction(act, async (act) => {
    const application = await lockApplication(act, opening);
    refuseDocument(act, application, kind);
    await upload.claim?.(act);
    const by = nameOf(act, application);
    if (kind !== 'letter' && kind !== 'other')
      await act.db
        .update(applicationDocument)
        .set({ withdrawnAt: act.now, withdrawnBy: by })
        .where(
          and(
            eq(applicationDocument.applicationId, application.id),
            eq(applicationDocument.kind, kind),
            isNull(applicationDocument.withdrawnAt),
          ),
        );
    const id = randomUUID();
    await act.db.insert(applicationDocument).values({
      id,
      applicationId: application.id,
      kind,
      fileId: await keepFile(act, received),
      addedAt: act.now,
      addedById: actorId(act.actor),
      addedBy: by,
    });
    await audit(act, {
      command: 'membership.addDocument',
      subject: application.reference ?? application.id,
      detail: { kind, document: id },
    });
    return id;
  });
}

/** Takes a piece out of a file; the secretariat still sees that it was there. @throws Missing, Forbidden, Refused */
export async function withdrawDocument(act: Act, opening: Opening, documentId: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockApplication(act, opening);
    const document = application.documents.find(({ id }) => id === documentId);
    if (!document) throw new Missing(`document ${documentId}`);
    refuseDocument(act, { ...application, documents: [] }, document.kind);
    await act.db
      .update(applicationDocument)
      .set({ withdrawnAt: act.now, withdrawnBy: nameOf(act, application) })
      .where(eq(applicationDocument.id, documentId));
    await audit(act, {
      command: 'membership.withdrawDocument',
      subject: application.reference ?? application.id,
      detail: { document: documentId },
    });
  });
}

/** The stored file behind a piece, for whoever may read the application; what was taken out is the secretariat's to read. @throws Missing */
export async function findDocumentFile(act: Act, opening: Opening, documentId: string): Promise<string> {
  const application = await getApplication(act, opening);
  const readable = [...application.documents, ...(application.as === 'staff' ? application.withdrawnDocuments : [])];
  const document = readable.find(({ id }) => id === documentId);
  if (!document) throw new Missing(`document ${documentId}`);
  return document.fileId;
}

/** Whether pieces may be put in a file, or taken out: by its author while it is a draft, by the secretariat until it is decided. */
export function mayChangeDocuments({ as, state }: Pick<Application, 'as' | 'state'>): boolean {
  return as === 'staff' ? isOpen(state) : state === 'draft';
}

function refuseDocument(act: Act, application: Application, kind: DocumentKind): void {
  refuseReader(act, application);
  if (!mayChangeDocuments(application)) throw new Refused(say.later('application.sent'));
  if (!acceptedDocuments(application).includes(kind)) throw new Invalid({ kind: say.later('document.otherKind') });
  if (application.documents.length >= mostDocuments) throw new Refused(say.later('document.tooMany', { most: mostDocuments }));
}

function nameOf(act: Act, { as, contactName, contactEmail }: Application): string {
  return as === 'link' ? (contactName ?? contactEmail) : actorName(act.actor);
}
