import { Hono } from 'hono';
import { Refused } from '../../../../kernel/errors.ts';
import { serveBytes } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, seeOther } from '../../../../kernel/http/env.ts';
import { formValues, refusalErrors } from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../../kernel/http/upload.ts';
import { writePaperDocx } from '../../../../kernel/papers/index.ts';
import { respond } from '../../../../ui/index.ts';
import { openAsAuthor } from '../authors.ts';
import { editsInput, recordEdits } from '../edits/commands.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import { getOwnDossier } from '../writing/queries.ts';
import { dossierPaper } from './document.ts';
import { readWordDocument } from './reading.ts';
import { WordChangesPage, WordImportPage } from './views/import-pages.tsx';

/** A dossier that leaves as a Word document, and comes back filled in. */
export const wordRoutes = new Hono<Env>()
  .get(dossierPaths.word(':id'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    return serveBytes(c, {
      name: `${own.dossier.title}.docx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: await writePaperDocx(dossierPaper(own, c.var.act.now, c.var.lang)),
    });
  })
  .get(dossierPaths.wordImport(':id'), async (c) => respond(c, <WordImportPage own={await getOwnDossier(c.var.act, pathParam(c, 'id'))} />))
  .post(dossierPaths.wordImport(':id'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    if (!own.isOpen) throw new Refused(say.later('dossier.closed'));
    try {
      const changes = await readWordDocument(c.var.act, own, await readUpload(c));
      return respond(c, <WordChangesPage own={own} changes={changes} />);
    } catch (error) {
      const errors = error instanceof BrokenUpload ? { file: say.in(c.var.lang)('files.broken') } : refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      return respond(c, <WordImportPage own={own} errors={errors} />, 422);
    }
  })
  .post(dossierPaths.wordChanges(':id'), async (c) => {
    const { id } = await openAsAuthor(c.var.act, pathParam(c, 'id'));
    const edits = editsInput.safeParse(readJson((await formValues(c))['edits']));
    if (!edits.success) throw new Refused(say.later('word.unreadable'));
    await recordEdits(c.var.act, id, edits.data);
    return seeOther(c, `${dossierPaths.dossier(id)}?fait=imported`);
  });

function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
