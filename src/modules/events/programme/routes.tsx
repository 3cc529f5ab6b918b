import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { answerCalendar } from '../calendar/answer.ts';
import { meetingEntry, sessionEntry } from '../calendar/entries.ts';
import { findMeeting, findPublicMeeting } from '../meetings/queries.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare, mayReadPreparation } from '../policy.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { addSession, cancelSession, changeSession } from './commands.ts';
import { cancellationInput, sessionInput } from './input.ts';
import { findSession, listPublicSessions, listRooms } from './queries.ts';
import { ProgrammePage } from './views/programme-page.tsx';
import { SessionCancellationPage, SessionPage } from './views/session-page.tsx';

export const programmeRoutes = new Hono<Env>();

programmeRoutes.get(eventsPaths.calendar(':slug'), async (c) => {
  const { act, lang } = c.var;
  const held = await findPublicMeeting(act, pathParam(c, 'slug'));
  const sessions = await listPublicSessions(act, held.id);
  const { url } = act.site;
  const entries = [meetingEntry(held, lang, url), ...sessions.map((one) => sessionEntry(one, held, lang, url))];
  return answerCalendar(c, held.slug, {
    name: inLang(held.event.name, lang),
    stamp: act.now,
    entries: entries.filter((entry) => entry !== null),
  });
});

programmeRoutes.get(eventsPaths.newSession(':slug'), async (c) => showSession(c, 200));

programmeRoutes.post(eventsPaths.newSession(':slug'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, sessionInput, (input) => addSession(c.var.act, slug, input));
  return result.ok ? seeOther(c, eventsPaths.preparation(slug)) : showSession(c, 422, result);
});

programmeRoutes.get(eventsPaths.session(':slug', ':id'), async (c) => showSession(c, 200));

programmeRoutes.post(eventsPaths.session(':slug', ':id'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, sessionInput, (input) => changeSession(c.var.act, slug, pathParam(c, 'id'), input));
  return result.ok ? seeOther(c, eventsPaths.preparation(slug)) : showSession(c, 422, result);
});

programmeRoutes.get(eventsPaths.sessionCancellation(':slug', ':id'), async (c) => showCancellation(c, 200));

programmeRoutes.post(eventsPaths.sessionCancellation(':slug', ':id'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, cancellationInput, (input) => cancelSession(c.var.act, slug, pathParam(c, 'id'), input));
  return result.ok ? seeOther(c, eventsPaths.preparation(slug)) : showCancellation(c, 422, result);
});

programmeRoutes.get(eventsPaths.meeting(':slug'), async (c) => {
  const { act } = c.var;
  const held = await findPublicMeeting(act, pathParam(c, 'slug'));
  return respond(
    c,
    <ProgrammePage held={held} sessions={await listPublicSessions(act, held.id)} isStaff={mayReadPreparation(act.actor)} />,
  );
});

type Refusal = Pick<Parameters<typeof SessionPage>[0], 'values' | 'errors'>;

async function showSession(c: RouteContext, status: 200 | 422, { values, errors }: Refusal = {}): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const id = c.req.param('id');
  const session = id ? await findSession(act, held.id, id) : undefined;
  const rooms = await listRooms(act, held.id);
  return respond(c, <SessionPage held={held} rooms={rooms} session={session} values={values} errors={errors} />, status);
}

async function showCancellation(c: RouteContext, status: 200 | 422, { values, errors }: Refusal = {}): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const session = await findSession(act, held.id, pathParam(c, 'id'));
  return respond(c, <SessionCancellationPage held={held} session={session} values={values} errors={errors} />, status);
}
