import type { Message } from '../../../../kernel/i18n/lang.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { coreKinds, type FormDefinition, type Question, type QuestionKind } from './definition.ts';

/** What keeps a form from being published, and where it is: the keys of the section, the question, the column. */
export interface Fault {
  at: readonly string[];
  sentence: Message;
  /** Two things bear one key: the form cannot even be edited, for it is by their keys that they are found. */
  isAmbiguous: boolean;
}

/** Kinds that a form has once at most, under the key that is their name: the rest of the fund reads them there. */
export const singleKinds = [...coreKinds, 'partners', 'risks'] as const satisfies readonly QuestionKind[];

/** Whether the rest of the fund reads what is answered to questions of this kind. */
export function isSingle(kind: QuestionKind): boolean {
  return singleKinds.some((one) => one === kind);
}

/** Everything that keeps a form from being published, in its order; `before` are the versions published until now. */
export function findFaults(definition: FormDefinition, before: readonly FormDefinition[] = []): Fault[] {
  const faults: Fault[] = [];
  const add = (at: readonly string[], key: Parameters<typeof say.later>[0], values?: Record<string, string>) =>
    faults.push({
      at,
      sentence: say.later(key, values),
      isAmbiguous: key === 'fault.sectionTwice' || key === 'fault.keyTwice' || key === 'fault.columnTwice',
    });
  const placed = questionsOf(definition);
  const known = kindsOf(before);

  if (placed.length === 0) add([], 'fault.empty');
  for (const kind of coreKinds)
    if (!placed.some(({ question }) => question.kind === kind))
      faults.push({ at: [], sentence: (lang) => say.in(lang)('fault.core', { kind: say.in(lang)(`kind.${kind}`) }), isAmbiguous: false });
  for (const { key } of repeated(definition.sections)) add([key], 'fault.sectionTwice', { key });
  for (const { key, questions } of definition.sections) if (questions.length === 0) add([key], 'fault.emptySection');

  const seen = new Map<string, Question>();
  for (const { section, question } of placed) {
    const at = [section, question.key];
    if (seen.has(question.key)) add(at, 'fault.keyTwice', { key: question.key });
    if (isSingle(question.kind)) {
      if (question.key !== question.kind) add(at, 'fault.coreKey', { key: question.kind });
      if (question.when) add(at, 'fault.coreWhen');
    } else if (singleKinds.some((kind) => kind === question.key)) add(at, 'fault.reservedKey', { key: question.key });
    if (question.when) checkCondition(question.when, seen.get(question.when.key), (key, values) => add(at, key, values));
    checkQuestion(question, at, add);
    checkKind(question, at, '', known, add);
    if (question.kind === 'table') {
      for (const { key } of repeated(question.columns)) add([...at, key], 'fault.columnTwice', { key });
      for (const column of question.columns) {
        if (column.when) add([...at, column.key], 'fault.columnWhen');
        checkQuestion(column, [...at, column.key], add);
        checkKind(column, [...at, column.key], `${question.key}.`, known, add);
      }
    }
    seen.set(question.key, question);
  }
  return faults;
}

/** A fault with its place, as one reads it: « Le budget, Dépenses : … ». */
export function faultSentence(definition: FormDefinition, { at, sentence }: Fault): Message {
  return (lang) => {
    const names = at.map((_, depth) => nameOf(definition, at.slice(0, depth + 1), lang));
    return names.length === 0 ? sentence(lang) : say.in(lang)('fault.placed', { place: names.join(' › '), sentence: sentence(lang) });
  };
}

/** Every question of a form, with the section where it is asked. */
export function questionsOf(definition: FormDefinition): { section: string; question: Question }[] {
  return definition.sections.flatMap(({ key, questions }) => questions.map((question) => ({ section: key, question })));
}

type Add = (at: readonly string[], key: Parameters<typeof say.later>[0], values?: Record<string, string>) => void;

function checkCondition(
  when: NonNullable<Question['when']>,
  asked: Question | undefined,
  add: (key: Parameters<typeof say.later>[0], values?: Record<string, string>) => void,
): void {
  if (asked?.kind !== 'choice') return add('fault.whenUnknown', { key: when.key });
  for (const value of when.is)
    if (!asked.options.some((option) => option.value === value)) add('fault.whenValue', { key: when.key, value });
}

function checkQuestion(question: Question, at: readonly string[], add: Add): void {
  if (question.kind === 'choice')
    for (const { value } of repeated(question.options.map((option) => ({ ...option, key: option.value }))))
      add(at, 'fault.optionTwice', { value });
  if (question.kind === 'number' && question.least !== undefined && question.most !== undefined && question.least > question.most)
    add(at, 'fault.bounds');
}

/** A key that meant an amount cannot mean a date: what was answered under it would be read as what it is not. */
function checkKind(
  { key, kind }: Question,
  at: readonly string[],
  inside: string,
  known: ReadonlyMap<string, QuestionKind>,
  add: Add,
): void {
  const was = known.get(inside + key);
  if (was && was !== kind) add(at, 'fault.kindChanged', { key });
}

function kindsOf(versions: readonly FormDefinition[]): Map<string, QuestionKind> {
  const kinds = new Map<string, QuestionKind>();
  for (const version of versions)
    for (const { question } of questionsOf(version)) {
      kinds.set(question.key, question.kind);
      if (question.kind === 'table') for (const column of question.columns) kinds.set(`${question.key}.${column.key}`, column.kind);
    }
  return kinds;
}

function repeated<T extends { key: string }>(items: readonly T[]): T[] {
  return items.filter(({ key }, index) => items.findIndex((one) => one.key === key) < index);
}

function nameOf(definition: FormDefinition, at: readonly string[], lang: 'fr' | 'en'): string {
  const [sectionKey, questionKey, columnKey] = at;
  const section = definition.sections.find(({ key }) => key === sectionKey);
  if (questionKey === undefined) return section ? inLang(section.title, lang) : sectionKey!;
  const question = section?.questions.find(({ key }) => key === questionKey);
  if (columnKey === undefined) return question ? inLang(question.label, lang) : questionKey;
  const column = question?.kind === 'table' ? question.columns.find(({ key }) => key === columnKey) : undefined;
  return column ? inLang(column.label, lang) : columnKey;
}
