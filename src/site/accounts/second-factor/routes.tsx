import { Hono } from 'hono';
import type { FunctionComponent } from 'preact';
import { z } from 'zod';
import type { OwnSession, SignIn } from '../../../kernel/auth/auth.ts';
import { describeSecret } from '../../../kernel/auth/second-factor.ts';
import { getOwnAccount } from '../../../kernel/auth/users/queries.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { addCookies } from '../../../kernel/http/cookies.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { readForm } from '../../../kernel/http/forms.ts';
import { readReturnPath } from '../../../kernel/http/return-path.ts';
import { TooManyAttempts } from '../../../kernel/http/too-many-attempts.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { letIn } from '../sign-in/routes.tsx';
import { BackupCodePage, type ChallengeProps, CodePage } from './challenge-pages.tsx';
import { BackupCodesPage, FinishEnrolmentPage, StartEnrolmentPage } from './enrolment-pages.tsx';

const codeInput = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().min(1).max(20)),
});
const passwordInput = z.object({ password: z.string().min(1).max(1000) });

export const secondFactorRoutes = new Hono<Env>()
  .get(accountPaths.secondFactor(), (c) => respond(c, <CodePage back={readReturnPath(c.req.query('retour'))} />))
  .post(accountPaths.secondFactor(), (c) => answerChallenge(c, (code) => c.var.auth.answerWithCode(c.req.raw.headers, code), CodePage))
  .get(accountPaths.backupCode(), (c) => respond(c, <BackupCodePage back={readReturnPath(c.req.query('retour'))} />))
  .post(accountPaths.backupCode(), (c) =>
    answerChallenge(c, (code) => c.var.auth.answerWithBackupCode(c.req.raw.headers, code), BackupCodePage),
  )
  .get(accountPaths.enrolment(), async (c) => {
    const account = await getOwnAccount(c.var.act);
    if (account.hasSecondFactor) return seeOther(c, accountPaths.account());
    const secret = await c.var.auth.pendingSecret(ownSession(c));
    return secret
      ? respond(c, <FinishEnrolmentPage secret={describeSecret(secret, account.email)} />)
      : respond(c, <StartEnrolmentPage required={c.var.mustEnrol} />);
  })
  .post(accountPaths.enrolment(), async (c) => {
    await countOwn(c);
    const read = await readForm(c, passwordInput);
    const errors = read.ok ? { password: say.in(c.var.lang)('password.wrong') } : read.errors;
    if (!read.ok || !(await c.var.auth.startEnrolment(c.req.raw.headers, ownSession(c), read.value.password))) {
      return respond(c, <StartEnrolmentPage required={c.var.mustEnrol} errors={errors} />, 422);
    }
    return seeOther(c, accountPaths.enrolment());
  })
  .post(`${accountPaths.enrolment()}/code`, async (c) => {
    await countOwn(c);
    const account = await getOwnAccount(c.var.act);
    const secret = await c.var.auth.pendingSecret(ownSession(c));
    if (!secret) return seeOther(c, accountPaths.enrolment());
    const read = await readForm(c, codeInput);
    const finished = read.ok ? await c.var.auth.finishEnrolment(c.req.raw.headers, ownSession(c), read.value.code) : null;
    if (!finished) {
      const errors = read.ok ? { code: say.in(c.var.lang)('challenge.wrong') } : read.errors;
      return respond(c, <FinishEnrolmentPage secret={describeSecret(secret, account.email)} errors={errors} />, 422);
    }
    addCookies(c, finished.cookies);
    await audit(c.var.act, { command: 'account.setUpSecondFactor', subject: account.email });
    return respond(c, <BackupCodesPage codes={finished.backupCodes} />);
  })
  .post(accountPaths.backupCodes(), async (c) => {
    await countOwn(c);
    const account = await getOwnAccount(c.var.act);
    const read = await readForm(c, passwordInput);
    const codes = read.ok ? await c.var.auth.renewBackupCodes(c.req.raw.headers, read.value.password) : null;
    if (!codes) return seeOther(c, `${accountPaths.account()}?codes=refus#codes`);
    await audit(c.var.act, { command: 'account.renewBackupCodes', subject: account.email });
    return respond(c, <BackupCodesPage codes={codes} />);
  });

async function answerChallenge(
  c: RouteContext,
  answer: (code: string) => Promise<SignIn>,
  View: FunctionComponent<ChallengeProps>,
): Promise<Response> {
  const back = readReturnPath(c.req.query('retour'));
  const t = say.in(c.var.lang);
  const read = await readForm(c, codeInput);
  if (!read.ok) return respond(c, <View back={back} errors={read.errors} />, 422);
  // Each challenge and each account has its own count in better-auth: five codes, ten in a row.
  await c.var.limits.count({ ip: c.var.clientAddress });
  const signIn = await answer(read.value.code);
  if (signIn.outcome === 'wait') throw new TooManyAttempts(15 * 60);
  return (
    (await letIn(c, signIn, back)) ??
    respond(c, <View back={back} errors={{ code: t(signIn.outcome === 'expired' ? 'challenge.expired' : 'challenge.wrong') }} />, 422)
  );
}

/** Guessing one's own password, from a session left open by someone else, is slow too. */
async function countOwn(c: RouteContext): Promise<void> {
  await c.var.limits.count({ ip: c.var.clientAddress, identifier: ownSession(c).userId });
}

function ownSession({ var: { act, sessionId } }: RouteContext): OwnSession {
  if (act.actor.kind !== 'user' || !sessionId) throw new Forbidden();
  return { userId: act.actor.id, sessionId };
}
