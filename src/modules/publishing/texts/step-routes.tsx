import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { publishingPaths } from '../paths.ts';
import { mayApprove, mayPublish } from '../policy.ts';
import { canBecome } from '../rules.ts';
import { correctText, publishText, withdrawText } from '../publications/commands.ts';
import type { TextState } from '../vocabulary.ts';
import { approvalInput, correctionInput, publicationInput, reasonInput, seenInput, withdrawalInput } from './input.ts';
import { evaluateFigures } from './approved-figures.ts';
import { listAuthorIds } from './authors.ts';
import { approveText, sendBack } from './life.ts';
import { findDraft } from './queries.ts';
import { type AskedStep, StepPage } from './views/step-page.tsx';

export const stepRoutes = new Hono<Env>();

ask('approval', 'approved', approvalInput, approveText);
ask('sendingBack', 'draft', reasonInput, sendBack);
ask('publication', 'published', publicationInput, publishText);
ask('correction', 'corrected', correctionInput, correctText);
ask('withdrawal', 'withdrawn', withdrawalInput, withdrawText);

/** One step: its page asks, its form does. */
function ask<S extends z.ZodType>(
  step: AskedStep,
  done: TextState,
  input: S,
  run: (act: Act, slug: string, input: z.output<S>) => Promise<void>,
): void {
  const path = publishingPaths[step](':slug');
  stepRoutes.get(path, async (c) => showStep(c, step, done));
  stepRoutes.post(path, async (c) => {
    const slug = c.req.param('slug')!;
    const result = await submitForm(c, input, (value) => run(c.var.act, slug, value));
    if (result.ok) return seeOther(c, `${publishingPaths.draft(slug)}?fait=${done}`);
    return showStep(c, step, done, result);
  });
}

async function showStep(
  c: RouteContext,
  step: AskedStep,
  done: TextState,
  refused?: Extract<FormResult<unknown>, { ok: false }>,
): Promise<Response> {
  const { act } = c.var;
  if (!mayPublish(act.actor)) throw new Forbidden();
  const text = await findDraft(act, c.req.param('slug')!);
  // A link kept from before, a second tab: the text has gone on since.
  if (!refused && !canBecome(text.state, done, text.isPublic)) return seeOther(c, publishingPaths.draft(text.slug));
  // What was read is what the page that led here showed, and stays so when the form comes back.
  const seen = seenInput.parse(refused?.values ?? { frSeen: text.fr.number, enSeen: text.en?.number ?? 0, ...c.req.query() });
  const alone = step === 'approval' && mayApprove(act.actor, await listAuthorIds(act, text)) === 'needsReason';
  const figures = step === 'approval' ? [...(await evaluateFigures(act, text)).values()] : [];
  return respond(
    c,
    <StepPage step={step} text={text} seen={seen} figures={figures} alone={alone} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
