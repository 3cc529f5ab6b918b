import { Hono } from 'hono';
import { Missing, Refused } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, type FormValues, formValues, refusalErrors } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { formPaths } from '../paths.ts';
import { managedVersion } from './asked-version.ts';
import { changeDraft } from './commands.ts';
import { columnKinds, type FormDefinition, type QuestionKind, questionKinds } from './definition.ts';
import { addQuestion, addSection, changeQuestion, changeSection, findQuestion } from './edit.ts';
import { isSingle, questionsOf } from './faults.ts';
import { choicesBefore, markOf, readQuestion, readSection, typeQuestion } from './fields.ts';
import type { FormVersion } from './queries.ts';
import { KindPage, QuestionPage, SectionPage } from './views/edit-pages.tsx';

/** Where the sections and the questions of a draft are written, one a page. */
export const questionRoutes = new Hono<Env>()
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
