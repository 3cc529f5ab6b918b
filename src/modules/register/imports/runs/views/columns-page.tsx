import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DayField,
  Details,
  Form,
  InsetText,
  Link,
  Select,
  Table,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { registerPaths } from '../../../paths.ts';
import { columnsOf, completeScopes, requiredColumns } from '../../columns.ts';
import { importPaths } from '../paths.ts';
import type { Mapping } from '../../mapping.ts';
import { say } from '../../messages.ts';
import type { Run } from '../queries.ts';
import { columnInWords } from '../words.ts';
import { ImportPage } from './import-page.tsx';

export interface ColumnsPageProps {
  run: Run;
  mapping: Mapping;
  /** A file with this header was imported before. */
  remembered: boolean;
  values: FormValues;
  errors: FieldErrors;
}

/** Which of the file's columns is which of ours. */
export function ColumnsPage({ run, mapping, remembered, values, errors }: ColumnsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const required = requiredColumns[run.kind];
  const optional = columnsOf[run.kind].filter((column) => !required.includes(column));
  const isShown = (column: string) => mapping[column] !== undefined || errors[`value_${column}`] !== undefined;
  const [given, absent] = [optional.filter(isShown), optional.filter((column) => !isShown(column))];
  // A value for all lines is asked for where it is needed; elsewhere once someone says that there is one.
  const takesValue = (column: string) => {
    const place = mapping[column];
    return place
      ? 'value' in place || errors[`value_${column}`] !== undefined
      : required.includes(column) || errors[`value_${column}`] !== undefined;
  };
  return (
    <ImportPage run={run} title={t('page.columns')} hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('columns.lede', { rows: run.rows, columns: run.header.length })}</p>
      {remembered && <InsetText>{t('columns.remembered')}</InsetText>}
      <Sample run={run} />
      <Form action={importPaths.columns(run.id)} values={values} errors={errors}>
        {[...required, ...given].map((column) => (
          <Column run={run} column={column} mapping={mapping} required={required.includes(column)} takesValue={takesValue(column)} />
        ))}
        {absent.length > 0 && (
          <Details summary={t('columns.others', { count: absent.length })}>
            {absent.map((column) => (
              <Column run={run} column={column} mapping={mapping} required={false} takesValue={false} />
            ))}
          </Details>
        )}
        {completeScopes[run.kind] && (
          <Checkboxes
            name="complete"
            label={t('columns.complete')}
            hint={t('columns.completeHint')}
            values={run.completeOn ? ['yes'] : []}
            options={[
              {
                value: 'yes',
                label: t('columns.completeYes'),
                conditional: <DayField name="completeOn" label={t('columns.completeOn')} value={run.completeOn?.toString() ?? ''} />,
              },
            ]}
          />
        )}
        <ButtonGroup>
          <Button>{t('columns.send')}</Button>
          <Link href={registerPaths.imports()}>{t('upload.back')}</Link>
        </ButtonGroup>
      </Form>
    </ImportPage>
  );
}

function Sample({ run }: { run: Run }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const headings = run.header.map((heading, index) => ({ header: heading || t('columns.unnamed', { number: index + 1 }) }));
  const rows = run.sample.map((cells) => run.header.map((_, index) => cells[index] ?? ''));
  return (
    <Details summary={t('columns.sample')}>
      <Table
        caption={t('columns.sampleCaption', { count: run.sample.length, rows: formatNumber(run.rows, lang) })}
        dense
        columns={headings}
        rows={rows}
      />
    </Details>
  );
}

interface ColumnProps {
  run: Run;
  column: string;
  mapping: Mapping;
  required: boolean;
  takesValue: boolean;
}

function Column({ run, column, mapping, required, takesValue }: ColumnProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const place = mapping[column];
  const name = columnInWords(column, lang);
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  const hint = `hint.${column}`;
  const options = run.header.map((heading, index) => {
    const example = run.sample.find((cells) => cells[index])?.[index]?.slice(0, 40);
    return {
      value: String(index),
      text: t(example ? 'columns.example' : 'columns.option', { number: index + 1, heading: heading || '—', example }),
    };
  });
  return (
    <>
      <Select
        name={`column_${column}`}
        label={required ? label : t('columns.optional', { column: label })}
        hint={say.has(hint) ? t(hint) : undefined}
        value={place ? ('value' in place ? 'value' : String(place.column)) : ''}
        options={[
          { value: '', text: required ? t('columns.choose') : t('columns.none') },
          ...options,
          { value: 'value', text: t('columns.value') },
        ]}
      />
      {takesValue && (
        <TextField
          name={`value_${column}`}
          label={t('columns.valueOf', { column: label })}
          value={place && 'value' in place ? place.value : ''}
        />
      )}
    </>
  );
}
