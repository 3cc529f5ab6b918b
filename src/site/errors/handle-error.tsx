import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Forbidden, Invalid, Missing, Refused } from '../../kernel/errors.ts';
import { type Env, readLocalPath, type RouteContext, seeOther } from '../../kernel/http/env.ts';
import { ForeignForm } from '../../kernel/http/same-origin.ts';
import { TooManyAttempts } from '../../kernel/http/too-many-attempts.ts';
import { AlreadyAnswered } from '../../kernel/http/idempotency.ts';
import type { Lang } from '../../kernel/i18n/lang.ts';
import { say } from '../../kernel/messages.ts';
import { respond } from '../../ui/respond.tsx';
import { accountPaths } from '../accounts/paths.ts';
import { ErrorPage } from './error-page.tsx';

/** Answers for every error in one place; what is not expected is a bug: logged whole, told by its number. */
export function handleErrors(logError: (requestId: string, error: unknown) => void): ErrorHandler<Env> {
  return (error, c) => {
    if (error instanceof AlreadyAnswered && error.location) return c.redirect(error.location, 303);
    if (error instanceof Forbidden && isVisitorWhoReads(c))
      return seeOther(c, accountPaths.signIn(new URL(c.req.url).pathname + new URL(c.req.url).search));
    if (error instanceof Forbidden && c.var.mustEnrol && c.req.method === 'GET') return seeOther(c, accountPaths.enrolment());
    if (error instanceof TooManyAttempts) c.header('retry-after', String(error.retryAfter));
    const problem = describe(error, langOf(c), c.var.requestId);
    if (problem.status >= 500) logError(c.var.requestId, error);
    return answer(c, problem);
  };
}

/** The answer where no route is. */
export function handleMissing(c: RouteContext): Response {
  return answer(c, describe(new Missing(), langOf(c), c.var.requestId));
}

/** Before the middleware has read it: static files, what breaks early. */
function langOf(c: RouteContext): Lang {
  return c.var.lang ?? readLocalPath(new URL(c.req.url).pathname).lang;
}

interface Problem {
  status: ContentfulStatusCode;
  title: string;
  sentences: string[];
}

function describe(error: unknown, lang: Lang, requestId: string): Problem {
  const t = say.in(lang);
  const plain = (status: 403 | 404 | 413 | 429): Problem => ({
    status,
    title: t(`error.${status}.title`),
    sentences: [t(`error.${status}.text`)],
  });
  if (error instanceof Missing) return plain(404);
  if (error instanceof Forbidden) return plain(403);
  if (error instanceof TooManyAttempts) return plain(429);
  if (error instanceof ForeignForm) return { status: 403, title: t('error.409.title'), sentences: [t('error.csrf')] };
  if (error instanceof AlreadyAnswered) return { status: 409, title: t('error.already.title'), sentences: [t('error.already.text')] };
  if (error instanceof Refused) return { status: 409, title: t('error.409.title'), sentences: [error.sentence(lang)] };
  if (error instanceof Invalid)
    return { status: 422, title: t('error.409.title'), sentences: Object.values(error.fields).map((sentence) => sentence(lang)) };
  if (error instanceof HTTPException && error.status === 413) return plain(413);
  if (error instanceof HTTPException && error.status < 500) {
    return { status: error.status as ContentfulStatusCode, title: t('error.409.title'), sentences: [t('error.400.text')] };
  }
  return { status: 500, title: t('error.500.title'), sentences: [t('error.500.text', { requestId })] };
}

function answer(c: RouteContext, { status, title, sentences }: Problem): Response {
  if (wantsJson(c)) return c.json({ error: { status, title, detail: sentences.join(' '), requestId: c.var.requestId } }, status);
  // Before the session is known there is no one to draw the navigation for.
  if (!c.var.act) return c.text(`${title}\n\n${sentences.join('\n')}\n`, status);
  return respond(c, <ErrorPage title={title} sentences={sentences} />, status);
}

function wantsJson(c: RouteContext): boolean {
  const accept = c.req.header('accept') ?? '';
  return c.req.path.startsWith('/api/') || (accept.includes('application/json') && !accept.includes('text/html'));
}

function isVisitorWhoReads(c: RouteContext): boolean {
  return c.req.method === 'GET' && c.var.act?.actor.kind === 'visitor' && !wantsJson(c);
}
