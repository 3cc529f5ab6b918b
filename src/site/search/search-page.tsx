import type { SearchHit } from '../../kernel/module.ts';
import { EmptyState, Link, Page, Tag, usePage } from '../../ui/index.ts';
import { say } from './messages.ts';

/** What the modules found for these words, the best first. */
export function SearchPage({ query, hits }: { query: string; hits: readonly SearchHit[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={query ? t('titleFor', { query }) : t('title')} query={query} noIndex>
      <h1>{t('title')}</h1>
      {query === '' && <p>{t('start')}</p>}
      {query !== '' && <p class="lede">{t('count', { query, count: hits.length })}</p>}
      {query !== '' && hits.length === 0 && (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      )}
      {hits.length > 0 && (
        <ul class="results">
          {hits.map((hit) => (
            <li>
              <Link href={hit.path}>{hit.title}</Link> <Tag>{hit.kind}</Tag>
              {hit.excerpt && <p>{hit.excerpt}</p>}
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
