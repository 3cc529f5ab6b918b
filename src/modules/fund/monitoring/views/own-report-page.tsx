import { formatNumber } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  Checkboxes,
  DayField,
  Details,
  type FieldErrors,
  Fieldset,
  FileUpload,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Indicator } from '../../applications/content/framework.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import type { ReportCase } from '../queries.ts';
import { formValuesOf } from '../reports/form.ts';
import { listUnproven } from '../rules.ts';
import { ExpensesTable } from './expenses-table.tsx';
import { EvidenceUpload, MissingEvidence } from './missing-evidence.tsx';
import { ReportFacts, ReportHistory, ReportWords } from './report-page.tsx';

export interface OwnReportPageProps {
  report: ReportCase;
  /** What it lacks before it may be handed in. */
  lacks: FieldErrors;
  done?: string | undefined;
  refused?:
    | { form: 'words' | 'expense' | 'import' | 'submission'; values: FormValues; errors: FieldErrors }
    | { form: 'evidence'; expense: string; values: FormValues; errors: FieldErrors }
    | undefined;
}

/** A report as its city writes it: what was done, what was reached, what was spent; then it is handed in. */
export function OwnReportPage({ report, lacks, done, refused }: OwnReportPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { found, due, promised } = report;
  const [ref, number] = [found.project.reference, String(due.number)];
  const errorsOf = (form: 'expense' | 'import' | 'submission') =>
    refused?.form === form ? { values: refused.values, errors: refused.errors } : {};
  const remarks = report.state === 'returned' ? report.steps.at(-1)?.remarks : null;
  return (
    <ProjectLayout
      found={found}
      title={t(`title.${due.kind}`, { number: due.number })}
      section="reports"
      own
      hasErrors={refused !== undefined}
      islands={report.isWritten ? ['shrink-photo'] : []}
    >
      {done !== undefined && <NotificationBanner kind="success" text={t(done === 'remis' ? 'done.submitted' : 'done.recorded')} />}
      {remarks && (
        <InsetText>
          <strong>{t('returned.title')}</strong>
          <p class="dossier-words">{remarks}</p>
        </InsetText>
      )}
      <ReportFacts report={report} />
      {report.isWritten ? (
        <>
          <h2>{t('write.title')}</h2>
          <Form
            action={reportPaths.ownReport(ref, number)}
            values={refused?.form === 'words' ? refused.values : formValuesOf(report)}
            errors={refused?.form === 'words' ? refused.errors : {}}
          >
            <input type="hidden" name="base" value={String(report.draftNumber)} />
            <TextArea name="done" label={t('field.done')} hint={t('field.doneHint')} rows={8} maxlength={20_000} />
            <TextArea name="difficulties" label={t('field.difficulties')} rows={5} maxlength={20_000} />
            <TextArea name="changes" label={t('field.changes')} hint={t('field.changesHint')} rows={4} maxlength={20_000} />
            <Fieldset legend={t('beneficiaries.title')} legendClass="govuk-fieldset__legend--m">
              <p class="govuk-hint">{t('beneficiaries.hint')}</p>
              <TextField name="women" label={t('field.women')} inputmode="decimal" width={10} />
              <TextField name="men" label={t('field.men')} inputmode="decimal" width={10} />
            </Fieldset>
            {promised.framework.indicators.map((one) => (
              <IndicatorFields indicator={one} />
            ))}
            <Button>{t('write.save')}</Button>
          </Form>
        </>
      ) : (
        <ReportWords report={report} />
      )}
      <h2 id="depenses">{t('expenses.title')}</h2>
      <ExpensesTable
        report={report}
        evidenceOf={(expense) => reportPaths.ownEvidence(ref, number, expense)}
        actions={
          report.isWritten
            ? (one) => (
                <Form action={reportPaths.ownWithdrawal(ref, number, one.id)}>
                  <Button kind="secondary">{t('expense.withdraw', { label: one.label })}</Button>
                </Form>
              )
            : undefined
        }
      />
      {report.isWritten && (
        <>
          <Details summary={t('expense.new')} open={refused?.form === 'expense' || report.expenses.length === 0}>
            <Form files action={reportPaths.ownExpenses(ref, number)} {...errorsOf('expense')}>
              <DayField name="spentOn" label={t('column.day')} />
              <TextField name="label" label={t('column.label')} />
              <TextField name="payee" label={t('column.payee')} />
              {promised.budget.lines.length > 0 && (
                <Select
                  name="budgetLine"
                  label={t('column.line')}
                  options={[
                    { value: '', text: t('expense.noBudgetLine') },
                    ...promised.budget.lines.map(({ id, label }) => ({ value: id, text: label })),
                  ]}
                />
              )}
              <TextField name="amount" label={t('column.amount')} inputmode="decimal" width={10} />
              <TextField name="currency" label={t('field.currency')} width={5} value={found.project.currency} />
              <TextField
                name="rate"
                label={t('field.rate', { currency: found.project.currency })}
                hint={t('field.rateHint')}
                inputmode="decimal"
                width={10}
              />
              <TextField name="rateSource" label={t('field.rateSource')} />
              <Checkboxes name="inKind" label={t('expense.inKindTitle')} options={[{ value: 'yes', label: t('expense.isInKind') }]} />
              <EvidenceUpload hint={t('expense.evidenceHint')} />
              <Button>{t('expense.add')}</Button>
            </Form>
          </Details>
          <Details summary={t('csv.title')} open={refused?.form === 'import'}>
            <p>{t('csv.text')}</p>
            <Form files action={reportPaths.ownImport(ref, number)} {...errorsOf('import')}>
              <FileUpload name="file" id="csv" label={t('csv.file')} accept=".csv,text/csv" />
              <Button kind="secondary">{t('csv.import')}</Button>
            </Form>
          </Details>
        </>
      )}
      {report.expenses.length > 0 && (
        <p>
          <Link href={`${reportPaths.ownExpenses(ref, number)}?format=csv`} download>
            {t('csv.export')}
          </Link>
        </p>
      )}
      {report.isWritten && <MissingEvidence report={report} refused={refused?.form === 'evidence' ? refused : undefined} />}
      {report.isWritten && (
        <>
          <h2>{t('submit.title')}</h2>
          {Object.keys(lacks).length > 0 ? (
            <>
              <p>{t('submit.lacks')}</p>
              <ul>
                {Object.entries(lacks).map(([field, sentence]) => (
                  <li>
                    {field === 'expenses' ? sentence : <Link href={`#${field}`}>{labelOf(field)}</Link>}
                    {field !== 'expenses' && ` – ${sentence}`}
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <>
              <p>{t('submit.text', { missing: listUnproven(report.expenses).length })}</p>
              <Form action={reportPaths.ownSubmission(ref, number)} {...errorsOf('submission')}>
                <Button>{t('submit.do')}</Button>
              </Form>
            </>
          )}
        </>
      )}
      {report.versions.length > 0 && (
        <p>
          <Link href={reportPaths.ownPaper(ref, number, 'pdf')} download>
            {t('paper.pdf')}
          </Link>{' '}
          <Link href={reportPaths.ownPaper(ref, number, 'docx')} download>
            {t('paper.docx')}
          </Link>
        </p>
      )}
      <h2>{t('history.title')}</h2>
      <ReportHistory report={report} own />
    </ProjectLayout>
  );

  /** How a field is called where what it lacks is listed. */
  function labelOf(field: string): string {
    const [part, id] = field.split(/-(.*)/) as [Part, string?];
    const indicator = promised.framework.indicators.find((one) => one.id === id);
    return indicator ? `${indicator.name}, ${t(`part.${part}`)}` : t(`field.${field as 'done' | 'women' | 'men'}`);
  }
}

type Part = 'total' | 'women' | 'men';

/** What was reached of one indicator, by sex where it is told so, beside what was promised. */
function IndicatorFields({ indicator: { id, name, unit, bySex, baseline, targets } }: { indicator: Indicator }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const said = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatNumber(value, lang));
  const target = targets.findLast(({ total }) => total !== null);
  return (
    <Fieldset legend={`${name} (${unit})`} legendClass="govuk-fieldset__legend--m">
      <p class="govuk-hint">
        {t('indicator.promised', { baseline: said(baseline.total), target: said(target?.total), year: String(target?.year ?? '') })}
      </p>
      <TextField name={`total-${id}`} label={t('part.total')} inputmode="decimal" width={10} />
      {bySex && <TextField name={`women-${id}`} label={t('part.women')} inputmode="decimal" width={10} />}
      {bySex && <TextField name={`men-${id}`} label={t('part.men')} inputmode="decimal" width={10} />}
      <TextField name={`note-${id}`} label={t('column.note')} />
    </Fieldset>
  );
}
