import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { typeDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther, type Shell } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findCapital, findHeads, findPartiesById } from '../../register/index.ts';
import { say } from '../messages.ts';
import { type ApplicationStep, membershipPaths } from '../paths.ts';
import { mayManageMembership, maySignExceptions } from '../policy.ts';
import type { ApplicationState } from '../vocabulary.ts';
import {
  capInput,
  decisionInput,
  examinationInput,
  findCap,
  listAssemblyDecisions,
  recordDecision,
  recordExamination,
  signCapException,
} from './decisions/commands.ts';
import { acceptFile, completionInput, reasonInput, returnToApplicant } from './life.ts';
import {
  askOpinion,
  goWithoutOpinion,
  isCapital,
  noOpinionInput,
  opinionRequestInput,
  paperOpinionInput,
  recordPaperOpinion,
} from './opinions/commands.ts';
import { type Application, findOpenRequest, getApplication } from './queries.ts';
import { canBecome, exceedsCap } from './rules.ts';
import { StepPage, type StepFacts } from './views/step-page.tsx';

/** The steps of the procedure that the secretariat records: each on a page that asks, whose form does. */
export const stepRoutes = new Hono<Env>();

ask('return', 'draft', reasonInput, returnToApplicant);
ask('completion', 'complete', completionInput, acceptFile);
ask('opinionRequest', 'opinion_asked', opinionRequestInput, askOpinion);
ask('opinion', 'opinion_received', paperOpinionInput, recordPaperOpinion);
ask('noOpinion', 'no_opinion', noOpinionInput, goWithoutOpinion);
ask('examination', 'examined', examinationInput, recordExamination);
ask('decision', 'admitted', decisionInput, (act, id, input, { assemblyDecisions }) => recordDecision(act, id, input, assemblyDecisions));
ask('cap', null, capInput, signCapException);

function ask<S extends z.ZodType>(
  step: ApplicationStep,
  /** The state that it leads to; signing an exception leads to none. */
  to: ApplicationState | null,
  input: S,
  run: (act: Act, id: string, input: z.output<S>, shell: Shell) => Promise<void>,
): void {
  const path = membershipPaths.step(':id', step);
  stepRoutes.get(path, (c) => showStep(c, step, to));
  stepRoutes.post(path, async (c) => {
    refuseOthers(c, step);
    const id = pathParam(c, 'id');
    await getApplication(c.var.act, { id });
    const result = await submitForm(c, input, (value) => run(c.var.act, id, value, c.var.shell));
    return result.ok ? seeOther(c, `${membershipPaths.application(id)}?fait`) : showStep(c, step, to, result);
  });
}

async function showStep(
  c: RouteContext,
  step: ApplicationStep,
  to: ApplicationState | null,
  refused?: Extract<FormResult<unknown>, { ok: false }>,
): Promise<Response> {
  refuseOthers(c, step);
  const application = await getApplication(c.var.act, { id: pathParam(c, 'id') });
  // A link kept from before, a second tab: the application has gone on since.
  if (!refused && to !== null && !canBecome(application.state, to)) return seeOther(c, membershipPaths.application(application.id));
  return respond(
    c,
    <StepPage
      application={application}
      step={step}
      {...await findFacts(c, application)}
      decisions={step === 'decision' ? await listAssemblyDecisions(c.var.act, application, c.var.shell.assemblyDecisions) : []}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

/** Before the form is read: whoever may not send it is not told what is wrong in it. */
function refuseOthers(c: RouteContext, step: ApplicationStep): void {
  const may = step === 'cap' ? maySignExceptions : mayManageMembership;
  if (!may(c.var.act.actor)) throw new Forbidden();
}

async function findFacts(c: RouteContext, application: Application): Promise<StepFacts> {
  const { act, lang } = c.var;
  const at = await asKnownNow(act);
  const { stateId, stateParty } = application;
  const capitalId = stateId ? await findCapital(act.db, at, stateId) : null;
  const head = capitalId ? (await findHeads(act.db, at, [capitalId])).get(capitalId) : undefined;
  const cap = await findCap(act, application, at.on);
  return {
    capital: capitalId ? ((await findPartiesById(act.db, [capitalId], at)).get(capitalId) ?? null) : null,
    addressee: head ? [head.person.formOfAddress, head.person.name].filter(Boolean).join(' ') : null,
    isCapital: await isCapital(act, application),
    answerBy: (await findOpenRequest(act, application.id))?.answerBy ?? null,
    capWords:
      cap && stateParty && exceedsCap(cap, application.category)
        ? say.in(lang)('cap.counted', {
            state: inLang(stateParty.name, lang),
            counted: cap.counted,
            most: cap.most,
            unconfirmed: cap.unconfirmed,
            associations: cap.associationsCount ? 'yes' : 'no',
          })
        : null,
    today: typeDay(dayOf(act.now)),
  };
}
