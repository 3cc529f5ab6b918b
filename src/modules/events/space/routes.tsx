import { Hono } from 'hono';
import { requireCity } from '../../../kernel/actor.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { nominate, withdrawDelegate } from '../delegations/commands.ts';
import { delegateInput, withdrawalInput } from '../delegations/input.ts';
import { answerForOwn } from '../invitations/answers.ts';
import { answerInput } from '../invitations/input.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import { findOwnMeeting, listOwnMeetings } from './queries.ts';
import { OwnMeetingPage, OwnMeetingsPage, type RefusedOwn } from './views/space-pages.tsx';

/** What a city sees and does of its own. */
export const spaceRoutes = new Hono<Env>();

spaceRoutes.get(eventsPaths.ownMeetings(), async (c) => respond(c, <OwnMeetingsPage meetings={await listOwnMeetings(c.var.act)} />));

spaceRoutes.get(eventsPaths.ownMeeting(':slug'), async (c) => showOwn(c));

spaceRoutes.post(eventsPaths.ownAnswer(':slug'), async (c) => {
  const [slug] = await readOwn(c);
  const result = await submitForm(c, answerInput, (input) => answerForOwn(c.var.act, slug, input));
  if (result.ok) return seeOther(c, `${eventsPaths.ownMeeting(slug)}?fait=answer`);
  return showOwn(c, { form: 'answer', values: result.values, errors: result.errors });
});

spaceRoutes.post(eventsPaths.ownDelegates(':slug'), async (c) => {
  const [slug, partyId] = await readOwn(c);
  const result = await submitForm(c, delegateInput, (input) => nominate(c.var.act, slug, partyId, input));
  if (result.ok) return seeOther(c, `${eventsPaths.ownMeeting(slug)}?fait=nomination`);
  return showOwn(c, { form: 'nomination', values: result.values, errors: result.errors });
});

spaceRoutes.post(eventsPaths.ownWithdrawal(':slug', ':id'), async (c) => {
  const [slug, partyId] = await readOwn(c);
  const result = await submitForm(c, withdrawalInput, (input) => withdrawDelegate(c.var.act, slug, partyId, pathParam(c, 'id'), input));
  if (result.ok) return seeOther(c, eventsPaths.ownMeeting(slug));
  return showOwn(c, { form: 'nomination', values: {}, errors: result.errors });
});

/** The event of the address and one's own city. @throws Forbidden; Missing where nothing of it concerns that city */
async function readOwn(c: RouteContext): Promise<[slug: string, partyId: string]> {
  const partyId = requireCity(c.var.act.actor);
  const { held } = await findOwnMeeting(c.var.act, pathParam(c, 'slug'));
  return [held.slug, partyId];
}

async function showOwn(c: RouteContext, refused?: RefusedOwn): Promise<Response> {
  const own = await findOwnMeeting(c.var.act, pathParam(c, 'slug'));
  const done = (['answer', 'nomination'] as const).find((one) => one === c.req.query('fait'));
  return respond(
    c,
    <OwnMeetingPage own={own} refused={refused} done={done && !refused ? say.in(c.var.lang)(`space.done.${done}`) : null} />,
    refused ? 422 : 200,
  );
}
