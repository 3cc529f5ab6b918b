import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { mayReadFund, maySignFundExceptions } from '../../policy.ts';
import { projectPaths } from '../paths.ts';
import { recordTemplate, templateInput } from './commands.ts';
import { findTemplate, listTemplates } from './queries.ts';
import { templateKinds } from './schema.ts';
import { TemplatePage, TemplatesPage } from './views/template-pages.tsx';

/** The words of agreements and amendments. */
export const templateRoutes = new Hono<Env>();

templateRoutes.get(projectPaths.templates(), async (c) => {
  const { act } = c.var;
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return respond(c, <TemplatesPage versions={await listTemplates(act.db)} mayRecord={maySignFundExceptions(act.actor)} />);
});

templateRoutes.get(projectPaths.template(':kind', ':lang'), (c) => showTemplate(c));
templateRoutes.post(projectPaths.template(':kind', ':lang'), async (c) => {
  const { act } = c.var;
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  const about = readAbout(c);
  const result = await submitForm(c, templateInput.omit({ kind: true, lang: true }), (input) =>
    recordTemplate(act, { ...input, ...about }),
  );
  return result.ok ? seeOther(c, projectPaths.templates()) : showTemplate(c, result);
});

function readAbout(c: RouteContext) {
  const kind = templateKinds.find((one) => one === pathParam(c, 'kind'));
  const lang = langs.find((one) => one === pathParam(c, 'lang'));
  if (!kind || !lang) throw new Missing('template');
  return { kind, lang };
}

async function showTemplate(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const { kind, lang } = readAbout(c);
  const { words, number } = await findTemplate(act.db, kind, lang);
  return respond(
    c,
    <TemplatePage
      kind={kind}
      lang={lang}
      number={number}
      words={words}
      mayRecord={maySignFundExceptions(act.actor)}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
