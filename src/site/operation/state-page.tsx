import path from 'node:path';
import type { BackupRun } from '../../kernel/backup/nightly.ts';
import { formatInstant, formatNumber } from '../../kernel/i18n/format.ts';
import { Page, SummaryList, Table, Tag, type TagKind, usePage } from '../../ui/index.ts';
import type { Finding } from './examination.ts';
import { useWords } from './messages.ts';

/** How the installation is, and its latest backups. */
export function StatePage({ findings, backups }: { findings: readonly Finding[]; backups: readonly BackupRun[] }) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <Page title={t('state.title')} noIndex width="wide">
      <h1 class="govuk-heading-l">{t('state.title')}</h1>
      <p class="govuk-body">{t('state.lead')}</p>
      <SummaryList
        rows={findings.map(({ subject, state, text }) => ({
          key: t(`exam.${subject}.title`),
          value: (
            <>
              <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag> {text(lang)}
            </>
          ),
        }))}
      />
      {backups.length === 0 ? (
        <p class="govuk-body">{t('state.backup.none')}</p>
      ) : (
        <Table
          caption={t('state.backups')}
          dense
          columns={[
            { header: t('state.backup.when') },
            { header: t('state.backup.file') },
            { header: t('state.backup.size'), numeric: true },
            { header: t('state.backup.drill') },
          ]}
          rows={backups.map((run) => [
            formatInstant(run.startedAt, lang),
            run.file ? path.basename(run.file) : (run.fault ?? ''),
            run.bytes === null ? '' : formatNumber(run.bytes / 1e6, lang, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
            t(`state.drill.${run.drill ?? 'none'}`),
          ])}
        />
      )}
    </Page>
  );
}

const kinds: Record<Finding['state'], TagKind> = { good: 'good', warning: 'waiting', bad: 'bad' };
