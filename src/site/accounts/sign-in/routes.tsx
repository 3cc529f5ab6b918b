import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { SignIn } from '../../../kernel/auth/auth.ts';
import { hashToken } from '../../../kernel/auth/hash.ts';
import { findLink, followSignInLink, isSameBrowser } from '../../../kernel/auth/links/commands.ts';
import { askSignInLink } from '../../../kernel/auth/links/sign-in.ts';
import { emailField } from '../../../kernel/auth/users/commands.ts';
import { Refused } from '../../../kernel/errors.ts';
import { addCookies } from '../../../kernel/http/cookies.ts';
import { type Env, type RouteContext, seeOther, pathParam } from '../../../kernel/http/env.ts';
import { readForm } from '../../../kernel/http/forms.ts';
import { readReturnPath } from '../../../kernel/http/return-path.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { AskLinkPage, DeadLinkPage, FollowLinkPage, LinkSentPage } from './link-pages.tsx';
import { SignInPage } from './sign-in-page.tsx';

const signInInput = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(1000),
  retour: z.string().optional(),
});
const askLinkInput = z.object({ email: emailField });
const followLinkInput = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ''))
    .optional(),
});

const browserCookie = 'beffroi.link';

export const signInRoutes = new Hono<Env>()
  .get(accountPaths.signIn(), (c) => {
    const back = readReturnPath(c.req.query('retour'));
    if (c.var.act.actor.kind === 'user') return seeOther(c, back ?? '/');
    return respond(c, <SignInPage back={back} sendsMail={c.var.act.site.sendsMail} signedOut={c.req.query('sortie') !== undefined} />);
  })
  .post(accountPaths.signIn(), async (c) => {
    const read = await readForm(c, signInInput);
    const t = say.in(c.var.lang);
    const back = readReturnPath(read.ok ? read.value.retour : read.values['retour']);
    const { sendsMail } = c.var.act.site;
    if (!read.ok) return respond(c, <SignInPage back={back} sendsMail={sendsMail} values={read.values} errors={read.errors} />, 422);
    const { email, password } = read.value;
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: email });
    const signIn = await c.var.auth.signIn(c.req.raw.headers, { email, password });
    return (
      (await letIn(c, signIn, back)) ??
      respond(c, <SignInPage back={back} sendsMail={sendsMail} values={{ email }} errors={{ '': t('signIn.refused') }} />, 422)
    );
  })
  .get(accountPaths.askLink(), (c) => respond(c, <AskLinkPage sendsMail={c.var.act.site.sendsMail} />))
  .post(accountPaths.askLink(), async (c) => {
    const { act } = c.var;
    if (!act.site.sendsMail) throw new Refused(say.later('askLink.noMail'));
    const read = await readForm(c, askLinkInput);
    if (!read.ok) return respond(c, <AskLinkPage sendsMail values={read.values} errors={read.errors} />, 422);
    const { email } = read.value;
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: email, means: 'link' });
    const browser = await askSignInLink(act, email);
    const secure = act.site.url.startsWith('https:');
    setCookie(c, browserCookie, browser, { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: 600 });
    return respond(c, <LinkSentPage email={email} />);
  })
  .get(accountPaths.link(':token'), async (c) => {
    const token = pathParam(c, 'token');
    const link = await findLink(c.var.act, 'sign_in', token);
    return link ? respond(c, <FollowLinkPage token={token} askCode={!isSameBrowser(link, getCookie(c, browserCookie))} />) : dead(c);
  })
  .post(accountPaths.link(':token'), async (c) => {
    const token = pathParam(c, 'token');
    const read = await readForm(c, followLinkInput);
    const code = read.ok ? read.value.code : undefined;
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: hashToken(token) });
    const userId = await followSignInLink(c.var.act, token, { browser: getCookie(c, browserCookie), code });
    if (userId) return (await letIn(c, await c.var.auth.openSessionOf(c.req.raw.headers, userId), null)) ?? dead(c);
    const link = await findLink(c.var.act, 'sign_in', token);
    return link
      ? respond(c, <FollowLinkPage token={token} askCode errors={{ code: say.in(c.var.lang)('followLink.wrongCode') }} />, 422)
      : dead(c);
  })
  .post(accountPaths.signOut(), async (c) => {
    addCookies(c, await c.var.auth.signOut(c.req.raw.headers));
    return seeOther(c, `${accountPaths.signIn()}?sortie`);
  });

/**
 * Where signing in leads: the page one came for, by way of the second factor when it must be given, or set up first.
 * Who is in has proved who they are: earlier attempts on their account are forgiven.
 * @returns null when it is refused
 */
export async function letIn(c: RouteContext, signIn: SignIn, back: string | null): Promise<Response | null> {
  if (!('cookies' in signIn)) return null;
  addCookies(c, signIn.cookies);
  if (signIn.outcome === 'second-factor') return seeOther(c, accountPaths.secondFactor(back));
  await c.var.limits.forgive({ ip: c.var.clientAddress, identifier: signIn.email });
  return signIn.mustEnrol ? seeOther(c, accountPaths.enrolment()) : seeOther(c, back ?? '/');
}

function dead(c: RouteContext): Response {
  const t = say.in(c.var.lang);
  return respond(c, <DeadLinkPage text={t('deadLink.signIn')} again={{ href: accountPaths.askLink(), label: t('deadLink.again') }} />, 404);
}
