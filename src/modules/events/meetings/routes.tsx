import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare, mayReadPreparation } from '../policy.ts';
import { listRooms, listSessions } from '../programme/queries.ts';
import { programmeStates } from '../vocabulary.ts';
import { addRoom, changeMeeting, prepareMeeting, setProgramme } from './commands.ts';
import { meetingInput, newMeetingInput, roomInput } from './input.ts';
import { findMeeting, listMeetings, listUnprepared } from './queries.ts';
import { MeetingsPage } from './views/meetings-page.tsx';
import { NewMeetingPage } from './views/new-meeting-page.tsx';
import { PreparationPage, type RefusedForm } from './views/preparation-page.tsx';

export const meetingRoutes = new Hono<Env>();

meetingRoutes.get(eventsPaths.meetings(), async (c) => {
  const { act } = c.var;
  return respond(
    c,
    <MeetingsPage meetings={await listMeetings(act)} isStaff={mayReadPreparation(act.actor)} mayPrepare={mayPrepare(act.actor)} />,
  );
});

meetingRoutes.get(eventsPaths.newMeeting(), async (c) => respond(c, <NewMeetingPage known={await listUnprepared(c.var.act)} />));

meetingRoutes.post(eventsPaths.newMeeting(), async (c) => {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const result = await submitForm(c, newMeetingInput, (input) => prepareMeeting(act, input));
  if (result.ok) return seeOther(c, eventsPaths.preparation(result.value));
  return respond(c, <NewMeetingPage known={await listUnprepared(act)} values={result.values} errors={result.errors} />, 422);
});

meetingRoutes.get(eventsPaths.preparation(':slug'), async (c) => showPreparation(c));

change('settings', eventsPaths.preparation(':slug'), meetingInput, changeMeeting);
change('room', eventsPaths.rooms(':slug'), roomInput, addRoom);
change('publication', eventsPaths.publication(':slug'), z.object({ state: z.enum(programmeStates) }), (act, slug, { state }) =>
  setProgramme(act, slug, state),
);

/** One form of the page of preparation. */
function change<S extends z.ZodType>(
  form: RefusedForm['form'],
  path: string,
  input: S,
  run: (act: RouteContext['var']['act'], slug: string, input: z.output<S>) => Promise<void>,
): void {
  meetingRoutes.post(path, async (c) => {
    if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
    const slug = pathParam(c, 'slug');
    const result = await submitForm(c, input, (value) => run(c.var.act, slug, value));
    if (result.ok) return seeOther(c, `${eventsPaths.preparation(slug)}?fait=${form}`);
    return showPreparation(c, { form, ...refusalOf(result) });
  });
}

function refusalOf({ values, errors }: Extract<FormResult<unknown>, { ok: false }>): Omit<RefusedForm, 'form'> {
  return { values, errors };
}

async function showPreparation(c: RouteContext, refused?: RefusedForm): Promise<Response> {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const done = (['settings', 'room', 'publication'] as const).find((one) => one === c.req.query('fait'));
  return respond(
    c,
    <PreparationPage
      held={held}
      rooms={await listRooms(act, held.id)}
      sessions={await listSessions(act, held.id)}
      mayPrepare={mayPrepare(act.actor)}
      refused={refused}
      done={done && !refused ? say.in(lang)(`preparation.done.${done}`) : null}
    />,
    refused ? 422 : 200,
  );
}
