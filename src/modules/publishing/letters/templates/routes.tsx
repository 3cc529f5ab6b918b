import { Hono } from 'hono';
import { Forbidden } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { mayWrite } from '../../policy.ts';
import { letterPaths } from '../paths.ts';
import { createTemplate, newTemplateInput, savedTemplateInput, saveTemplate } from './commands.ts';
import { findTemplate, listTemplates, listTemplateVersions } from './queries.ts';
import { TemplateFormPage } from './views/form-page.tsx';
import { TemplatePage } from './views/template-page.tsx';
import { TemplatesPage } from './views/templates-page.tsx';

export const templateRoutes = new Hono<Env>();

templateRoutes.get(letterPaths.templates(), async (c) => {
  const { act } = c.var;
  return respond(c, <TemplatesPage templates={await listTemplates(act)} mayWrite={mayWrite(act.actor)} />);
});

templateRoutes.get(letterPaths.newTemplate(), (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  return respond(c, <TemplateFormPage template={null} />);
});

templateRoutes.post(letterPaths.newTemplate(), async (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  const result = await submitForm(c, newTemplateInput, (input) => createTemplate(c.var.act, input));
  if (result.ok) return seeOther(c, `${letterPaths.template(result.value)}?fait`);
  return respond(c, <TemplateFormPage template={null} values={result.values} errors={result.errors} />, 422);
});

templateRoutes.get(letterPaths.template(':slug'), async (c) => {
  const { act } = c.var;
  const template = await findTemplate(act, pathParam(c, 'slug'));
  return respond(
    c,
    <TemplatePage
      template={template}
      versions={await listTemplateVersions(act, template.id)}
      mayWrite={mayWrite(act.actor)}
      isDone={c.req.query('fait') !== undefined}
    />,
  );
});

templateRoutes.get(letterPaths.templateEdition(':slug'), (c) => showEdition(c, {}));

templateRoutes.post(letterPaths.templateEdition(':slug'), async (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  await findTemplate(c.var.act, slug);
  const result = await submitForm(c, savedTemplateInput, (input) => saveTemplate(c.var.act, slug, input));
  return result.ok ? seeOther(c, `${letterPaths.template(slug)}?fait`) : showEdition(c, result, 422);
});

async function showEdition(
  c: RouteContext,
  refusal: { values?: FormValues; errors?: FieldErrors },
  status: 200 | 422 = 200,
): Promise<Response> {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  return respond(c, <TemplateFormPage template={await findTemplate(c.var.act, pathParam(c, 'slug'))} {...refusal} />, status);
}
