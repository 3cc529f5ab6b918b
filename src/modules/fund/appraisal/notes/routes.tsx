import { Hono } from 'hono';
import { Missing } from '../../../../kernel/errors.ts';
import { serveBytes } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { answerForm, type RefusedForm, wasDone } from '../answer.ts';
import { openFile } from '../overview/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { noteInput, saveNote } from './commands.ts';
import { writeNote } from './files.ts';
import { listNotes } from './queries.ts';
import { NotePage } from './views/note-page.tsx';

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The appraisal note of a dossier: written, read, taken away. */
export const noteRoutes = new Hono<Env>()
  .get(appraisalPaths.note(':reference'), (c) => show(c))
  .post(appraisalPaths.note(':reference'), (c) =>
    answerForm(c, noteInput, saveNote, { to: appraisalPaths.note, again: (refused) => show(c, refused) }),
  )
  .get(appraisalPaths.noteFile(':reference', ':number', 'pdf'), (c) => download(c, 'pdf'))
  .get(appraisalPaths.noteFile(':reference', ':number', 'docx'), (c) => download(c, 'docx'));

async function download(c: RouteContext, format: 'pdf' | 'docx'): Promise<Response> {
  const file = await openFile(c.var.act, pathParam(c, 'reference'));
  // The note holds the scores and the opinions of others.
  if (file.mustAnswerFirst) throw new Missing('note');
  const note = (await listNotes(c.var.act.db, file.dossier.id)).find(({ number }) => String(number) === pathParam(c, 'number'));
  if (!note) throw new Missing('note');
  const name = `note-${file.dossier.reference}-${note.number}.${format}`;
  return serveBytes(c, { name, mediaType: mediaTypes[format], bytes: await writeNote(note, format) });
}

async function show(c: RouteContext, refused?: RefusedForm): Promise<Response> {
  const { act } = c.var;
  const file = await openFile(act, pathParam(c, 'reference'));
  return respond(
    c,
    <NotePage
      file={file}
      now={act.now}
      done={wasDone(c)}
      notes={await listNotes(act.db, file.dossier.id)}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
