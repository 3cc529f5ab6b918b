import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, receiveFile, type WholeUpload } from '../../../../kernel/files/index.ts';
import type { Upload } from '../../../../kernel/http/upload.ts';
import type { FormDefinition, Question } from '../../calls/forms/definition.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { openAsAuthor } from '../authors.ts';
import { lockDossier } from '../life.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { listDossierFiles } from '../queries.ts';
import { isWritable } from '../rules.ts';
import { fundDossierFile } from '../schema.ts';

/** Bytes that one file may have, and files that one dossier may hold. */
export const longestFile = 25_000_000;
const mostFiles = 60;

export type FileQuestion = Extract<Question, { kind: 'file' }>;

/** The question of a form that asks for files under this key. @throws Missing */
export function findFileQuestion(definition: FormDefinition, key: string): FileQuestion {
  for (const { questions } of definition.sections)
    for (const question of questions) if (question.kind === 'file' && question.key === key) return question;
  throw new Missing(`question ${key}`);
}

/**
 * Puts a file where a question asks for one, while it arrives; a new one takes the place of the one before, unless several may be given.
 * @throws Missing to anyone but the authors; Refused where the dossier is no longer written; Invalid for what is no such file
 */
export async function addDossierFile(
  act: Act,
  dossierId: string,
  key: string,
  upload: Pick<Upload, 'name' | 'bytes'> & { claim?: WholeUpload['claim'] },
): Promise<string> {
  const opened = await openAsAuthor(act, dossierId);
  const { definition } = await findFormVersion(act.db, opened.formId, opened.formVersion);
  const question = findFileQuestion(definition, key);
  const received = await receiveFile(act, upload, { accept: question.accept, most: longestFile });
  return inTransaction(act, async (act) => {
    const dossier = await lockDossier(act, dossierId);
    if (!isWritable(dossier.state)) throw new Refused(say.later('dossier.closed'));
    await upload.claim?.(act);
    if ((await listDossierFiles(act.db, dossierId)).length >= mostFiles) throw new Refused(say.later('files.tooMany', { most: mostFiles }));
    if (!question.several)
      await act.db
        .update(fundDossierFile)
        .set({ withdrawnAt: act.now, withdrawnBy: actorName(act.actor) })
        .where(and(eq(fundDossierFile.dossierId, dossierId), eq(fundDossierFile.path, key), isNull(fundDossierFile.withdrawnAt)));
    const id = randomUUID();
    await act.db.insert(fundDossierFile).values({
      id,
      dossierId,
      path: key,
      fileId: await keepFile(act, received),
      ...signed(act),
    });
    await audit(act, { command: 'fund.addFile', subject: dossierId, detail: { file: id, question: key } });
    return id;
  });
}

/** Takes a file out of a dossier; a version that was deposited with it keeps it. @throws Missing, Refused */
export async function withdrawDossierFile(act: Act, dossierId: string, fileId: string): Promise<void> {
  await openAsAuthor(act, dossierId);
  await inTransaction(act, async (act) => {
    const dossier = await lockDossier(act, dossierId);
    if (!isWritable(dossier.state)) throw new Refused(say.later('dossier.closed'));
    const [file] = (await listDossierFiles(act.db, dossierId)).filter(({ id }) => id === fileId);
    if (!file) throw new Missing(`file ${fileId}`);
    await act.db
      .update(fundDossierFile)
      .set({ withdrawnAt: act.now, withdrawnBy: actorName(act.actor) })
      .where(eq(fundDossierFile.id, fileId));
    await audit(act, { command: 'fund.withdrawFile', subject: dossierId, detail: { file: fileId } });
  });
}
