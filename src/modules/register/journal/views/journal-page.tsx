import { formatInstant, formatNumber } from '../../../../kernel/i18n/format.ts';
import { DayField, EmptyState, Filters, Link, Page, Pagination, Select, Table, TextField, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../asked-day.ts';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import type { RevisionRow } from '../queries.ts';
import { commandLabel } from './command-label.ts';

export interface JournalPageProps {
  rows: RevisionRow[];
  total: number;
  commands: string[];
  /** As typed. */
  filters: Record<'text' | 'command' | 'from' | 'to', string>;
  page: number;
  pages: number;
}

/** Every write on the register: when, who, why, and how much it changed. */
export function JournalPage({ rows, total, commands, filters, page, pages }: JournalPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const path = registerPaths.journal();
  return (
    <Page
      title={t('journal.title')}
      noIndex
      width="wide"
      breadcrumbs={[{ text: t('register.title'), href: registerPaths.parties() }, { text: t('journal.title') }]}
    >
      <h1>{t('journal.title')}</h1>
      <p class="lede">{t('journal.lede')}</p>
      <Filters action={path} values={filters} clearHref={path}>
        <TextField name="text" type="search" label={t('journal.text')} />
        <Select
          name="command"
          label={t('journal.command')}
          options={[{ value: '', text: t('filter.any') }, ...commands.map((value) => ({ value, text: commandLabel(value, lang) }))]}
        />
        <DayField name="from" label={t('journal.from')} />
        <DayField name="to" label={t('journal.to')} />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('journal.empty')} />
      ) : (
        <Table
          dense
          caption={t('journal.caption', { count: total, number: formatNumber(total, lang) })}
          columns={[
            { header: t('journal.number'), numeric: true },
            { header: t('journal.when') },
            { header: t('journal.who') },
            { header: t('journal.command') },
            { header: t('form.reason') },
            { header: t('journal.entries'), numeric: true },
          ]}
          rows={rows.map((row) => [
            <Link href={registerPaths.revision(row.number)}>{row.number}</Link>,
            formatInstant(row.at, lang),
            row.actor,
            commandLabel(row.command, lang),
            row.reason,
            formatNumber(row.entries, lang),
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...filters, page: number })} />
    </Page>
  );
}
