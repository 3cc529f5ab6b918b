import { createHash } from 'node:crypto';
import { checkInput, type FormResult, type FormValues } from '../../../../kernel/http/forms.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { type FormDefinition, formDefinition, type Question, question, type QuestionKind } from './definition.ts';
import { freeKey } from './edit.ts';
import { isSingle, questionsOf } from './faults.ts';

/** A section as its page sends it: its key may be left to its title. */
export function readSection(
  values: FormValues,
  definition: FormDefinition,
  lang: Lang,
): FormResult<Omit<FormDefinition['sections'][number], 'questions'>> {
  const field = reader(values);
  const said = {
    key: field('key') || freeKey(field('title.fr'), definition.sections),
    title: words(field, 'title'),
    intro: optionalWords(field, 'intro'),
  };
  return named(checkInput(formDefinition.shape.sections.element.omit({ questions: true }), said as unknown as FormValues, lang), values);
}

/** A question as its page sends it: fields are named by their place in it, `label.fr`, so that errors find them. */
export function readQuestion(values: FormValues, kind: QuestionKind, others: readonly { key: string }[], lang: Lang): FormResult<Question> {
  const field = reader(values);
  const list = (name: string) => [values[name] ?? []].flat();
  const number = (name: string) => (field(name) === '' ? undefined : Number(field(name).replace(',', '.')));
  const conditions = list('when').map((one) => one.split(':') as [string, string]);
  const keys = new Set(conditions.map(([key]) => key));
  if (keys.size > 1) return { ok: false, values, errors: { when: say.in(lang)('edit.oneCondition') } };
  const [asked] = keys;
  const said = {
    kind,
    key: isSingle(kind) ? kind : field('key') || freeKey(field('label.fr'), others),
    label: words(field, 'label'),
    hint: optionalWords(field, 'hint'),
    required: list('required').includes('yes'),
    when: asked === undefined ? undefined : { key: asked, is: conditions.map(([, value]) => value) },
    rows: number('rows'),
    most: number('most'),
    least: number('least'),
    decimals: number('decimals'),
    unit: optionalWords(field, 'unit'),
    several: kind === 'choice' || kind === 'file' ? list('several').includes('yes') : undefined,
    options: kind === 'choice' ? readOptions(field('options')) : undefined,
    accept: kind === 'file' ? list('accept') : undefined,
    which: kind === 'markers' ? list('which') : undefined,
    // A table begins with a column: the others are added on its page.
    columns: kind === 'table' ? [firstColumn] : undefined,
  };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return named(checkInput(question, given as unknown as FormValues, lang), values);
}

/** A question as its page takes it back. */
export function typeQuestion(one: Question): FormValues {
  const values: FormValues = {
    key: one.key,
    'label.fr': one.label.fr,
    'label.en': one.label.en,
    'hint.fr': one.hint?.fr ?? '',
    'hint.en': one.hint?.en ?? '',
    required: one.required ? ['yes'] : [],
    when: one.when ? one.when.is.map((value) => `${one.when!.key}:${value}`) : [],
  };
  for (const name of ['rows', 'most', 'least', 'decimals'] as const)
    if (name in one) values[name] = String((one as Partial<Record<typeof name, number>>)[name] ?? '');
  if (one.kind === 'number' && one.unit) Object.assign(values, { 'unit.fr': one.unit.fr, 'unit.en': one.unit.en });
  if (one.kind === 'choice') values['options'] = one.options.map(({ value, label }) => `${value} | ${label.fr} | ${label.en}`).join('\n');
  if (one.kind === 'choice' || one.kind === 'file') values['several'] = one.several ? ['yes'] : [];
  if (one.kind === 'file') values['accept'] = one.accept;
  if (one.kind === 'markers') values['which'] = one.which;
  return values;
}

/** The questions of a choice that come before another: what it may depend on. */
export function choicesBefore(definition: FormDefinition, address: string | null): Extract<Question, { kind: 'choice' }>[] {
  const before: Extract<Question, { kind: 'choice' }>[] = [];
  for (const { question: one } of questionsOf(definition)) {
    if (one.key === address) break;
    if (one.kind === 'choice') before.push(one);
  }
  return before;
}

/** What someone saw when they began to change it: another's change in between is not written over. */
export function markOf(one: unknown): string {
  return createHash('sha256').update(JSON.stringify(one)).digest('base64url').slice(0, 22);
}

const firstColumn = { kind: 'text', key: 'label', label: { fr: 'Libellé', en: 'Label' }, required: true };

/** Lines such as `oui | Oui | Yes`. */
function readOptions(text: string): unknown[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([value]) => value)
    .map(([value, fr = '', en = '']) => ({ value, label: { fr, en } }));
}

function reader(values: FormValues): (name: string) => string {
  return (name) => [values[name]].flat()[0]?.trim() ?? '';
}

function words(field: (name: string) => string, name: string): { fr: string; en: string } {
  return { fr: field(`${name}.fr`), en: field(`${name}.en`) };
}

/** Nothing where both are empty; one alone is refused where it is missing. */
function optionalWords(field: (name: string) => string, name: string): { fr: string; en: string } | undefined {
  const said = words(field, name);
  return said.fr || said.en ? said : undefined;
}

/** What is wrong with a line of options stands beside the box that holds them all. */
function named<T>(result: FormResult<T>, values: FormValues): FormResult<T> {
  if (result.ok) return result;
  const errors: Record<string, string> = {};
  for (const [path, sentence] of Object.entries(result.errors)) errors[path.startsWith('options.') ? 'options' : path] ??= sentence;
  return { ok: false, values, errors };
}
