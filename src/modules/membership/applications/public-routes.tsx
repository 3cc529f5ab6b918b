import { Hono } from 'hono';
import { findAnswerLink } from '../../../kernel/answers/links.ts';
import { isStaff, requireCity } from '../../../kernel/actor.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { membershipPaths } from '../paths.ts';
import { beginApplication, beginningInput, sendResumeLinks } from './drafts/commands.ts';
import { fileRoutes, type Way } from './file-routes.tsx';
import { answerOpinion, findAskedOpinion, opinionInput } from './opinions/commands.ts';
import { draftPurpose, getApplication } from './queries.ts';
import { FilePage } from './views/file-page.tsx';
import { JoiningPage, LinkOverPage, ResumingPage } from './views/joining-page.tsx';
import { OpinionPage } from './views/opinion-page.tsx';

/** A file by the link of a mail: whoever holds it. */
const byLink: Way = {
  pattern: membershipPaths.byLink(':token'),
  base: (c) => membershipPaths.byLink(pathParam(c, 'token')),
  opening: (c) => ({ token: pathParam(c, 'token') }),
  guard: () => {},
};

/** A file from the space of the city that it is about. */
const bySpace: Way = {
  pattern: membershipPaths.ownApplication(':id'),
  base: (c) => membershipPaths.ownApplication(pathParam(c, 'id')),
  opening: (c) => ({ id: pathParam(c, 'id') }),
  guard: ({ actor }) => {
    requireCity(actor);
  },
};

/** A file from the secretariat. */
const byStaff: Way = {
  pattern: membershipPaths.application(':id'),
  base: (c) => membershipPaths.application(pathParam(c, 'id')),
  opening: (c) => ({ id: pathParam(c, 'id') }),
  guard: ({ actor }) => {
    if (actor.kind === 'user' && !isStaff(actor)) throw new Forbidden();
  },
};

/** Joining, for anyone: what it takes, a file by link, the answer of a capital; and the pages of a file, whoever comes to it. */
export const publicRoutes = new Hono<Env>()
  .get(membershipPaths.joining(), (c) => respond(c, <JoiningPage />))
  .post(membershipPaths.joining(), async (c) => {
    const result = await submitForm(c, beginningInput, async (input) => {
      await count(c, input.email);
      return beginApplication(c.var.act, input, c.var.lang);
    });
    return result.ok ? seeOther(c, membershipPaths.byLink(result.value)) : respond(c, <JoiningPage {...result} />, 422);
  })
  .get(membershipPaths.resuming(), (c) => respond(c, <ResumingPage sent={c.req.query('envoye') !== undefined} />))
  .post(membershipPaths.resuming(), async (c) => {
    const result = await submitForm(c, beginningInput, async (input) => {
      await count(c, input.email);
      await sendResumeLinks(c.var.act, input);
    });
    return result.ok ? seeOther(c, `${membershipPaths.resuming()}?envoye`) : respond(c, <ResumingPage {...result} />, 422);
  })
  .get(byLink.pattern, async (c) => {
    const token = pathParam(c, 'token');
    const link = await findAnswerLink(c.var.act, draftPurpose, token);
    if (link?.state !== 'open') return respond(c, <LinkOverPage />, 404);
    return showFile(c, byLink);
  })
  .get(bySpace.pattern, (c) => showFile(c, bySpace))
  .get(membershipPaths.opinion(':token'), async (c) => {
    const token = pathParam(c, 'token');
    const asked = await findAskedOpinion(c.var.act, token);
    return respond(c, <OpinionPage asked={asked} token={token} given={c.req.query('recu') !== undefined} />);
  })
  .post(membershipPaths.opinion(':token'), async (c) => {
    const token = pathParam(c, 'token');
    const asked = await findAskedOpinion(c.var.act, token);
    const result = await submitForm(c, opinionInput, (input) => answerOpinion(c.var.act, token, input));
    if (result.ok) return seeOther(c, `${membershipPaths.opinion(token)}?recu`);
    return respond(c, <OpinionPage asked={asked} token={token} given={false} values={result.values} errors={result.errors} />, 422);
  })
  .route('/', fileRoutes(byLink))
  .route('/', fileRoutes(bySpace))
  .route('/', fileRoutes(byStaff));

async function showFile(c: RouteContext, way: Way): Promise<Response> {
  way.guard(c.var.act);
  const application = await getApplication(c.var.act, way.opening(c));
  return respond(c, <FilePage application={application} base={way.base(c)} sent={c.req.query('depose') !== undefined} />);
}

/** Anyone may ask for mails to be sent to an address: so often, and no more. @throws TooManyAttempts */
async function count(c: RouteContext, email: string): Promise<void> {
  await c.var.limits.count({ ip: c.var.clientAddress, identifier: `membership ${email}`, means: 'link' });
}
