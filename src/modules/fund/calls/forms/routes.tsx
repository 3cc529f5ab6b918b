import { Hono } from 'hono';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import {
  type FieldErrors,
  type FormResult,
  type FormValues,
  formValues,
  refusalErrors,
  submitForm,
} from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../../kernel/http/upload.ts';
import { respond } from '../../../../ui/index.ts';
import { mayManageFund } from '../../policy.ts';
import { say } from '../messages.ts';
import { formPaths } from '../paths.ts';
import { beginVersion, changeDraft, createForm, formInput, publishVersion } from './commands.ts';
import { columnKinds, type FormDefinition, type QuestionKind, questionKinds } from './definition.ts';
import {
  addQuestion,
  addSection,
  changeQuestion,
  changeSection,
  copyQuestion,
  findQuestion,
  moveQuestion,
  moveSection,
  removeQuestion,
  removeSection,
} from './edit.ts';
import { faultSentence, findFaults, isSingle, questionsOf } from './faults.ts';
import { choicesBefore, markOf, readQuestion, readSection, typeQuestion } from './fields.ts';
import { type FormVersion, getFormVersion, listForms, listFormVersions, listPublished } from './queries.ts';
import { templateForm } from './template.ts';
import { largestForm, readForm, writeForm } from './transfer.ts';
import { KindPage, QuestionPage, SectionPage } from './views/edit-pages.tsx';
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
  .post(formPaths.removals(':slug', ':number'), (c) => edit(c, ['removed']))
  .get(formPaths.newSection(':slug', ':number'), (c) => showSection(c, null))
  .post(formPaths.newSection(':slug', ':number'), (c) => saveSection(c, null))
  .get(formPaths.section(':slug', ':number', ':key'), (c) => showSection(c, pathParam(c, 'key')))
  .post(formPaths.section(':slug', ':number', ':key'), (c) => saveSection(c, pathParam(c, 'key')))
  .get(formPaths.newQuestion(':slug', ':number'), (c) => showNewQuestion(c))
  .post(formPaths.newQuestion(':slug', ':number'), async (c) => {
    const version = await managedVersion(c);
    const { into, kind } = readTarget(c, version.definition);
    if (!kind) throw new Missing('kind');
    const others =
      'table' in into ? columnsOf(version.definition, into.table) : questionsOf(version.definition).map(({ question }) => question);
    return save(
      c,
      version,
      (values) => readQuestion(values, kind, others, c.var.lang),
      (question) => (definition) => addQuestion(definition, into, question),
      (refused) => showNewQuestion(c, refused),
      (question) => `q-${'table' in into ? `${into.table}.` : ''}${question.key}`,
    );
  })
  .get(formPaths.question(':slug', ':number', ':key'), (c) => showQuestion(c))
  .post(formPaths.question(':slug', ':number', ':key'), async (c) => {
    const version = await managedVersion(c);
    const address = pathParam(c, 'key');
    const before = requireQuestion(version, address);
    const { mark } = await formValues(c);
    return save(
      c,
      version,
      (values) => readQuestion(values, before.kind, [], c.var.lang),
      (question) => (definition) => {
        const now = findQuestion(definition, address);
        if (!now || mark !== markOf(now)) throw new Refused(say.later('edit.changedMeanwhile'));
        // Its columns have pages of their own.
        const kept = question.kind === 'table' && now.kind === 'table' ? { ...question, columns: now.columns } : question;
        return changeQuestion(definition, address, kept);
      },
      (refused) => showQuestion(c, refused),
      (question) => `q-${[...address.split('.').slice(0, -1), question.key].join('.')}`,
    );
  });

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

/** Before the form is read: whoever may not send it is not told what is wrong in it. */
function requireManager(c: RouteContext): void {
  if (!mayManageFund(c.var.act.actor)) throw new Forbidden();
}

async function findVersion(c: RouteContext): Promise<FormVersion> {
  const number = Number(pathParam(c, 'number'));
  // No version has the number 0: what is none is missing, to whoever may know it.
  return getFormVersion(c.var.act, pathParam(c, 'slug'), Number.isSafeInteger(number) && number < 100_000 ? number : 0);
}

async function managedVersion(c: RouteContext): Promise<FormVersion> {
  requireManager(c);
  return findVersion(c);
}

function requireQuestion(version: FormVersion, address: string) {
  const question = findQuestion(version.definition, address);
  if (!question) throw new Missing(address);
  return question;
}

function columnsOf(definition: FormDefinition, table: string) {
  const found = findQuestion(definition, table);
  if (found?.kind !== 'table') throw new Missing(table);
  return found.columns;
}

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

/** Reads what a page sends, changes the draft, and leads back to the version; what is refused is shown on the page, as typed. */
async function save<T>(
  c: RouteContext,
  { slug, number }: FormVersion,
  read: (values: FormValues) => FormResult<T>,
  change: (value: T) => (definition: FormDefinition) => FormDefinition,
  show: (refused: Refusal) => Promise<Response>,
  anchorOf: (value: T) => string,
): Promise<Response> {
  const values = await formValues(c);
  const result = read(values);
  if (!result.ok) return show(result);
  try {
    await changeDraft(c.var.act, slug, number, change(result.value));
  } catch (error) {
    const errors = refusalErrors(error, c.var.lang);
    if (!errors) throw error;
    return show({ ok: false, values, errors });
  }
  return seeOther(c, `${formPaths.version(slug, number)}#${anchorOf(result.value)}`);
}

async function showSection(c: RouteContext, key: string | null, refused?: Refusal): Promise<Response> {
  const version = await managedVersion(c);
  const section = version.definition.sections.find((one) => one.key === key);
  if (key !== null && !section) throw new Missing(key);
  const typed = section && {
    key: section.key,
    'title.fr': section.title.fr,
    'title.en': section.title.en,
    'intro.fr': section.intro?.fr ?? '',
    'intro.en': section.intro?.en ?? '',
  };
  return respond(
    c,
    <SectionPage
      version={version}
      title={say.in(c.var.lang)(key === null ? 'edit.addSection' : 'edit.section')}
      action={key === null ? formPaths.newSection(version.slug, version.number) : formPaths.section(version.slug, version.number, key)}
      values={refused?.values ?? typed}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function saveSection(c: RouteContext, key: string | null): Promise<Response> {
  const version = await managedVersion(c);
  return save(
    c,
    version,
    (values) => readSection(values, version.definition, c.var.lang),
    (section) => (definition) =>
      key === null ? addSection(definition, { ...section, questions: [] }) : changeSection(definition, key, section),
    (refused) => showSection(c, key, refused),
    (section) => `s-${section.key}`,
  );
}

/** Where a question is to be added, and of which kind once it is chosen. */
function readTarget(c: RouteContext, definition: FormDefinition) {
  const table = c.req.query('tableau');
  const into: { table: string } | { section: string } = table
    ? { table }
    : { section: c.req.query('partie') ?? definition.sections[0]?.key ?? '' };
  const kinds: readonly QuestionKind[] = table
    ? columnKinds
    : questionKinds.filter((kind) => !isSingle(kind) || !questionsOf(definition).some(({ question }) => question.kind === kind));
  return { into, kinds, kind: kinds.find((one) => one === c.req.query('type')) };
}

async function showNewQuestion(c: RouteContext, refused?: Refusal): Promise<Response> {
  const version = await managedVersion(c);
  const { into, kinds, kind } = readTarget(c, version.definition);
  const place = 'table' in into ? `tableau=${encodeURIComponent(into.table)}` : `partie=${encodeURIComponent(into.section)}`;
  const hrefOf = (kind: QuestionKind) => `${formPaths.newQuestion(version.slug, version.number)}?${place}&type=${kind}`;
  if (!kind) return respond(c, <KindPage version={version} kinds={kinds} hrefOf={hrefOf} />);
  return respond(
    c,
    <QuestionPage
      version={version}
      title={say.in(c.var.lang)('table' in into ? 'edit.addColumn' : 'edit.addQuestion')}
      action={hrefOf(kind)}
      kind={kind}
      isColumn={'table' in into}
      choices={choicesBefore(version.definition, null)}
      mark={null}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showQuestion(c: RouteContext, refused?: Refusal): Promise<Response> {
  const version = await managedVersion(c);
  const address = pathParam(c, 'key');
  const question = requireQuestion(version, address);
  return respond(
    c,
    <QuestionPage
      version={version}
      title={say.in(c.var.lang)(address.includes('.') ? 'edit.column' : 'edit.question')}
      action={formPaths.question(version.slug, version.number, address)}
      kind={question.kind}
      isColumn={address.includes('.')}
      choices={choicesBefore(version.definition, address)}
      mark={[refused?.values['mark']].flat()[0] ?? markOf(question)}
      values={refused?.values ?? typeQuestion(question)}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

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
