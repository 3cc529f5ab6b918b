import { formatDate, formatInstant, formatNumber } from '../../../../kernel/i18n/format.ts';
import { typeAmount } from '../../../../kernel/money.ts';
import {
  Button,
  DayField,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Radios,
  SummaryList,
  Table,
  TextArea,
  TextField,
  Timeline,
  usePage,
} from '../../../../ui/index.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import type { ReportCase } from '../queries.ts';
import { ExpensesTable } from './expenses-table.tsx';
import { ReportTag } from './report-tag.tsx';

export interface ReportPageProps {
  report: ReportCase;
  mayReview: boolean;
  done?: string | undefined;
  refused?: { form: 'review' | 'move' | 'rejection'; expense?: string; values: FormValues; errors: FieldErrors } | undefined;
}

/** A report as the secretariat reads and reviews it. */
export function ReportPage({ report, mayReview, done, refused }: ReportPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { found, due, state } = report;
  const [ref, number] = [found.project.reference, String(due.number)];
  const errorsOf = (form: 'review' | 'move') => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  const isReviewed = mayReview && state === 'submitted';
  return (
    <ProjectLayout found={found} title={t(`title.${due.kind}`, { number: due.number })} section="reports" hasErrors={refused !== undefined}>
      {done !== undefined && <NotificationBanner kind="success" text={t('done.recorded')} />}
      <ReportFacts report={report} />
      {state === null || (report.isWritten && report.versions.length === 0) ? (
        <p>{t('report.notHandedIn')}</p>
      ) : (
        <>
          <ReportWords report={report} />
          <h2>{t('expenses.title')}</h2>
          <ExpensesTable
            report={report}
            evidenceOf={(expense) => reportPaths.evidence(ref, number, expense)}
            actions={
              isReviewed
                ? (one) => (
                    <Details summary={t('rejection.do')} open={refused?.expense === one.id}>
                      <Form
                        action={reportPaths.rejection(ref, number, one.id)}
                        {...(refused?.expense === one.id
                          ? { values: refused.values, errors: refused.errors }
                          : { values: { amount: typeAmount(one.rejectedCents), reason: one.rejection ?? '' } })}
                      >
                        <TextField name="amount" label={t('rejection.amount')} inputmode="decimal" width={10} id={`amount-${one.id}`} />
                        <TextField name="reason" label={t('field.reason')} id={`reason-${one.id}`} />
                        <Button kind="secondary">{t('rejection.record')}</Button>
                      </Form>
                    </Details>
                  )
                : undefined
            }
          />
          <p class="papers">
            <Link href={reportPaths.paper(ref, number, 'pdf')} download>
              {t('paper.pdf')}
            </Link>{' '}
            <Link href={reportPaths.paper(ref, number, 'docx')} download>
              {t('paper.docx')}
            </Link>
          </p>
        </>
      )}
      {isReviewed && (
        <>
          <h2>{t('review.title')}</h2>
          <Form action={reportPaths.review(ref, number)} {...errorsOf('review')}>
            <Radios
              name="outcome"
              label={t('review.outcome')}
              options={[
                { value: 'accepted', label: t('review.accept'), hint: t('review.acceptHint') },
                { value: 'returned', label: t('review.return'), hint: t('review.returnHint') },
              ]}
            />
            <TextArea name="remarks" label={t('review.remarks')} hint={t('review.remarksHint')} rows={5} maxlength={4000} />
            <Button>{t('review.record')}</Button>
          </Form>
        </>
      )}
      <h2>{t('history.title')}</h2>
      <ReportHistory report={report} own={false} />
      {mayReview && report.isWritten && (
        <Details summary={t('move.do')} open={refused?.form === 'move'}>
          <Form action={reportPaths.move(ref, number)} {...errorsOf('move')}>
            <DayField name="dueOn" label={t('move.day')} />
            <TextField name="reason" label={t('field.reason')} />
            <Button kind="secondary">{t('move.record')}</Button>
          </Form>
        </Details>
      )}
    </ProjectLayout>
  );
}

/** Which report it is, for which days, until when, where it stands. */
export function ReportFacts({ report: { due, state, isLate, versions } }: { report: ReportCase }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const last = versions.at(-1);
  return (
    <SummaryList
      rows={[
        { key: t('column.state'), value: <ReportTag state={state} isLate={isLate} /> },
        { key: t('column.period'), value: t('period', { from: formatDate(due.periodFrom, lang), to: formatDate(due.periodTo, lang) }) },
        { key: t('column.due'), value: formatDate(due.dueOn, lang) },
        last !== undefined && {
          key: t('field.receipt'),
          value: t('receipt', { receipt: last.receipt, at: formatInstant(last.at, lang), by: last.by }),
        },
      ]}
    />
  );
}

/** What a report says, and what it counts. */
export function ReportWords({ report: { content, promised } }: { report: ReportCase }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const said = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatNumber(value, lang));
  const { indicators } = promised.framework;
  return (
    <>
      {(['done', 'difficulties', 'changes'] as const).map(
        (field) =>
          content[field] && (
            <>
              <h2>{t(`field.${field}`)}</h2>
              {content[field].split(/\n{2,}/).map((part) => (
                <p class="dossier-words">{part}</p>
              ))}
            </>
          ),
      )}
      <h2>{t('beneficiaries.title')}</h2>
      <p>{t('beneficiaries.count', { women: said(content.women), men: said(content.men) })}</p>
      <h2>{t('results.title')}</h2>
      {indicators.length === 0 ? (
        <p>{t('results.none')}</p>
      ) : (
        <Table
          caption={t('results.count', { count: indicators.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.indicator') },
            { header: t('column.target'), numeric: true },
            { header: t('column.reached'), numeric: true },
            { header: t('column.women'), numeric: true },
            { header: t('column.men'), numeric: true },
            { header: t('column.note') },
          ]}
          rows={indicators.map(({ id, name, unit, bySex, targets }) => {
            const actual = content.actuals[id];
            return [
              `${name} (${unit})`,
              said(targets.findLast(({ total }) => total !== null)?.total),
              said(actual?.total),
              bySex ? said(actual?.women) : t('notBySex'),
              bySex ? said(actual?.men) : t('notBySex'),
              actual?.note ?? '',
            ];
          })}
        />
      )}
    </>
  );
}

/** What happened to a report, the latest first; a city reads no name of the secretariat. */
export function ReportHistory({ report: { steps, moves }, own }: { report: ReportCase; own: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const items = [
    ...steps.map(({ state, remarks, at, by }) => ({ at, by, title: t(`state.${state}`), text: remarks })),
    ...moves.map(({ toDay, reason, at, by }) => ({ at, by, title: t('move.to', { day: formatDate(toDay, lang) }), text: reason })),
  ].toSorted((one, other) => Temporal.Instant.compare(other.at, one.at));
  if (items.length === 0) return <p>{t('history.none')}</p>;
  return (
    <Timeline
      items={items.map(({ at, by, title, text }) => ({
        title,
        by: own ? undefined : by,
        when: formatInstant(at, lang),
        datetime: at.toString(),
        children: text && <p class="dossier-words">{text}</p>,
      }))}
    />
  );
}
