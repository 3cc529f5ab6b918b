import { Hono } from 'hono';
import { Forbidden, Invalid, Missing } from '../../../../kernel/errors.ts';
import { serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { checkInput } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { mayManageFund } from '../../policy.ts';
import { type RefusedForm, wasDone } from '../answer.ts';
import { openFile } from '../overview/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { checkReadiness } from '../readiness/check.ts';
import { submitWithFile } from '../upload.ts';
import { diligenceKinds } from '../vocabulary.ts';
import { diligenceInput, recordDiligence, screeningInput } from './commands.ts';
import { listDiligence } from './queries.ts';
import { DiligencePage } from './views/diligence-page.tsx';
import { VerificationPage } from './views/verification-page.tsx';

/** What was verified of whoever asks. */
export const diligenceRoutes = new Hono<Env>()
  .get(appraisalPaths.diligence(':reference'), async (c) => {
    const { act } = c.var;
    const file = await openFile(act, pathParam(c, 'reference'));
    const dossier = { ...file.dossier, state: file.state, deposit: file.versions.at(-1)! };
    return respond(
      c,
      <DiligencePage
        file={file}
        now={act.now}
        done={wasDone(c)}
        lines={await checkReadiness(act, { dossier, call: file.call })}
        verified={await listDiligence(act.db, file.dossier.id)}
      />,
    );
  })
  .get(appraisalPaths.diligenceFile(':reference', ':number'), async (c) => {
    const file = await openFile(c.var.act, pathParam(c, 'reference'));
    const found = (await listDiligence(c.var.act.db, file.dossier.id)).find(({ number }) => String(number) === pathParam(c, 'number'));
    if (!found?.fileId) throw new Missing('evidence');
    return serveFile(c, found.fileId);
  })
  .get(appraisalPaths.diligenceOf(':reference', ':kind'), (c) => showForm(c))
  .post(appraisalPaths.diligenceOf(':reference', ':kind'), async (c) => {
    if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
    const [reference, kind] = [pathParam(c, 'reference'), findKind(c)];
    const result = await submitWithFile(c, ['pdf', 'image', 'word', 'spreadsheet'], async (act, fields, file) => {
      const read = checkInput(kind === 'screening' ? screeningInput : diligenceInput, fields, c.var.lang);
      if (!read.ok) throw new Invalid(Object.fromEntries(Object.entries(read.errors).map(([name, sentence]) => [name, () => sentence])));
      return recordDiligence(act, reference, kind, read.value, file);
    });
    return result.ok ? seeOther(c, `${appraisalPaths.diligence(reference)}?fait`) : showForm(c, result);
  });

function findKind(c: RouteContext) {
  const kind = diligenceKinds.find((one) => one === pathParam(c, 'kind'));
  if (!kind) throw new Missing('kind');
  return kind;
}

async function showForm(c: RouteContext, refused?: RefusedForm): Promise<Response> {
  if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
  const file = await openFile(c.var.act, pathParam(c, 'reference'));
  return respond(
    c,
    <VerificationPage file={file} now={c.var.act.now} kind={findKind(c)} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
