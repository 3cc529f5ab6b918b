import { formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, EmptyState, Link, Page, Pagination, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import type { MailingFile } from '../queries.ts';

export interface MailingsPageProps {
  mailings: readonly (MailingFile & { recipients: number })[];
  total: number;
  page: number;
  pages: number;
  mayWrite: boolean;
}

/** What was sent to many, and what is being prepared. */
export function MailingsPage({ mailings, total, page, pages, mayWrite }: MailingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('mailings.title')} noIndex breadcrumbs={[{ text: t('mailings.title') }]}>
      <h1>{t('mailings.title')}</h1>
      <p class="lede">{t('mailings.lead')}</p>
      <ButtonGroup>
        {mayWrite && <Button href={letterPaths.newMailing()}>{t('mailings.new')}</Button>}
        <Button kind="secondary" href={letterPaths.templates()}>
          {t('templates.title')}
        </Button>
        <Button kind="secondary" href={letterPaths.paper()}>
          {t('paper.title')}
        </Button>
      </ButtonGroup>
      {mailings.length === 0 ? (
        <EmptyState title={t('mailings.none')}>
          <p>{t('mailings.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('mailings.count', { count: total })}
          firstCellIsHeader
          columns={[
            { header: t('mailings.template') },
            { header: t('mailings.selection') },
            { header: t('mailings.recipients'), numeric: true },
            { header: t('mailings.state') },
          ]}
          rows={mailings.map((one) => [
            <>
              <Link href={letterPaths.mailing(one.id)}>{one.name}</Link> <span class="muted">{formatInstant(one.createdAt, lang)}</span>
            </>,
            one.selection,
            { content: formatNumber(one.recipients, lang), numeric: true },
            one.confirmedAt ? <Tag kind="good">{t('mailings.left')}</Tag> : <Tag kind="waiting">{t('mailings.prepared')}</Tag>,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => `${letterPaths.mailings()}?page=${number}`} />
    </Page>
  );
}
