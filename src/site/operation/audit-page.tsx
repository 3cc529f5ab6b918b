import type { AuditEntry, AuditFilter } from '../../kernel/audit/audit.ts';
import { formatInstant } from '../../kernel/i18n/format.ts';
import { EmptyState, Filters, Link, Page, Pagination, Select, Table, TextField, usePage } from '../../ui/index.ts';
import { say, useWords } from './messages.ts';
import { operationPaths } from './paths.ts';

export interface AuditPageProps {
  entries: readonly AuditEntry[];
  total: number;
  commands: readonly string[];
  filter: AuditFilter;
  page: number;
  pages: number;
  /** Where the register's own journal is, which this page does not repeat. */
  journalHref: string;
}

/** Who did what, outside the register. */
export function AuditPage({ entries, total, commands, filter, page, pages, journalHref }: AuditPageProps) {
  const t = useWords();
  const { lang } = usePage();
  const hrefOf = (number: number) =>
    `${operationPaths.audit()}?${new URLSearchParams({ qui: filter.actor ?? '', quoi: filter.command ?? '', page: String(number) })}`;
  const nameOf = useCommandName();
  return (
    <Page title={t('audit.title')} noIndex width="wide">
      <h1 class="govuk-heading-l">{t('audit.title')}</h1>
      <p class="govuk-body">
        {t('audit.lead')}{' '}
        <Link class="govuk-link" href={journalHref}>
          {t('audit.journal')}
        </Link>
      </p>
      <Filters values={{ qui: filter.actor ?? '', quoi: filter.command ?? '' }} clearHref={operationPaths.audit()}>
        <TextField name="qui" label={t('audit.who')} />
        <Select
          name="quoi"
          label={t('audit.what')}
          options={[{ value: '', text: t('audit.anything') }, ...commands.map((value) => ({ value, text: nameOf(value) }))]}
        />
      </Filters>
      {entries.length === 0 ? (
        <EmptyState title={t('audit.none')}>
          <p class="govuk-body">{t('audit.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('audit.caption', { count: total })}
          dense
          columns={[
            { header: t('audit.when') },
            { header: t('audit.who') },
            { header: t('audit.what') },
            { header: t('audit.subject') },
            { header: t('audit.detail') },
          ]}
          rows={entries.map((entry) => [
            formatInstant(entry.at, lang),
            entry.actor,
            nameOf(entry.command),
            entry.subject,
            describeDetail(entry.detail),
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={hrefOf} />
    </Page>
  );
}

/** The words for a command of the code; one that has none is shown as the code says it. */
function useCommandName(): (command: string) => string {
  const t = useWords();
  return (command) => {
    const key = `command.${command}`;
    return say.has(key) ? t(key) : command;
  };
}

function describeDetail(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} : ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
