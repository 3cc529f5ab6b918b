import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Form,
  InsetText,
  Link,
  NotificationBanner,
  Progress,
  SummaryList,
  usePage,
  WarningText,
} from '../../../../../ui/index.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import type { Outcome } from '../../plan.ts';
import { importPaths } from '../paths.ts';
import { minutesLeft, type Advance } from '../progress.ts';
import type { Run, RunLine } from '../queries.ts';
import { isAtWork } from '../state.ts';
import { ApplyForm } from './apply-form.tsx';
import { ImportPage } from './import-page.tsx';
import { StateTag } from './list-page.tsx';
import { Lines } from './lines.tsx';

export interface RunPageProps {
  run: Run;
  advance: Advance | null;
  /** The entries shown, when the file has been compared. */
  shown: { outcome: Outcome; lines: readonly RunLine[]; total: number; page: number; pages: number } | null;
  values: FormValues;
  errors: FieldErrors;
}

/** One file, wherever it is in its life: being compared, compared, being applied, applied, undone. */
export function RunPage(props: RunPageProps) {
  const { run, errors } = props;
  const t = say.in(usePage().lang);
  const atWork = isAtWork(run.state);
  return (
    <ImportPage
      run={run}
      title={t(`page.${run.state === 'uploaded' ? 'previewing' : run.state}`)}
      hasErrors={Object.keys(errors).length > 0}
      refresh={atWork ? 3 : undefined}
    >
      {atWork ? <Work {...props} /> : <Standing {...props} />}
    </ImportPage>
  );
}

function Work({ run, advance }: RunPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Progress
      state={advance ? 'running' : 'waiting'}
      done={advance?.done ?? 0}
      total={advance ? advance.total : run.rows}
      format={(value) => formatNumber(value, lang)}
      minutesLeft={advance && (run.state === 'previewing' || advance.step === 'writing') ? minutesLeft(advance) : null}
      counts={
        run.state === 'applying' && run.counts
          ? [
              { label: t('count.new'), value: formatNumber(run.counts.new, lang) },
              { label: t('count.ended'), value: formatNumber(run.counts.ended, lang) },
              { label: t('count.corrected'), value: formatNumber(run.counts.corrected, lang) },
            ]
          : []
      }
    >
      <p>{t(`work.${run.state as 'previewing' | 'applying' | 'undoing'}`)}</p>
    </Progress>
  );
}

function Standing(props: RunPageProps) {
  const { run, shown } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      {run.failure &&
        (run.state === 'failed' ? (
          <WarningText>{inLang(run.failure, lang)}</WarningText>
        ) : (
          <NotificationBanner text={inLang(run.failure, lang)} />
        ))}
      {run.state === 'applied' && !run.failure && <Applied run={run} />}
      {run.state === 'undone' && (
        <NotificationBanner kind="success">
          <p>
            {t('undone.text')} <Link href={registerPaths.revision(run.undoneBy!)}>{t('applied.revision', { number: run.undoneBy })}</Link>
          </p>
        </NotificationBanner>
      )}
      {run.state === 'failed' && <TryAgain run={run} />}
      {run.state === 'previewed' && <p class="lede">{t('preview.lede', { ...run.counts! })}</p>}
      {run.state === 'previewed' && run.completeOn && <InsetText>{t('preview.complete', { day: run.completeOn.toString() })}</InsetText>}
      {shown && <Lines run={run} {...shown} />}
      {run.state === 'previewed' && <ApplyForm {...props} />}
      <About run={run} />
    </>
  );
}

function Applied({ run }: { run: Run }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (run.revision === null) return <NotificationBanner kind="success" text={t('applied.nothing')} />;
  return (
    <>
      <NotificationBanner kind="success">
        <p class="govuk-notification-banner__heading">{t('applied.text', { ...run.counts! })}</p>
        <p>
          <Link href={registerPaths.revision(run.revision)}>{t('applied.revision', { number: run.revision })}</Link>
        </p>
      </NotificationBanner>
      <p>
        <Button kind="secondary" href={importPaths.undoing(run.id)}>
          {t('applied.undo')}
        </Button>
      </p>
    </>
  );
}

function TryAgain({ run }: { run: Run }) {
  const t = say.in(usePage().lang);
  return (
    <ButtonGroup>
      {run.mapping && (
        <Form action={importPaths.preview(run.id)}>
          <Button>{t('failed.again')}</Button>
        </Form>
      )}
      <Link href={importPaths.columns(run.id)}>{t('failed.columns')}</Link>
    </ButtonGroup>
  );
}

function About({ run }: { run: Run }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('about.title')}</h2>
      <SummaryList
        rows={[
          { key: t('list.state'), value: <StateTag state={run.state} /> },
          { key: t('list.file'), value: t('about.file', { name: run.fileName, bytes: run.fileBytes, rows: run.rows }) },
          { key: t('about.hash'), value: <code class="hash">{run.fileHash}</code> },
          { key: t('list.who'), value: t('list.by', { name: run.createdBy, at: formatInstant(run.createdAt, lang) }) },
          run.reason ? { key: t('apply.reason'), value: run.reason } : null,
          run.revision !== null && {
            key: t('about.revision'),
            value: <Link href={registerPaths.revision(run.revision)}>{formatNumber(run.revision, lang)}</Link>,
          },
        ]}
      />
    </>
  );
}
