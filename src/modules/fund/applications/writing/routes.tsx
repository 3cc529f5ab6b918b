import { Hono } from 'hono';
import { Missing } from '../../../../kernel/errors.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { type Env, localPath, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, formValues, type FormValues, refusalErrors, submitForm } from '../../../../kernel/http/forms.ts';
import { asset, assetFiles } from '../../../../ui/assets.ts';
import { respond } from '../../../../ui/index.ts';
import { readPage } from '../../../register/index.ts';
import { openAsAuthor } from '../authors.ts';
import { findKnown } from '../content/known.ts';
import type { Pieces, Problem } from '../content/pieces.ts';
import { examineDossier, problemSentence } from '../deposit/examination.ts';
import { editsInput, recordEdits } from '../edits/commands.ts';
import { findWritten, listHistory } from '../edits/queries.ts';
import { getDispute, settleConflict, settlementInput } from '../edits/settlement.ts';
import { searchPurposes } from '../../purposes/purposes.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import { checkQuestions, isWrong } from './checks.ts';
import { readBases, readEdits } from './form.ts';
import { findAsked } from './labels.ts';
import { findSection, getOwnDossier, type OwnDossier } from './queries.ts';
import { ConflictPage, HistoryPage } from './views/history-page.tsx';
import { OverviewPage } from './views/overview-page.tsx';
import { SectionPage } from './views/section-page.tsx';

const historySize = 100;
/** Purpose codes that one sentence names. */
const mostNamed = 5;

/** The pages on which a dossier is written. */
export const writingRoutes = new Hono<Env>()
  .get(dossierPaths.dossier(':id'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const problems = own.isOpen ? (await examineDossier(c.var.act, own.dossier)).problems : [];
    const done = (['resumption', 'accepted', 'imported'] as const).find((one) => one === c.req.query('fait'));
    return respond(c, <OverviewPage own={own} problems={problems} done={done} />);
  })
  .get(dossierPaths.section(':id', ':section'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    return own.isOpen ? showSection(c, own) : seeOther(c, dossierPaths.dossier(own.dossier.id));
  })
  .post(dossierPaths.section(':id', ':section'), async (c) => saveSection(c))
  .post(dossierPaths.pieces(':id'), async (c) => {
    const id = pathParam(c, 'id');
    await openAsAuthor(c.var.act, id);
    const sent = editsInput.safeParse(await c.req.json().catch(() => null));
    if (!sent.success) return c.json({ refused: 'edits' }, 422);
    try {
      return c.json({ results: await recordEdits(c.var.act, id, sent.data) });
    } catch (error) {
      const errors = refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      return c.json({ refused: Object.values(errors).join(' ') }, 409);
    }
  })
  // The worker's scope is the dossier, which lies above its own folder: the header allows it.
  .get(dossierPaths.worker(':id'), async (c) => {
    const { id } = await openAsAuthor(c.var.act, pathParam(c, 'id'));
    const file = assetFiles().get(asset('check-in-worker.js').replace('/assets/', ''))!;
    return c.body(file.body, 200, {
      'content-type': file.type,
      'service-worker-allowed': localPath(c.var.lang, dossierPaths.dossier(id)),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
  })
  .get(dossierPaths.history(':id'), async (c) => {
    const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const pages = Math.ceil(own.written.last / historySize);
    const page = Math.min(readPage(c), Math.max(pages, 1));
    const lines = await listHistory(c.var.act.db, own.dossier.id, { page, size: historySize });
    return respond(c, <HistoryPage own={own} lines={lines} page={page} pages={pages} />);
  })
  .get(dossierPaths.conflict(':id', ':number'), (c) => showConflict(c))
  .post(dossierPaths.conflict(':id', ':number'), async (c) => {
    const { id } = await openAsAuthor(c.var.act, pathParam(c, 'id'));
    const number = readNumber(c);
    const { conflict } = await getDispute(c.var.act, id, number);
    const result = await submitForm(c, settlementInput, (input) => settleConflict(c.var.act, id, number, input));
    if (!result.ok) return showConflict(c, result);
    const own = await getOwnDossier(c.var.act, id);
    const asked = findAsked(own.definition, conflict.path);
    return seeOther(c, asked ? dossierPaths.section(id, asked.section) : dossierPaths.dossier(id));
  });

async function showSection(c: RouteContext, own: OwnDossier, refused?: FieldErrors): Promise<Response> {
  const section = findSection(own.definition, pathParam(c, 'section'));
  const reading = { limits: own.limits, known: await findKnown(c.var.act), files: own.files };
  const found = checkQuestions(section.questions, own.pieces, reading).filter(
    (problem) => c.req.query('tout') !== undefined || isWrong(problem, own.pieces),
  );
  const errors: FieldErrors = { ...refused };
  for (const problem of found)
    errors[problem.path] = [errors[problem.path], problemSentence(problem, c.var.lang), purposesNamed(problem, own.pieces, c.var.lang)]
      .filter(Boolean)
      .join(' ');
  return respond(
    c,
    <SectionPage own={own} section={section} errors={errors} isSaved={c.req.query('enregistre') !== undefined} />,
    refused ? 422 : 200,
  );
}

/** Where words stand instead of a purpose code, the codes that they name: they are found without suggestions too. */
function purposesNamed({ code, path }: Problem, pieces: Pieces, lang: Lang): string {
  const typed = pieces[path];
  const found = code === 'purpose' && typeof typed === 'string' ? searchPurposes(typed) : [];
  const list = found.slice(0, mostNamed).map((one) => `${one.code} (${inLang(one.name, lang)})`);
  return list.length > 0 ? say.in(lang)('purpose.named', { list: list.join(', '), more: found.length - list.length }) : '';
}

/** A plain form: what it changes is saved, then one goes on, or stays where there is something to see. */
async function saveSection(c: RouteContext): Promise<Response> {
  const { act } = c.var;
  const id = pathParam(c, 'id');
  await openAsAuthor(act, id);
  const values = await formValues(c);
  const { said } = await findWritten(act.db, id, { bases: Object.values(readBases(values)) });
  try {
    const results = await recordEdits(act, id, editsInput.parse(readEdits(values, said)));
    const own = await getOwnDossier(act, id);
    const { sections } = own.definition;
    const next = sections[sections.findIndex(({ key }) => key === pathParam(c, 'section')) + 1];
    const stays = values['next'] === undefined || results.some(({ outcome }) => outcome === 'conflict');
    if (stays) return seeOther(c, `${dossierPaths.section(id, pathParam(c, 'section'))}?enregistre${anchorOf(values)}`);
    return seeOther(c, next ? `${dossierPaths.section(id, next.key)}?enregistre` : dossierPaths.dossier(id));
  } catch (error) {
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return showSection(c, await getOwnDossier(act, id), errors);
  }
}

/** Where a row was asked for, so that one is led back there. */
function anchorOf(values: FormValues): string {
  return typeof values['more'] === 'string' && /^[\w-]+$/.test(values['more']) ? `#rangee-${values['more']}` : '';
}

async function showConflict(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  const dispute = await getDispute(c.var.act, own.dossier.id, readNumber(c));
  return respond(c, <ConflictPage own={own} {...dispute} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

function readNumber(c: RouteContext): number {
  const number = Number(pathParam(c, 'number'));
  if (!Number.isSafeInteger(number) || number < 1 || number > 2_000_000_000) throw new Missing('conflict');
  return number;
}
