import { formatInstant } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  SummaryList,
  Table,
  TextArea,
  usePage,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import type { SittingStep } from '../../vocabulary.ts';
import type { Minutes } from '../queries.ts';

export interface MinutesPageProps {
  minutes: Minutes;
  step: SittingStep;
  mayHold: boolean;
  done?: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The minutes of a sitting: their words, their versions, how they were approved. */
export function MinutesPage({ minutes, step, mayHold, done, values, errors = {} }: MinutesPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, versions, approval } = minutes;
  const [last] = versions;
  return (
    <SittingFrame sitting={sitting} tab="minutes" title={t('tabs.minutes')} hasErrors={Object.keys(errors).length > 0}>
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      <h1>{t('tabs.minutes')}</h1>
      {!last && (
        <EmptyState title={t('minutes.notYet')}>
          <p>{t(step === 'closed' ? 'minutes.begin' : 'minutes.beginLater')}</p>
          {mayHold && step === 'closed' && (
            <Form action={assemblyPaths.minutes(sitting.slug)}>
              <input type="hidden" name="base" value="0" />
              <Button>{t('minutes.beginButton')}</Button>
            </Form>
          )}
        </EmptyState>
      )}
      {last && (
        <p>
          <Link href={assemblyPaths.minutesFile(sitting.slug, 'docx')}>{t('minutes.docx')}</Link> ·{' '}
          <Link href={assemblyPaths.minutesFile(sitting.slug, 'pdf')}>{t('minutes.pdf')}</Link>
        </p>
      )}
      {approval && (
        <SummaryList
          card={{ title: t('minutes.signature') }}
          rows={[
            { key: t('minutes.approvedAt'), value: formatInstant(approval.at, lang) },
            { key: t('minutes.hash'), value: <code class="hash">{approval.hash}</code> },
            { key: t('minutes.key'), value: <code class="hash">{approval.keyId}</code> },
            { key: t('minutes.signed'), value: <code class="hash">{approval.signature}</code> },
          ]}
        />
      )}
      {last && !approval && <InsetText>{t('minutes.waiting')}</InsetText>}
      {last && mayHold && !approval && (
        <Form action={assemblyPaths.minutes(sitting.slug)} values={values} errors={errors} confirmLeave>
          <input type="hidden" name="base" value={last.number} />
          <TextArea
            name="words"
            label={t('minutes.words')}
            hint={t('minutes.wordsHint')}
            rows={24}
            value={last.words}
            lang="fr"
            maxlength={200_000}
          />
          <Button>{t('minutes.save')}</Button>
        </Form>
      )}
      {last && (!mayHold || approval) && (
        <div lang="fr">
          {last.words.split('\n').map((line) => {
            if (line.startsWith('## ')) return <h2>{line.slice(3)}</h2>;
            return line === '' ? null : <p>{line.replace(/^- /, '— ')}</p>;
          })}
        </div>
      )}
      {versions.length > 0 && (
        <Table
          caption={t('minutes.versions')}
          dense
          firstCellIsHeader
          columns={[{ header: t('minutes.versionHeader') }, { header: t('journal.at') }, { header: t('journal.by') }]}
          rows={versions.map((one) => [t('minutes.version', { number: one.number }), formatInstant(one.at, lang), one.by])}
        />
      )}
    </SittingFrame>
  );
}
