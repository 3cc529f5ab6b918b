import { Hono } from 'hono';
import { Invalid } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, formValues, refusalErrors, submitForm } from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../../kernel/http/upload.ts';
import { respond } from '../../../../ui/index.ts';
import { mayManageFund } from '../../policy.ts';
import { say } from '../messages.ts';
import { formPaths } from '../paths.ts';
import { requireManager } from '../../require-manager.ts';
import { findVersion, managedVersion } from './asked-version.ts';
import { beginVersion, changeDraft, createForm, formInput, publishVersion } from './commands.ts';
import type { FormDefinition } from './definition.ts';
import { copyQuestion, moveQuestion, moveSection, removeQuestion, removeSection } from './edit.ts';
import { faultSentence, findFaults, isSingle } from './faults.ts';
import { listForms, listFormVersions, listPublished } from './queries.ts';
import { templateForm } from './template.ts';
import { largestForm, readForm, writeForm } from './transfer.ts';
import { FormsPage } from './views/forms-page.tsx';
import { ImportFormPage, NewFormPage } from './views/new-form-page.tsx';
import { PreviewPage } from './views/preview-page.tsx';
import { VersionPage } from './views/version-page.tsx';

/** The forms that calls ask, for the secretariat. */
export const formRoutes = new Hono<Env>()
  .get(formPaths.forms(), async (c) =>
    respond(c, <FormsPage forms={await listForms(c.var.act)} mayManage={mayManageFund(c.var.act.actor)} />),
  )
  .get(formPaths.newForm(), (c) => {
    requireManager(c);
    return respond(c, <NewFormPage />);
  })
  .post(formPaths.newForm(), async (c) => {
    requireManager(c);
    const result = await submitForm(c, formInput, (input) => createForm(c.var.act, input, { sections: [] }));
    if (result.ok) return seeOther(c, formPaths.form(result.value));
    return respond(c, <NewFormPage values={result.values} errors={result.errors} />, 422);
  })
  .post(formPaths.template(), async (c) => {
    const names = { nameFr: say.in('fr')('forms.templateName'), nameEn: say.in('en')('forms.templateName') };
    return seeOther(c, formPaths.form(await createForm(c.var.act, names, templateForm)));
  })
  .get(formPaths.importing(), (c) => {
    requireManager(c);
    return respond(c, <ImportFormPage />);
  })
  .post(formPaths.importing(), async (c) => {
    requireManager(c);
    try {
      const { name, definition } = readForm(await readFile(c));
      return seeOther(c, formPaths.form(await createForm(c.var.act, { nameFr: name.fr, nameEn: name.en }, definition)));
    } catch (error) {
      const errors = refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      return respond(c, <ImportFormPage errors={errors} />, 422);
    }
  })
  .get(formPaths.form(':slug'), async (c) => {
    const [last] = await listFormVersions(c.var.act, pathParam(c, 'slug'));
    return seeOther(c, formPaths.version(last!.slug, last!.number));
  })
  .post(formPaths.versions(':slug'), async (c) => {
    const slug = pathParam(c, 'slug');
    return seeOther(c, formPaths.version(slug, await beginVersion(c.var.act, slug)));
  })
  .get(formPaths.version(':slug', ':number'), async (c) => showVersion(c))
  .get(formPaths.preview(':slug', ':number'), async (c) => respond(c, <PreviewPage version={await findVersion(c)} />))
  .get(formPaths.json(':slug', ':number'), async (c) => {
    const version = await findVersion(c);
    return c.body(writeForm(version), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${version.slug}-${version.number}.json"`,
      'x-content-type-options': 'nosniff',
    });
  })
  .post(formPaths.publication(':slug', ':number'), async (c) => {
    const { slug, number } = await managedVersion(c);
    return refusedOnPage(c, async () => {
      await publishVersion(c.var.act, slug, number);
      return formPaths.version(slug, number);
    });
  })
  .post(formPaths.moves(':slug', ':number'), (c) => edit(c, ['up', 'down']))
  .post(formPaths.copies(':slug', ':number'), (c) => edit(c, ['copied']))
  .post(formPaths.removals(':slug', ':number'), (c) => edit(c, ['removed']));

async function showVersion(c: RouteContext, errors?: FieldErrors): Promise<Response> {
  const { act, lang } = c.var;
  const version = await findVersion(c);
  const faults = version.publishedAt ? [] : findFaults(version.definition, await listPublished(act.db, version.formId));
  return respond(
    c,
    <VersionPage
      version={version}
      versions={await listFormVersions(act, version.slug)}
      faults={faults.map((fault) => faultSentence(version.definition, fault)(lang))}
      mayManage={mayManageFund(act.actor)}
      errors={errors}
    />,
    errors ? 422 : 200,
  );
}

/** Does something from the page of a version, and leads back to it; what is refused is said there. */
async function refusedOnPage(c: RouteContext, run: () => Promise<string>): Promise<Response> {
  try {
    return seeOther(c, await run());
  } catch (error) {
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return showVersion(c, errors);
  }
}

/** A button of the page of a version: moves, copies or removes the section or the question that it names. */
async function edit(c: RouteContext, buttons: readonly (keyof typeof edits)[]): Promise<Response> {
  const version = await managedVersion(c);
  const values = await formValues(c);
  const button = buttons.find((one) => typeof values[one] === 'string');
  const [, what, address] = /^(section|question):([A-Za-z0-9.]+)$/.exec(button ? String(values[button]) : '') ?? [];
  return refusedOnPage(c, async () => {
    if (!button || !address) throw new Invalid({ '': say.later('edit.nothing') });
    await changeDraft(c.var.act, version.slug, version.number, (definition) => edits[button](definition, what === 'section', address));
    const anchor = button === 'removed' ? '' : `#${what === 'section' ? 's' : 'q'}-${address}`;
    return `${formPaths.version(version.slug, version.number)}${anchor}`;
  });
}

const edits = {
  up: (definition, isSection, key) => (isSection ? moveSection(definition, key, -1) : moveQuestion(definition, key, -1)),
  down: (definition, isSection, key) => (isSection ? moveSection(definition, key, 1) : moveQuestion(definition, key, 1)),
  copied: (definition, _, key) => copyQuestion(definition, key, ({ kind }) => isSingle(kind)),
  removed: (definition, isSection, key) => (isSection ? removeSection(definition, key) : removeQuestion(definition, key)),
} satisfies Record<string, (definition: FormDefinition, isSection: boolean, key: string) => FormDefinition>;

/** The file that was sent, as text. @throws Invalid where there is none, or it weighs too much */
async function readFile(c: RouteContext): Promise<string> {
  const broken = new Invalid({ file: say.later('import.broken') });
  try {
    const { name, bytes } = await readUpload(c);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytes) {
      size += piece.length;
      // All of it is read: a browser hears the answer only once it was taken.
      if (size <= largestForm) pieces.push(piece);
    }
    if (name === null || size === 0) throw broken;
    if (size > largestForm) throw new Invalid({ file: say.later('import.large') });
    return Buffer.concat(pieces).toString('utf8');
  } catch (error) {
    if (error instanceof BrokenUpload) throw broken;
    throw error;
  }
}
