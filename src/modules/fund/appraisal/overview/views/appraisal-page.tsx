import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, Form, Link, Select, Table, Tag, TextArea, Timeline, usePage } from '../../../../../ui/index.ts';
import { say as dossierWords } from '../../../applications/messages.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { blocking, type ReadinessLine } from '../../readiness/check.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';

export type OverviewForm = 'officer' | 'appraised' | 'reopening' | 'withdrawal';

export interface AppraisalPageProps extends Pick<FrameProps, 'file' | 'now' | 'done'> {
  readiness: readonly ReadinessLine[];
  colleagues: readonly { id: string; name: string }[];
  refused?: { form: OverviewForm; values: FormValues; errors: FieldErrors } | undefined;
}

/** The appraisal of a dossier at a glance: who does it, what is lacking before a sitting, what may be done now. */
export function AppraisalPage({ readiness, colleagues, refused, ...frame }: AppraisalPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { file } = frame;
  const { reference } = file.dossier;
  const lacking = blocking(readiness).length;
  const formOf = (form: OverviewForm) => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <Frame {...frame} tab="dossier" hasErrors={refused !== undefined}>
      <h2>{t('officer.title')}</h2>
      <p>
        {file.officer ? t('officer.is', { name: file.officer.name, day: formatDate(dayOf(file.officer.at), lang) }) : t('officer.none')}
      </p>
      {file.mayManage && (
        <Form action={appraisalPaths.officer(reference)} {...formOf('officer')}>
          <Select
            name="officer"
            label={t('officer.other')}
            options={[
              file.isMine ? null : { value: '', text: t('officer.take') },
              ...colleagues.filter(({ id }) => id !== file.officer?.userId).map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
          <Button kind="secondary">{t('officer.button')}</Button>
        </Form>
      )}
      <h2>{t('ready.title')}</h2>
      <p>{lacking === 0 ? t('ready.yes') : t('ready.lacks', { count: lacking })}</p>
      <Table
        caption={t('ready.title')}
        captionHidden
        dense
        firstCellIsHeader
        columns={[{ header: t('ready.point') }, { header: t('ready.state') }, { header: t('ready.why') }]}
        rows={readiness.map((line) => [
          <Link href={line.path}>{t(`ready.kind.${line.kind}`)}</Link>,
          <ReadinessTag line={line} />,
          line.why(lang),
        ])}
      />
      {file.mayManage && file.state === 'admissible' && lacking === 0 && (
        <Form action={appraisalPaths.appraised(reference)} {...formOf('appraised')}>
          <p>{t('appraised.lede')}</p>
          <Button>{t('appraised.button')}</Button>
        </Form>
      )}
      {file.mayManage && (file.state === 'appraised' || file.state === 'deferred') && (
        <>
          <h2>{t('reopening.title')}</h2>
          <Form action={appraisalPaths.reopening(reference)} {...formOf('reopening')}>
            <TextArea name="reason" label={t('reopening.reason')} rows={2} maxlength={1000} />
            <Button kind="secondary">{t('reopening.button')}</Button>
          </Form>
        </>
      )}
      {file.mayManage && file.state === 'on_agenda' && (
        <>
          <h2>{t('agenda.off')}</h2>
          <p>{t('agenda.offLede')}</p>
          <Form action={appraisalPaths.withdrawal(reference)} {...formOf('withdrawal')}>
            <TextArea name="reason" label={t('agenda.reason')} rows={2} maxlength={1000} />
            <Button kind="warning">{t('agenda.off')}</Button>
          </Form>
        </>
      )}
      <h2>{t('history.title')}</h2>
      <Timeline
        items={file.steps
          .filter(({ state }) => state !== 'draft')
          .toReversed()
          .map((step) => ({
            title: dossierWords.in(lang)(`state.${step.state}`),
            by: step.by,
            when: formatDate(dayOf(step.at), lang),
            datetime: step.at.toString(),
            children: step.reason ? <p>{step.reason}</p> : undefined,
          }))}
      />
    </Frame>
  );
}

function ReadinessTag({ line: { isMet, blocks } }: { line: ReadinessLine }) {
  const t = say.in(usePage().lang);
  if (isMet) return <Tag kind="good">{t('ready.met')}</Tag>;
  return blocks ? <Tag kind="bad">{t('ready.missing')}</Tag> : <Tag kind="waiting">{t('ready.later')}</Tag>;
}
