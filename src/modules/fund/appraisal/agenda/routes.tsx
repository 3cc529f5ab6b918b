import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { listItemOutcomes } from '../../../assemblies/index.ts';
import { mayManageFund } from '../../policy.ts';
import { type RefusedForm, wasDone } from '../answer.ts';
import { awardsInput, recordAwards } from '../awards/commands.ts';
import { findAppraisers, listAwards } from '../awards/queries.ts';
import { listDesk } from '../desk/queries.ts';
import { listNotes } from '../notes/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { mayRecordAward } from '../policy.ts';
import { findRanks } from '../scoring/ranking.ts';
import { agendaInput, putOnAgenda, supplyOwedNote } from './commands.ts';
import { getFundSitting } from './queries.ts';
import { listFundSittings } from './sittings.ts';
import { SittingPage, type SittingForm } from './views/sitting-page.tsx';
import { SittingsPage } from './views/sittings-page.tsx';

/** Dossiers before a sitting, and what it decided of them. */
export const agendaRoutes = new Hono<Env>()
  .get(appraisalPaths.sittings(), async (c) => respond(c, <SittingsPage sittings={await listFundSittings(c.var.act)} />))
  .get(appraisalPaths.sitting(':slug'), (c) => show(c))
  .post(appraisalPaths.agenda(':slug'), (c) => answer(c, 'agenda', agendaInput, putOnAgenda))
  .post(appraisalPaths.awards(':slug'), (c) => answer(c, 'awards', awardsInput, recordAwards))
  .post(appraisalPaths.owedNote(':slug', ':reference'), (c) =>
    answer(c, 'owed', z.object({}), (act, slug) => supplyOwedNote(act, slug, pathParam(c, 'reference'))),
  );

async function answer<S extends z.ZodType>(
  c: RouteContext,
  form: SittingForm,
  input: S,
  run: (act: RouteContext['var']['act'], slug: string, value: z.output<S>) => Promise<unknown>,
): Promise<Response> {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, input, (value) => run(act, slug, value));
  return result.ok ? seeOther(c, `${appraisalPaths.sitting(slug)}?fait`) : show(c, { form, ...result });
}

async function show(c: RouteContext, refused?: RefusedForm & { form: SittingForm }): Promise<Response> {
  const { act } = c.var;
  const found = await getFundSitting(act, pathParam(c, 'slug'));
  const ids = found.onAgenda.map(({ dossier }) => dossier.id);
  const own = new Set<string>();
  const proposals = new Map<string, Awaited<ReturnType<typeof listNotes>>[number]>();
  for (const { dossier, entry } of found.onAgenda) {
    if (!mayRecordAward(act.actor, await findAppraisers(act.db, dossier.id))) own.add(dossier.id);
    const note = (await listNotes(act.db, dossier.id)).find(({ number }) => number === entry.note);
    if (note) proposals.set(dossier.id, note);
  }
  return respond(
    c,
    <SittingPage
      found={found}
      outcomes={await listItemOutcomes(act.db, found.sitting.id)}
      awards={await listAwards(act.db, found.sitting.id)}
      ranks={await findRanks(
        act.db,
        found.onAgenda.map(({ dossier, call }) => ({ dossierId: dossier.id, call })),
      )}
      proposals={proposals}
      own={own}
      ready={(await listDesk(act, { states: ['appraised', 'deferred', 'reserve', 'admissible'] })).filter(({ id }) => !ids.includes(id))}
      mayManage={mayManageFund(act.actor)}
      done={wasDone(c)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
