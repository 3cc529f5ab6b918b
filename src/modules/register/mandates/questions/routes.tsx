import { Hono } from 'hono';
import type { z } from 'zod';
import { hashToken } from '../../../../kernel/auth/hash.ts';
import { Forbidden, Missing, Refused } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { withQuery } from '../../asked-day.ts';
import { asKnownNow } from '../../facts/revision.ts';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { registerPaths } from '../../paths.ts';
import { mayRecord } from '../../policy.ts';
import {
  answerAboutMandate,
  askAboutMandate,
  type AskedQuestion,
  findSitting,
  handleAnswer,
  remindOfQuestion,
  withdrawQuestion,
} from './commands.ts';
import { answerInput, questionInput } from './inputs.ts';
import { answerUrl } from './mails.ts';
import { findQuestionByToken, listAddresses } from './queries.ts';
import { answers } from './schema.ts';
import { AnsweredPage, AnswerPage, NoLongerAskedPage } from './views/answer-page.tsx';
import { AskedPage, AskPage } from './views/ask-page.tsx';

/** Asking a city who is at its head, and its answer by the link of a mail. */
export const questionRoutes = new Hono<Env>()
  .get(registerPaths.askAbout(':factId'), (c) => showQuestion(c, empty))
  .post(registerPaths.askAbout(':factId'), async (c) => {
    refuseOthers(c);
    const result = await submitForm(c, questionInput, (input) => askAboutMandate(c.var.act, pathParam(c, 'factId'), input));
    return result.ok ? showAsked(c, result.value) : showQuestion(c, result, 422);
  })
  .post(registerPaths.remind(':id'), async (c) => showAsked(c, await remindOfQuestion(c.var.act, pathParam(c, 'id'))))
  .post(registerPaths.withdrawQuestion(':id'), async (c) => {
    await withdrawQuestion(c.var.act, pathParam(c, 'id'));
    return seeOther(c, registerPaths.radar());
  })
  .post(registerPaths.handleAnswer(':id'), async (c) => {
    await handleAnswer(c.var.act, pathParam(c, 'id'));
    return seeOther(c, registerPaths.radar());
  })
  .get(registerPaths.answer(':token'), (c) => showAnswer(c, empty))
  .post(registerPaths.answer(':token'), async (c) => {
    const token = pathParam(c, 'token');
    await c.var.limits.count({ ip: c.var.clientAddress, identifier: hashToken(token) });
    const asked = await findQuestionByToken(c.var.act, token);
    if (asked.state !== 'open') return respond(c, <NoLongerAskedPage state={asked.state} />, 409);
    const result = await submitForm<typeof answerInput, z.output<typeof answerInput>['answer']>(c, answerInput, async (input) => {
      await answerAboutMandate(c.var.act, token, input);
      return input.answer;
    });
    return result.ok ? seeOther(c, withQuery(registerPaths.answer(token), { reponse: result.value })) : showAnswer(c, result, 422);
  });

const empty: Refusal = { values: {}, errors: {} };

function refuseOthers(c: RouteContext): void {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
}

async function showQuestion(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  refuseOthers(c);
  const { mandate, party } = await findSitting(act, pathParam(c, 'factId')).catch((error: unknown) => {
    // A question about what has ended has no page: its mandate has one.
    throw error instanceof Refused ? new Missing() : error;
  });
  const at = await asKnownNow(act);
  const addresses = await listAddresses(act.db, mandate.person.id, at);
  return respond(c, <AskPage mandate={mandate} party={party} addresses={addresses} refusal={refusal} />, status);
}

/** Answers the form itself, once: the link cannot be asked for again by reloading another page. */
function showAsked(c: RouteContext, { recipient, lang, token }: AskedQuestion): Response | Promise<Response> {
  const { act } = c.var;
  return respond(c, <AskedPage recipient={recipient} link={act.site.sendsMail ? null : answerUrl(act, lang, token)} />);
}

async function showAnswer(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  // Who holds a link is alone to read what it opens.
  c.header('cache-control', 'no-store');
  const asked = await findQuestionByToken(c.var.act, pathParam(c, 'token'));
  const given = answers.find((one) => one === c.req.query('reponse')) ?? null;
  if (asked.state === 'answered' && given) return respond(c, <AnsweredPage answer={given} />);
  if (asked.state !== 'open') return respond(c, <NoLongerAskedPage state={asked.state} />, 410);
  return respond(c, <AnswerPage asked={asked} refusal={refusal} />, status);
}
