import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { isStaff } from '../../../kernel/actor.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay, withQuery } from '../asked-day.ts';
import { readDone } from '../facts/done.ts';
import { fileName } from '../facts/export.ts';
import { asKnownNow } from '../facts/revision.ts';
import type { Refusal } from '../facts/views/fact-forms.tsx';
import { listPartiesOfKinds } from '../institutions/queries.ts';
import { findPartiesById } from '../parties/directory.ts';
import { registerPaths } from '../paths.ts';
import { mayRecord } from '../policy.ts';
import { listRecentSources } from '../sources.ts';
import { createBodyByForm, giveSeatByForm } from './commands.ts';
import { exportComposition } from './export.ts';
import { newBodyInput, newSeatInput } from './inputs.ts';
import { findBody, getComposition, listBodies } from './queries.ts';
import { BodiesPage } from './views/bodies-page.tsx';
import { BodyPage } from './views/body-page.tsx';
import { NewBodyPage, NewSeatPage } from './views/forms.tsx';

/** The bodies of institutions, who sits in each on a day, and the seats that are given. */
export const bodyRoutes = new Hono<Env>()
  .get(registerPaths.bodies(), async (c) => {
    const { act } = c.var;
    const day = await readAskedDay(c);
    const bodies = await listBodies(act.db, day.at);
    const institutions = await findPartiesById(
      act.db,
      bodies.map(({ institutionId }) => institutionId),
      day.at,
    );
    return respond(c, <BodiesPage day={day} mayRecord={mayRecord(act.actor)} bodies={bodies} institutions={institutions} />);
  })
  .get(registerPaths.newBody(), (c) => showNewBody(c, empty))
  .post(registerPaths.newBody(), async (c) => {
    refuseOthers(c);
    const result = await submitForm(c, newBodyInput, (input) => createBodyByForm(c.var.act, input));
    return result.ok ? seeOther(c, registerPaths.body(result.value)) : showNewBody(c, result, 422);
  })
  .get(registerPaths.body(':slug'), async (c) => {
    const { act, lang } = c.var;
    const day = await readAskedDay(c);
    const body = await findBody(act.db, pathParam(c, 'slug'), day.at);
    if (!body) throw new Missing();
    const seats = await getComposition(act.db, body.id, day.at);
    const format = wantsExport(c);
    if (format) return exportTable(c, { ...exportComposition(seats, lang), filename: fileName(body.slug, day), format });
    const institution = (await findPartiesById(act.db, [body.institutionId], day.at)).get(body.institutionId)!;
    return respond(
      c,
      <BodyPage
        body={body}
        institution={institution}
        seats={seats}
        day={day}
        isStaff={isStaff(act.actor)}
        mayRecord={mayRecord(act.actor)}
        done={await readDone(c)}
      />,
    );
  })
  .get(registerPaths.newSeat(':slug'), (c) => showNewSeat(c, empty))
  .post(registerPaths.newSeat(':slug'), async (c) => {
    refuseOthers(c);
    const slug = pathParam(c, 'slug');
    const result = await submitForm(c, newSeatInput, (input) => giveSeatByForm(c.var.act, slug, input));
    return result.ok ? seeOther(c, withQuery(registerPaths.body(slug), { revision: result.value })) : showNewSeat(c, result, 422);
  });

const empty: Refusal = { values: {}, errors: {} };

function refuseOthers(c: RouteContext): void {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
}

async function showNewBody(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  refuseOthers(c);
  const institutions = await listPartiesOfKinds(c.var.act.db, ['network', 'institution', 'association'], await asKnownNow(c.var.act));
  return respond(c, <NewBodyPage refusal={refusal} institutions={institutions} />, status);
}

async function showNewSeat(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  refuseOthers(c);
  const body = await findBody(act.db, pathParam(c, 'slug'), await asKnownNow(c.var.act));
  if (!body) throw new Missing();
  return respond(c, <NewSeatPage body={body} refusal={refusal} sources={await listRecentSources(act.db)} />, status);
}
