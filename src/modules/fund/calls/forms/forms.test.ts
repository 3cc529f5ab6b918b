import { expect } from 'vitest';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { createForm } from '../factories.ts';
import { fundFormVersion } from '../schema.ts';
import { beginVersion, changeDraft, createForm as draftForm, publishVersion } from './commands.ts';
import { coreKinds, type FormDefinition, formDefinition, type Question, question } from './definition.ts';
import {
  addQuestion,
  addSection,
  changeQuestion,
  copyQuestion,
  findQuestion,
  moveQuestion,
  removeQuestion,
  removeSection,
} from './edit.ts';
import { findFaults, isSingle, questionsOf } from './faults.ts';
import { readQuestion, typeQuestion } from './fields.ts';
import { getFormVersion, listFormVersions } from './queries.ts';
import { templateForm, templateGrid } from './template.ts';
import { readForm, writeForm } from './transfer.ts';

const test = databaseTest();
const names = { nameFr: 'Formulaire', nameEn: 'Form' };
const label = { fr: 'Une question', en: 'A question' };
const asked = (one: object): Question => question.parse({ kind: 'text', label, ...one });
const keysOf = (definition: FormDefinition) => questionsOf(definition).map(({ question }) => question.key);
const refusedBy = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
};

test('the template form has all that the fund reads of a dossier, in both languages, and nothing against it', () => {
  expect(findFaults(templateForm)).toEqual([]);
  const kinds = questionsOf(templateForm).map(({ question }) => question.kind);
  for (const kind of coreKinds) expect(kinds.filter((one) => one === kind)).toHaveLength(1);
  expect(templateGrid.criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
});

test('a published form never changes under a draft, neither by a command nor in the database', async ({ act, db }) => {
  const slug = await createForm(act());
  await expect(changeDraft(act(), slug, 1, (one) => one)).rejects.toThrow(Refused);
  await expect(db.transaction(async (db) => db.update(fundFormVersion).set({ definition: { sections: [] } }))).rejects.toThrow();
  await expect(db.transaction(async (db) => db.delete(fundFormVersion))).rejects.toThrow();
  expect((await getFormVersion(act(), slug, 1)).definition).toEqual(templateForm);
});

test('a new version begins with what the last one asks; there is one draft at a time', async ({ act }) => {
  const slug = await createForm(act());
  expect(await beginVersion(act(), slug)).toBe(2);
  await expect(beginVersion(act(), slug)).rejects.toThrow(Refused);
  await changeDraft(act(), slug, 2, (one) => addQuestion(one, { section: 'context' }, asked({ key: 'more' })));
  await publishVersion(act(), slug, 2);
  const [second, first] = await listFormVersions(act(), slug);
  expect(keysOf(second!.definition)).toContain('more');
  expect(keysOf(first!.definition)).not.toContain('more');
});

test('officers, the direction and administrators build forms, and nobody else', async ({ act }) => {
  const slug = await createForm(act());
  for (const role of ['reader', 'editor', 'finance', 'city', 'donor', 'expert'] as const) {
    await expect(draftForm(act({ role }), names, templateForm)).rejects.toThrow(Forbidden);
    await expect(beginVersion(act({ role }), slug)).rejects.toThrow(Forbidden);
    await expect(changeDraft(act({ role }), slug, 1, (one) => one)).rejects.toThrow(Forbidden);
  }
});

test('all that keeps a form from being published is said at once, with its place', async ({ act }) => {
  const slug = await draftForm(act(), names, {
    sections: [
      { key: 'one', title: { fr: 'Le besoin', en: 'The need' }, questions: [asked({ key: 'need', when: { key: 'study', is: ['yes'] } })] },
    ],
  });
  const refused = (await publishVersion(act(), slug, 1).catch((error: unknown) => error)) as Invalid;
  const sentences = Object.values(refused.fields).map((say) => say('fr'));
  expect(sentences).toHaveLength(coreKinds.length + 1);
  expect(sentences.at(-1)).toMatch(/^Le besoin › Une question\s: la condition renvoie/);
});

const choice = asked({
  kind: 'choice',
  key: 'study',
  options: [
    { value: 'yes', label },
    { value: 'no', label },
  ],
});
const numbered = { kind: 'number', key: 'number' };
const table = (columns: object[]) => ({ kind: 'table', key: 'calendar', columns: columns.map((one) => ({ kind: 'text', label, ...one })) });

test.for<[fault: string, questions: object[], sentence: RegExp]>([
  ['two questions under one key', [{ key: 'more' }, { key: 'more' }], /deux questions ont la même clé/],
  ['a key that is kept for a core question', [{ key: 'budget2' }, { key: 'risks' }], /réservée/],
  ['a condition on a question that comes later', [{ key: 'more', when: { key: 'study', is: ['yes'] } }, choice], /posée avant/],
  ['a condition on what is no choice', [numbered, { key: 'more', when: { key: 'number', is: ['1'] } }], /question à choix/],
  ['a condition on an answer that is not offered', [choice, { key: 'more', when: { key: 'study', is: ['maybe'] } }], /ne propose pas/],
  ['two answers under one value', [{ ...choice, options: [choice, choice].map(() => ({ value: 'yes', label })) }], /même valeur/],
  ['a number that can be none', [{ ...numbered, least: 5, most: 2 }], /dépasse le plus grand/],
  ['two columns under one key', [table([{ key: 'a' }, { key: 'a' }])], /deux colonnes/],
  ['a column that depends on a question', [choice, table([{ key: 'a', when: { key: 'study', is: ['yes'] } }])], /une colonne/],
])('a form is not published with %s', ([, questions, sentence]) => {
  const base = {
    sections: templateForm.sections.map((one) => ({
      ...one,
      questions: one.questions.filter(({ kind }) => coreKinds.some((core) => core === kind)),
    })),
  };
  const definition = formDefinition.parse({
    sections: [...base.sections.filter((one) => one.questions.length > 0), { key: 'more', title: label, questions: questions.map(asked) }],
  });
  const faults = findFaults(definition);
  expect(faults.map((fault) => fault.sentence('fr'))).toEqual([expect.stringMatching(sentence)]);
  expect(faults[0]!.at[0]).toBe('more');
});

test('a core question is asked of everyone, once, under the key that is its name', () => {
  const definition = structuredClone(templateForm);
  const [summary] = definition.sections[0]!.questions;
  Object.assign(summary!, { key: 'resume', when: { key: 'study', is: ['yes'] } });
  expect(findFaults(definition).map(({ sentence }) => sentence('fr'))).toEqual([
    expect.stringMatching(/doit avoir la clé «\ssummary\s»/),
    expect.stringMatching(/posée à tous/),
    expect.stringMatching(/condition renvoie/),
  ]);
});

test('a key never changes kind from one published version to the next, in a table neither', () => {
  const changed = structuredClone(templateForm);
  const place = changed.sections.find(({ key }) => key === 'results')!.questions;
  place[place.findIndex(({ key }) => key === 'durability')] = asked({ kind: 'money', key: 'durability' });
  const calendar = place.find(({ key }) => key === 'calendar') as Extract<Question, { kind: 'table' }>;
  calendar.columns[1] = asked({ kind: 'number', key: 'begins' }) as (typeof calendar.columns)[number];
  expect(findFaults(changed, [templateForm]).map(({ at }) => at.join('.'))).toEqual(['results.calendar.begins', 'results.durability']);
  expect(findFaults(changed)).toEqual([]);
});

test('a question goes up and down, and from one section to the next', () => {
  const first = keysOf(templateForm);
  const up = moveQuestion(templateForm, 'need', -1);
  expect(up.sections[0]!.questions.at(-1)?.key).toBe('need');
  expect(moveQuestion(up, 'need', 1)).toEqual(templateForm);
  expect(keysOf(moveQuestion(templateForm, 'period', -1)).slice(0, 2)).toEqual(['period', 'summary']);
  expect(keysOf(moveQuestion(templateForm, first[0]!, -1))).toEqual(first);
  expect(keysOf(moveQuestion(templateForm, first.at(-1)!, 1))).toEqual(first);
  const columns = (one: FormDefinition) =>
    (findQuestion(one, 'calendar') as Extract<Question, { kind: 'table' }>).columns.map(({ key }) => key);
  expect(columns(moveQuestion(templateForm, 'calendar.ends', -1))).toEqual(['activity', 'ends', 'begins']);
});

test('a question is copied under a key of its own; what is asked once is not', () => {
  const copied = copyQuestion(templateForm, 'need', ({ kind }) => isSingle(kind));
  expect(keysOf(copied).filter((key) => key.startsWith('need'))).toEqual(['need', 'need2']);
  expect(refusedBy(() => copyQuestion(templateForm, 'budget', ({ kind }) => isSingle(kind)))).toBeInstanceOf(Refused);
});

test('two things never bear one key, and what is not empty is not removed', () => {
  expect(refusedBy(() => addQuestion(templateForm, { section: 'money' }, asked({ key: 'need' })))).toBeInstanceOf(Invalid);
  expect(refusedBy(() => changeQuestion(templateForm, 'study', asked({ key: 'need' })))).toBeInstanceOf(Invalid);
  expect(refusedBy(() => addSection(templateForm, { key: 'money', title: label, questions: [] }))).toBeInstanceOf(Invalid);
  expect(refusedBy(() => removeSection(templateForm, 'money'))).toBeInstanceOf(Refused);
  expect(removeSection(removeQuestion(templateForm, 'budget'), 'money').sections.map(({ key }) => key)).not.toContain('money');
});

test('every question of the template is read as its page shows it', () => {
  for (const { question: one } of questionsOf(templateForm)) {
    const read = readQuestion(typeQuestion(one), one.kind, [], 'fr');
    // The columns of a table have pages of their own.
    const columns = one.kind === 'table' ? { columns: expect.anything() } : {};
    expect(read, one.key).toEqual({ ok: true, value: { ...one, ...columns } });
  }
});

test('what is wrong in a question is said all at once, beside its fields', () => {
  const read = readQuestion({ 'label.fr': '', 'label.en': '', options: 'oui | Oui |\n', 'hint.fr': 'Aide', rows: '0' }, 'choice', [], 'fr');
  expect(read.ok).toBe(false);
  expect(Object.keys((read as { errors: object }).errors).toSorted()).toEqual(['hint.en', 'label.en', 'label.fr', 'options']);
  const conditions = readQuestion({ 'label.fr': 'a', 'label.en': 'a', when: ['one:yes', 'two:yes'] }, 'text', [], 'fr');
  expect(Object.keys((conditions as { errors: object }).errors)).toEqual(['when']);
});

test('a form is exported, and read back as it was', async ({ act }) => {
  const version = await getFormVersion(act(), await createForm(act()), 1);
  expect(readForm(writeForm(version))).toEqual({ name: version.name, definition: templateForm });
});

test('all that is wrong in an imported form is said at once, and where; nothing is half read', () => {
  const held = { beffroi: 'form/1', name: { fr: 'Formulaire', en: 'Form' }, ...structuredClone(templateForm) };
  Object.assign(held.sections[1]!.questions[0]!, { label: { fr: 'Besoin', en: '' } });
  Object.assign(held.sections[1]!.questions[2]!, { kind: 'hologram' });
  Object.assign(held.sections[3]!, { title: undefined });
  const refused = refusedBy(() => readForm(JSON.stringify(held))) as Invalid;
  expect(Object.values(refused.fields).map((say) => say('fr'))).toEqual([
    expect.stringMatching(/^partie 2 Le besoin › question 1 Besoin › label\.en\s: /),
    expect.stringMatching(/^partie 2 Le besoin › question 3 Nombre de bénéficiaires directs › kind\s: /),
    expect.stringMatching(/^partie 4 › title\s: /),
  ]);
  for (const text of ['', '{', '[]', 'null', '{"beffroi":"form/2"}'])
    expect(
      refusedBy(() => readForm(text)),
      text,
    ).toBeInstanceOf(Invalid);
  const twice = { ...held, sections: [templateForm.sections[0], templateForm.sections[0]] };
  expect(Object.keys((refusedBy(() => readForm(JSON.stringify(twice))) as Invalid).fields).length).toBeGreaterThan(1);
});
