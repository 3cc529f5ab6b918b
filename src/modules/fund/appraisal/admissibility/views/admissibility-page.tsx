import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, DayField, Form, InsetText, Link, Radios, Table, Tag, TextArea, usePage } from '../../../../../ui/index.ts';
import { say as dossierWords } from '../../../applications/messages.ts';
import { dossierPaths } from '../../../applications/paths.ts';
import type { EligibilityLine } from '../../../calls/eligibility/check.ts';
import { say as callWords } from '../../../calls/messages.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import { admissibilityChecks, admissibilityOutcomes, checkAnswers } from '../../vocabulary.ts';
import type { Admissibility, Completion } from '../schema.ts';

export interface AdmissibilityPageProps extends Pick<FrameProps, 'file' | 'now' | 'done'> {
  eligibility: readonly EligibilityLine[];
  said: readonly Admissibility[];
  completions: readonly Completion[];
  refused?: { form: 'admissibility' | 'completion'; values: FormValues; errors: FieldErrors } | undefined;
}

/** Whether a dossier is admissible, and what its city is asked to complete. */
export function AdmissibilityPage({ eligibility, said, completions, refused, ...frame }: AdmissibilityPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { file } = frame;
  const { reference } = file.dossier;
  const answers = said.at(-1)?.answers;
  const isOpen = file.state === 'submitted' || file.state === 'completion_asked';
  const mayAsk = isOpen || file.state === 'admissible';
  return (
    <Frame {...frame} tab="admissibility" hasErrors={refused !== undefined}>
      <p class="lede">{t('admissibility.lede')}</p>
      <Table
        caption={t('admissibility.eligibility')}
        dense
        firstCellIsHeader
        columns={[{ header: t('admissibility.rule') }, { header: t('admissibility.answer') }, { header: t('admissibility.why') }]}
        rows={eligibility.map(({ rule, answer, why }) => [
          callWords.in(lang)(`rule.${rule}`),
          <Tag kind={answer === 'yes' ? 'good' : answer === 'no' ? 'bad' : 'waiting'}>{callWords.in(lang)(`answer.${answer}`)}</Tag>,
          why(lang),
        ])}
      />
      {said.length > 0 && (
        <>
          <h2>{t('admissibility.history')}</h2>
          <ul>
            {said.toReversed().map((one) => (
              <li>
                {t('admissibility.said', {
                  outcome: t(`admissibility.${one.outcome}`),
                  name: one.by,
                  day: formatDate(dayOf(one.at), lang),
                  version: one.version,
                })}
                {one.reason && <p>{one.reason}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      {isOpen && file.mayManage ? (
        <>
          <h2>{t('admissibility.form')}</h2>
          <Form
            action={appraisalPaths.admissibility(reference)}
            {...(refused?.form === 'admissibility' ? { values: refused.values, errors: refused.errors } : { values: answers ?? {} })}
          >
            {admissibilityChecks.map((check) => (
              <Radios
                name={check}
                inline
                label={t(`check.${check}`)}
                options={checkAnswers.map((value) => ({ value, label: t(`answer.${value}`) }))}
              />
            ))}
            <Radios
              name="outcome"
              label={t('admissibility.outcome')}
              options={admissibilityOutcomes.map((value) => ({ value, label: t(`admissibility.${value}`) }))}
            />
            <TextArea name="reason" label={t('admissibility.reason')} hint={t('admissibility.reasonHint')} rows={3} maxlength={2000} />
            <Button>{t('admissibility.button')}</Button>
          </Form>
        </>
      ) : (
        !isOpen && <InsetText>{t('admissibility.closed', { state: dossierWords.in(lang)(`state.${file.state}`) })}</InsetText>
      )}
      <h2>{t('completion.title')}</h2>
      {completions.length === 0 && <p>{t('completion.none')}</p>}
      {completions.toReversed().map((one, index) => (
        <>
          <h3>
            {t('completion.asked', { day: formatDate(dayOf(one.at), lang), name: one.by, due: formatDate(one.dueOn, lang) })}{' '}
            {index === 0 && file.state === 'completion_asked' && (
              <Tag kind={isLate(one, frame.now) ? 'bad' : 'waiting'}>
                {t(isLate(one, frame.now) ? 'completion.late' : 'completion.waiting')}
              </Tag>
            )}
          </h3>
          <ul>
            {one.items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
          {file.versions.length > one.version && (
            <p>
              <Link href={`${dossierPaths.comparison(reference)}?de=${one.version}`}>{t('completion.changes')}</Link>
            </p>
          )}
        </>
      ))}
      {mayAsk && file.mayManage && (
        <Form
          action={appraisalPaths.completions(reference)}
          {...(refused?.form === 'completion' ? { values: refused.values, errors: refused.errors } : {})}
        >
          <TextArea name="items" label={t('completion.items')} rows={5} maxlength={5000} />
          <DayField name="dueOn" label={t('completion.dueOn')} />
          <Button kind="secondary">{t('completion.button')}</Button>
        </Form>
      )}
    </Frame>
  );
}

function isLate({ dueOn }: Completion, now: Temporal.Instant): boolean {
  return Temporal.PlainDate.compare(dayOf(now), dueOn) > 0;
}
