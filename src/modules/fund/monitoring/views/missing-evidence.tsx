import { formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { Button, Details, type FieldErrors, FileUpload, Form, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { reportPaths } from '../paths.ts';
import type { ReportCase } from '../queries.ts';
import { listUnproven } from '../rules.ts';

/** The files that a city takes as evidence, and where a photo is shrunk before it is sent (needs the island `shrink-photo`). */
export function EvidenceUpload({ id, hint }: { id?: string; hint?: string }) {
  const t = say.in(usePage().lang);
  return (
    <shrink-photo>
      <FileUpload name="file" id={id} label={t('column.evidence')} hint={hint} accept=".pdf,.jpg,.jpeg,.png,.webp" />
    </shrink-photo>
  );
}

/** Forms on one page: a file may bring thousands of expenses. */
const mostForms = 20;

/** The first expenses that no file shows yet, one form each: those of a file of expenses come without any. */
export function MissingEvidence({
  report: { expenses, found, due },
  refused,
}: {
  report: ReportCase;
  refused?: { expense: string; errors: FieldErrors } | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const missing = listUnproven(expenses);
  if (missing.length === 0) return null;
  const shown = missing.filter(({ id }, index) => index < mostForms || id === refused?.expense);
  return (
    <>
      <h3 id="pieces">{t('evidence.missing', { count: missing.length })}</h3>
      <p>
        {t('evidence.text')} {t('expense.evidenceHint')}
      </p>
      {shown.map(({ id, label, payee, spentOn, paidCents, paidCurrency }) => {
        const errors = refused?.expense === id ? refused.errors : undefined;
        const amount = formatMoney(paidCents, lang, paidCurrency);
        return (
          <Details summary={t('evidence.of', { label, payee, amount, day: formatDate(spentOn, lang) })} open={errors !== undefined}>
            <Form files action={reportPaths.ownEvidence(found.project.reference, String(due.number), id)} errors={errors} keptNote={false}>
              <EvidenceUpload id={`piece-${id}`} />
              <Button kind="secondary">{t('evidence.give')}</Button>
            </Form>
          </Details>
        );
      })}
      {missing.length > shown.length && <p>{t('evidence.more', { count: missing.length - shown.length })}</p>}
    </>
  );
}
