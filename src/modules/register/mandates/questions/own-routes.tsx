import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { withQuery } from '../../asked-day.ts';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { registerPaths } from '../../paths.ts';
import { answerFromSpace } from './commands.ts';
import { answerInput } from './inputs.ts';
import { findOwnMandate } from './queries.ts';
import { answers } from './schema.ts';
import { AnsweredPage, AnswerPage, NoLongerAskedPage } from './views/answer-page.tsx';

/** A city answers about its own mandates from its space, as it would by the link of a mail. */
export const ownMandateRoutes = new Hono<Env>()
  .get(registerPaths.ownMandate(':factId'), (c) => showAnswer(c, { values: {}, errors: {} }))
  .post(registerPaths.ownMandate(':factId'), async (c) => {
    const factId = pathParam(c, 'factId');
    const { state } = await findOwnMandate(c.var.act, factId);
    if (state === 'answered') return respond(c, <NoLongerAskedPage state="answered" />, 409);
    const result = await submitForm(c, answerInput, async (input) => {
      await answerFromSpace(c.var.act, factId, input);
      return input.answer;
    });
    return result.ok ? seeOther(c, withQuery(registerPaths.ownMandate(factId), { reponse: result.value })) : showAnswer(c, result, 422);
  });

async function showAnswer(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const own = await findOwnMandate(c.var.act, pathParam(c, 'factId'));
  const given = answers.find((one) => one === c.req.query('reponse'));
  if (given && given === own.lastAnswer) return respond(c, <AnsweredPage answer={given} />);
  if (own.state === 'answered') return respond(c, <NoLongerAskedPage state="answered" />);
  return respond(c, <AnswerPage asked={own} refusal={refusal} signed />, status);
}
