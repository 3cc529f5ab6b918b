import { randomUUID } from 'node:crypto';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, Fieldset, Select, TextField, usePage } from '../../../../../ui/index.ts';
import { QuestionField, type QuestionFieldProps } from '../../../calls/forms/views/question-field.tsx';
import { orderCell, type Pieces, rowsOf } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import type { RowGroup } from '../columns.ts';

/** A row as a form shows it: what it holds, or nothing yet. */
export interface ShownRow {
  id: string;
  cells: Readonly<Record<string, string>>;
}

/** The rows of a table, and one more that is empty: it is there once something is written in it. */
export function shownRows(pieces: Pieces, group: string): ShownRow[] {
  return [...rowsOf(pieces, group), { id: randomUUID().replaceAll('-', '').slice(0, 10), cells: {} }];
}

export interface RowsProps {
  of: RowGroup;
  rows: readonly ShownRow[];
  currency: string;
  /** What is wrong with the table as a whole. */
  error?: string | undefined;
}

/** A table that one fills: each row a group of fields, so that a telephone shows all of it. */
export function Rows({ of: { group, title, columns, suggestions }, rows, currency, error }: RowsProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const words = inLang(title, lang);
  return (
    <Fieldset legend={words} legendClass="govuk-fieldset__legend--m">
      {error && (
        <p class="govuk-error-message" id={group}>
          {error}
        </p>
      )}
      {suggestions && (
        <datalist id={`${group}-${suggestions.cell}`}>
          {suggestions.among.map((one) => (
            <option value={inLang(one, lang)} />
          ))}
        </datalist>
      )}
      {rows.map(({ id, cells }, index) => (
        <fieldset
          id={index === rows.length - 1 ? `rangee-${group}` : undefined}
          class="govuk-fieldset dossier-row"
          data-group={group}
          data-row={id}
        >
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            {index === rows.length - 1 ? t('rows.new') : t('rows.number', { number: index + 1 })}
          </legend>
          <input type="hidden" name={`${group}/${id}/${orderCell}`} value={cells[orderCell] ?? String(nextPlace(rows))} />
          <div class="dossier-cells">
            {columns.map((column) => (
              <Cell
                question={column}
                name={`${group}/${id}/${column.key}`}
                value={cells[column.key]}
                currency={currency}
                list={suggestions?.cell === column.key ? `${group}-${suggestions.cell}` : undefined}
              />
            ))}
          </div>
          <button
            type="submit"
            class="govuk-button govuk-button--secondary dossier-remove"
            name="remove"
            value={`${group}/${id}`}
            hidden={index === rows.length - 1}
          >
            {t('rows.remove')}
            <span class="govuk-visually-hidden"> {t('rows.removeHidden', { number: index + 1, table: words })}</span>
          </button>
        </fieldset>
      ))}
      <Button kind="secondary" name="more" value={group}>
        {t('rows.add')}
      </Button>
    </Fieldset>
  );
}

/** In a row every choice is a list: buttons for each would make it a page. */
function Cell({ list, ...props }: QuestionFieldProps & { list: string | undefined }) {
  const { lang } = usePage();
  const { question, name, value } = props;
  if (list)
    return (
      <TextField
        name={name}
        label={inLang(question.label, lang)}
        hint={question.hint && inLang(question.hint, lang)}
        value={typeof value === 'string' ? value : value?.[0]}
        list={list}
        autocomplete="off"
        maxlength={500}
      />
    );
  if (question.kind !== 'choice') return <QuestionField {...props} />;
  return (
    <Select
      name={name}
      label={inLang(question.label, lang)}
      hint={question.hint && inLang(question.hint, lang)}
      value={typeof value === 'string' ? value : value?.[0]}
      options={[
        { value: '', text: say.in(lang)('rows.choose') },
        ...question.options.map((option) => ({ value: option.value, text: inLang(option.label, lang) })),
      ]}
    />
  );
}

function nextPlace(rows: readonly ShownRow[]): number {
  return Math.max(0, ...rows.map(({ cells }) => Number(cells[orderCell]) || 0)) + 1;
}
