import { Hono } from 'hono';
import { Missing, Refused } from '../../../../kernel/errors.ts';
import {
  abandonResumable,
  beginResumable,
  continueResumable,
  type Resumable,
  serveFile,
  showResumable,
} from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, refusalErrors } from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../../kernel/http/upload.ts';
import { respond } from '../../../../ui/index.ts';
import { isUuid } from '../authors.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import { findDossierFile } from '../queries.ts';
import { findAsked } from '../writing/labels.ts';
import { getOwnDossier, type OwnDossier } from '../writing/queries.ts';
import { addDossierFile, type FileQuestion, findFileQuestion, longestFile, withdrawDossierFile } from './commands.ts';
import { FilesPage } from './views/files-page.tsx';

const question = ':question';

/** The files of a dossier: sent whole by a plain form, or in pieces that a lost connection does not lose. */
export const fileRoutes = new Hono<Env>()
  .get(dossierPaths.files(':id', question), async (c) => show(c, await open(c)))
  .post(dossierPaths.files(':id', question), async (c) => {
    const opened = await open(c);
    const errors = await take(c, opened);
    return errors ? show(c, opened, errors) : seeOther(c, dossierPaths.files(opened.own.dossier.id, opened.question.key));
  })
  .post(dossierPaths.uploads(':id', question), async (c) => beginResumable(c, await resumable(c)))
  // Hono answers HEAD by the route of GET.
  .get(dossierPaths.upload(':id', question, ':upload'), async (c) => showResumable(c, await resumable(c), pathParam(c, 'upload')))
  .patch(dossierPaths.upload(':id', question, ':upload'), async (c) => continueResumable(c, await resumable(c), pathParam(c, 'upload')))
  .delete(dossierPaths.upload(':id', question, ':upload'), async (c) => abandonResumable(c, await resumable(c), pathParam(c, 'upload')))
  .get(dossierPaths.file(':id', ':file'), async (c) => {
    const { files, deposits } = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const id = pathParam(c, 'file');
    const found = files.find((file) => file.id === id);
    if (found) return serveFile(c, found.fileId);
    const frozen = deposits.some(({ content }) => content.files.some((file) => file.id === id));
    if (!frozen || !isUuid(id)) throw new Missing(`file ${id}`);
    return serveFile(c, (await findDossierFile(c.var.act.db, id)).fileId);
  })
  .post(dossierPaths.fileWithdrawal(':id', ':file'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const file = own.files.find(({ id }) => id === pathParam(c, 'file'));
    if (!file) throw new Missing(`file ${pathParam(c, 'file')}`);
    await withdrawDossierFile(c.var.act, own.dossier.id, file.id);
    return seeOther(c, dossierPaths.files(own.dossier.id, file.path));
  });

interface Opened {
  own: OwnDossier;
  question: FileQuestion;
}

async function open(c: RouteContext): Promise<Opened> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  return { own, question: findFileQuestion(own.definition, pathParam(c, 'question')) };
}

function show(c: RouteContext, { own, question }: Opened, errors?: FieldErrors): Promise<Response> | Response {
  const asked = findAsked(own.definition, question.key)!;
  return respond(
    c,
    <FilesPage own={own} question={question} back={dossierPaths.section(own.dossier.id, asked.section)} errors={errors} />,
    errors ? 422 : 200,
  );
}

/** Takes in the file of a plain form. @returns what is wrong with it, or null */
async function take(c: RouteContext, { own, question }: Opened): Promise<FieldErrors | null> {
  try {
    await addDossierFile(c.var.act, own.dossier.id, question.key, await readUpload(c));
    return null;
  } catch (error) {
    if (error instanceof BrokenUpload) return { file: say.in(c.var.lang)('files.broken') };
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return errors;
  }
}

async function resumable(c: RouteContext): Promise<Resumable> {
  const { own, question } = await open(c);
  if (!own.isOpen) throw new Refused(say.later('dossier.closed'));
  const { id } = own.dossier;
  return {
    owner: `dossier ${id} ${question.key}`,
    most: longestFile,
    path: (upload) => dossierPaths.upload(id, question.key, upload),
    finish: (upload) => addDossierFile(c.var.act, id, question.key, upload),
  };
}
