import { formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { Button, EmptyState, Link, Page, Pagination, Table, Tag, type TagKind, usePage } from '../../../../../ui/index.ts';
import { withQuery } from '../../../asked-day.ts';
import { say as sayRegister } from '../../../messages.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import type { Run } from '../queries.ts';
import type { RunState } from '../state.ts';

export interface ImportListPageProps {
  runs: readonly Run[];
  total: number;
  page: number;
  pages: number;
}

/** The files that were brought into the register, the latest first. */
export function ImportListPage({ runs, total, page, pages }: ImportListPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('page.list')}
      noIndex
      breadcrumbs={[{ text: sayRegister.in(lang)('register.title'), href: registerPaths.parties() }, { text: t('page.list') }]}
    >
      <p class="eyebrow">{t('list.eyebrow')}</p>
      <h1>{t('page.list')}</h1>
      <p class="lede">{t('list.lede')}</p>
      <p>
        <Button href={registerPaths.newImport()}>{t('page.new')}</Button>
      </p>
      {total === 0 ? (
        <EmptyState title={t('list.empty')}>
          <p>{t('list.emptyHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('list.caption', { count: total })}
          firstCellIsHeader
          columns={[
            { header: t('list.file') },
            { header: t('list.kind') },
            { header: t('list.rows'), numeric: true },
            { header: t('list.state') },
            { header: t('list.who') },
          ]}
          rows={runs.map((run) => [
            <Link href={registerPaths.import(run.id)}>{run.fileName}</Link>,
            t(`file.kind.${run.kind}`),
            { content: formatNumber(run.rows, lang), numeric: true },
            <StateTag state={run.state} />,
            t('list.by', { name: run.createdBy, at: formatInstant(run.createdAt, lang) }),
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(registerPaths.imports(), { page: number })} />
    </Page>
  );
}

/** Where a file is in its life. */
export function StateTag({ state }: { state: RunState }) {
  const t = say.in(usePage().lang);
  return <Tag kind={tagKinds[state]}>{t(`state.${state}`)}</Tag>;
}

const tagKinds: Record<RunState, TagKind> = {
  uploaded: 'waiting',
  previewing: 'neutral',
  previewed: 'waiting',
  applying: 'neutral',
  applied: 'good',
  failed: 'bad',
  undoing: 'neutral',
  undone: 'neutral',
};
