import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden } from '../../../kernel/errors.ts';
import { hashToken } from '../../../kernel/auth/hash.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { findMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare } from '../policy.ts';
import { answerByLink, findAsked, recordAnswer } from './answers.ts';
import { exportInvited } from './export-invited.ts';
import { type AnswerFilter, answerFilters, listInvited, standingAnswer } from './follow-up.ts';
import { answerInput, recipientInput } from './input.ts';
import { findRecipients } from './queries.ts';
import { readParty } from './routes.tsx';
import { addRecipient, findUsualRecipients, sendReminders } from './sending.ts';
import { AnswersPage, DeadInvitationPage, RemindersPage } from './views/answers-page.tsx';
import { AskedPage } from './views/asked-page.tsx';
import { RecipientsPage, StaffAnswerPage } from './views/party-pages.tsx';

/** Who is written to, what they answer. */
export const answerRoutes = new Hono<Env>();

answerRoutes.get(eventsPaths.recipients(':slug', ':party'), async (c) => showRecipients(c));

answerRoutes.post(eventsPaths.recipients(':slug', ':party'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const [slug, party] = [pathParam(c, 'slug'), pathParam(c, 'party')];
  const result = await submitForm(c, recipientInput, (input) => addRecipient(c.var.act, slug, party, input));
  return result.ok ? seeOther(c, eventsPaths.recipients(slug, party)) : showRecipients(c, result);
});

answerRoutes.get(eventsPaths.answers(':slug'), async (c) => {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const all = await listInvited(act, held.id);
  const filter = answerFilters.find((one) => one === c.req.query('reponse'));
  const invited = filter ? all.filter((one) => standingAnswer(one) === filter) : all;
  const format = wantsExport(c);
  if (format) return exportTable(c, { ...exportInvited(invited, lang), filename: `reponses-${held.slug}`, format });
  const count = (one: AnswerFilter) => all.filter((invited) => standingAnswer(invited) === one).length;
  const sent = c.req.query('envoyees') ?? c.req.query('relancees');
  return respond(
    c,
    <AnswersPage
      held={held}
      invited={invited}
      counts={{ accepted: count('accepted'), declined: count('declined'), undecided: count('undecided'), silent: count('silent') }}
      filter={filter}
      mayPrepare={mayPrepare(act.actor)}
      done={sent && /^\d{1,5}$/.test(sent) ? say.in(lang)('answer.done', { count: Number(sent) }) : null}
    />,
  );
});

answerRoutes.get(eventsPaths.reminders(':slug'), async (c) => showReminders(c));

answerRoutes.post(eventsPaths.reminders(':slug'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, z.object({}), () => sendReminders(c.var.act, slug));
  return result.ok ? seeOther(c, `${eventsPaths.answers(slug)}?relancees=${result.value}`) : showReminders(c, result);
});

answerRoutes.get(eventsPaths.answer(':slug', ':party'), async (c) => showStaffAnswer(c));

answerRoutes.post(eventsPaths.answer(':slug', ':party'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, answerInput, (input) => recordAnswer(c.var.act, slug, pathParam(c, 'party'), input));
  return result.ok ? seeOther(c, eventsPaths.answers(slug)) : showStaffAnswer(c, result);
});

answerRoutes.get(eventsPaths.answerLink(':token'), async (c) => showAsked(c));

answerRoutes.post(eventsPaths.answerLink(':token'), async (c) => {
  const token = pathParam(c, 'token');
  await c.var.limits.count({ ip: c.var.clientAddress, identifier: hashToken(token) });
  if (!(await findAsked(c.var.act, token))) return respond(c, <DeadInvitationPage />, 404);
  const result = await submitForm(c, answerInput, (input) => answerByLink(c.var.act, token, input));
  return result.ok ? seeOther(c, `${eventsPaths.answerLink(token)}?fait`) : showAsked(c, result);
});

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

async function showAsked(c: RouteContext, refused?: Refusal): Promise<Response> {
  const token = pathParam(c, 'token');
  const asked = await findAsked(c.var.act, token);
  if (!asked) return respond(c, <DeadInvitationPage />, 404);
  const done = c.req.query('fait') !== undefined && !refused;
  return respond(
    c,
    <AskedPage token={token} asked={asked} done={done} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}

async function showRecipients(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const party = await readParty(c);
  const recipients = (await findRecipients(act, held.id, [party.id])).get(party.id) ?? [];
  const usual = (await findUsualRecipients(act, [party.id])).get(party.id);
  return respond(
    c,
    <RecipientsPage
      held={held}
      party={party}
      recipients={recipients}
      usual={usual ? [usual] : []}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showReminders(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const waiting = (await listInvited(act, held.id)).filter((one) => ['silent', 'undecided'].includes(standingAnswer(one)));
  return respond(c, <RemindersPage held={held} waiting={waiting} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showStaffAnswer(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const party = await readParty(c);
  return respond(c, <StaffAnswerPage held={held} party={party} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}
