import { Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { say } from '../messages.ts';
import type { FormDefinition, Question } from './definition.ts';

type Section = FormDefinition['sections'][number];
type Table = Extract<Question, { kind: 'table' }>;

/** Where a question is asked, by its key; a column of a table is `table.column`. */
export function findQuestion(definition: FormDefinition, address: string): Question | null {
  const [key, column] = address.split('.');
  const question = definition.sections.flatMap(({ questions }) => questions).find((one) => one.key === key);
  if (column === undefined) return question ?? null;
  return (question?.kind === 'table' ? question.columns.find((one) => one.key === column) : undefined) ?? null;
}

/** Asks one thing more, at the end of a section or of a table. @throws Missing; Invalid where another has its key */
export function addQuestion(definition: FormDefinition, into: { section: string } | { table: string }, question: Question): FormDefinition {
  const edited = structuredClone(definition);
  const list = 'section' in into ? sectionOf(edited, into.section).questions : tableOf(edited, into.table).columns;
  refuseTwice('section' in into ? edited.sections.flatMap(({ questions }) => questions) : list, question.key);
  (list as Question[]).push(question);
  return edited;
}

/** Asks something otherwise. @throws Missing; Invalid where another has its key */
export function changeQuestion(definition: FormDefinition, address: string, question: Question): FormDefinition {
  const edited = structuredClone(definition);
  const { list, index } = placeOf(edited, address);
  const others = address.includes('.') ? list : edited.sections.flatMap(({ questions }) => questions);
  refuseTwice(
    others.filter((one) => one !== list[index]),
    question.key,
  );
  list[index] = question;
  return edited;
}

/** Asks something no more. @throws Missing; Refused for the only column of a table */
export function removeQuestion(definition: FormDefinition, address: string): FormDefinition {
  const edited = structuredClone(definition);
  const { list, index } = placeOf(edited, address);
  if (address.includes('.') && list.length === 1) throw new Refused(say.later('edit.lastColumn'));
  list.splice(index, 1);
  return edited;
}

/** Asks the same again just after, under a key of its own. @throws Missing; Refused for what is asked once */
export function copyQuestion(definition: FormDefinition, address: string, isOnce: (question: Question) => boolean): FormDefinition {
  const edited = structuredClone(definition);
  const { list, index } = placeOf(edited, address);
  const question = list[index]!;
  if (isOnce(question)) throw new Refused(say.later('edit.once'));
  const keys = address.includes('.') ? list : edited.sections.flatMap(({ questions }) => questions);
  list.splice(index + 1, 0, { ...structuredClone(question), key: freeKey(question.key, keys) });
  return edited;
}

/** Asks something earlier (−1) or later (1); at the end of its section, it goes to the next one. @throws Missing */
export function moveQuestion(definition: FormDefinition, address: string, by: -1 | 1): FormDefinition {
  const edited = structuredClone(definition);
  const { list, index } = placeOf(edited, address);
  const [question] = list.splice(index, 1);
  const target = index + by;
  if (target >= 0 && target <= list.length) list.splice(target, 0, question!);
  else {
    const next = edited.sections[edited.sections.findIndex(({ questions }) => questions === list) + by];
    // The first of all cannot go up, nor the last down; a column stays in its table.
    if (!next || address.includes('.')) return definition;
    next.questions.splice(by === 1 ? 0 : next.questions.length, 0, question!);
  }
  return edited;
}

export function addSection(definition: FormDefinition, section: Section): FormDefinition {
  refuseTwice(definition.sections, section.key);
  return { sections: [...definition.sections, section] };
}

/** Names a section otherwise; its questions stay. @throws Missing; Invalid where another has its key */
export function changeSection(definition: FormDefinition, key: string, said: Omit<Section, 'questions'>): FormDefinition {
  const { questions } = sectionOf(definition, key);
  refuseTwice(
    definition.sections.filter((one) => one.key !== key),
    said.key,
  );
  return { sections: definition.sections.map((one) => (one.key === key ? { ...said, questions } : one)) };
}

/** @throws Missing; Refused while something is asked in it */
export function removeSection(definition: FormDefinition, key: string): FormDefinition {
  if (sectionOf(definition, key).questions.length > 0) throw new Refused(say.later('edit.sectionFull'));
  return { sections: definition.sections.filter((one) => one.key !== key) };
}

export function moveSection(definition: FormDefinition, key: string, by: -1 | 1): FormDefinition {
  const index = definition.sections.indexOf(sectionOf(definition, key));
  const sections = [...definition.sections];
  const [section] = sections.splice(index, 1);
  sections.splice(Math.max(0, index + by), 0, section!);
  return { sections };
}

/** A key that none of these has, from words or from another key. */
export function freeKey(words: string, others: readonly { key: string }[]): string {
  const parts = words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const joined = parts.map((part, index) => (index === 0 ? part[0]!.toLowerCase() : part[0]!.toUpperCase()) + part.slice(1)).join('');
  const key = (/^[a-z]/.test(joined) ? joined : `q${joined}`).slice(0, 36);
  const taken = new Set(others.map((one) => one.key));
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}${number}`)) number += 1;
  return `${key}${number}`;
}

function placeOf(definition: FormDefinition, address: string): { list: Question[]; index: number } {
  const [key, column] = address.split('.') as [string, string | undefined];
  const list: Question[] | undefined =
    column === undefined
      ? definition.sections.find(({ questions }) => questions.some((one) => one.key === key))?.questions
      : tableOf(definition, key).columns;
  const index = list?.findIndex((one) => one.key === (column ?? key)) ?? -1;
  if (!list || index < 0) throw new Missing(address);
  return { list, index };
}

function sectionOf(definition: FormDefinition, key: string): Section {
  const section = definition.sections.find((one) => one.key === key);
  if (!section) throw new Missing(key);
  return section;
}

function tableOf(definition: FormDefinition, key: string): Table {
  const table = findQuestion(definition, key);
  if (table?.kind !== 'table') throw new Missing(key);
  return table;
}

function refuseTwice(others: readonly { key: string }[], key: string): void {
  if (others.some((one) => one.key === key)) throw new Invalid({ key: say.later('edit.keyTwice', { key }) });
}
