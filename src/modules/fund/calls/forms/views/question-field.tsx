import { inLang, type Lang } from '../../../../../kernel/i18n/lang.ts';
import { Checkboxes, DayField, Fieldset, Radios, Select, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { FormDefinition, Question } from '../definition.ts';
import { questionsOf } from '../faults.ts';

/** What is asked alone, or in a cell of a table. */
export type SimpleQuestion = Extract<Question, { kind: 'text' | 'number' | 'money' | 'date' | 'choice' | 'party' }>;

export interface QuestionFieldProps {
  question: SimpleQuestion;
  /** The name of the field: the address of the piece that it fills. */
  name: string;
  /** What was answered; of a question that takes several choices, the list. */
  value?: string | readonly string[] | undefined;
  /** Of amounts. */
  currency: string;
}

/** One question as whoever answers sees it. */
export function QuestionField({ question, name, value, currency }: QuestionFieldProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const given = typeof value === 'string' ? value : value?.[0];
  const label = question.required ? inLang(question.label, lang) : t('question.optional', { label: inLang(question.label, lang) });
  const same = { name, label, hint: question.hint && inLang(question.hint, lang) };
  switch (question.kind) {
    case 'text':
      return question.rows > 1 ? (
        <TextArea {...same} value={given} rows={question.rows} maxlength={question.most} />
      ) : (
        <TextField {...same} value={given} maxlength={question.most} />
      );
    case 'number':
      return (
        <TextField
          {...same}
          value={given}
          width={10}
          inputmode={question.decimals > 0 ? 'decimal' : 'numeric'}
          suffix={question.unit && inLang(question.unit, lang)}
        />
      );
    case 'money':
      return <TextField {...same} value={given} width={10} inputmode="decimal" suffix={currency} />;
    case 'date':
      return <DayField {...same} value={given} />;
    case 'party':
      return <TextField {...same} hint={same.hint ?? t('question.partyHint')} value={given} autocomplete="off" />;
    case 'choice':
      return <ChoiceField question={question} value={value} same={same} />;
  }
}

function ChoiceField({
  question,
  value,
  same,
}: {
  question: Extract<Question, { kind: 'choice' }>;
  value: QuestionFieldProps['value'];
  same: { name: string; label: string; hint: string | undefined };
}) {
  const { lang } = usePage();
  const options = question.options.map((option) => ({ value: option.value, label: inLang(option.label, lang) }));
  const given = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  if (question.several) return <Checkboxes {...same} name={`${same.name}[]`} values={given} options={options} />;
  if (options.length < 7) return <Radios {...same} value={given[0]} options={options} />;
  return (
    <Select
      {...same}
      value={given[0]}
      options={[
        { value: '', text: say.in(lang)('question.choose') },
        ...options.map((option) => ({ value: option.value, text: option.label })),
      ]}
    />
  );
}

export interface TableFieldsProps {
  question: Extract<Question, { kind: 'table' }>;
  /** The rows to show, those that are still empty too. */
  rows: readonly { id: string; cells: Readonly<Record<string, string>> }[];
  currency: string;
}

/** A table that one fills: each row is a group of fields, so that a telephone shows all of it. */
export function TableFields({ question, rows, currency }: TableFieldsProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Fieldset legend={inLang(question.label, lang)} legendClass="govuk-fieldset__legend--m">
      {question.hint && <p class="govuk-hint">{inLang(question.hint, lang)}</p>}
      {rows.map(({ id, cells }, index) => (
        <Fieldset legend={t('question.row', { number: index + 1 })} class="form-row">
          {question.columns.map((column) => (
            <QuestionField question={column} name={`${question.key}/${id}/${column.key}`} value={cells[column.key]} currency={currency} />
          ))}
        </Fieldset>
      ))}
    </Fieldset>
  );
}

/** When a question is asked, in a sentence: « À remplir si vous avez répondu « Oui » à « Une étude a-t-elle été faite ? » »; null where it always is. */
export function conditionInWords(definition: FormDefinition, question: Question, lang: Lang): string | null {
  const { when } = question;
  const asked = when && questionsOf(definition).find(({ question: one }) => one.key === when.key)?.question;
  if (!asked) return null;
  const answers =
    asked.kind === 'choice'
      ? asked.options
          .filter(({ value }) => when.is.includes(value))
          .map((option) => say.in(lang)('quoted', { words: inLang(option.label, lang) }))
      : [];
  return say.in(lang)('question.when', {
    answers: new Intl.ListFormat(lang, { type: 'disjunction' }).format(answers),
    question: inLang(asked.label, lang),
  });
}
