import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, Filters, Link, Page, Pagination, Select, Tag, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { textKinds } from '../../vocabulary.ts';
import type { PublishedFilter, PublishedSummary } from '../queries.ts';

export interface TextsPageProps {
  texts: readonly PublishedSummary[];
  total: number;
  page: number;
  pages: number;
  filter: PublishedFilter;
  years: readonly number[];
  mayWork: boolean;
}

/** What the network has said, the newest first. */
export function TextsPage({ texts, total, page, pages, filter, years, mayWork }: TextsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { words: filter.words ?? '', kind: filter.kind ?? '', year: filter.year ? String(filter.year) : '' };
  const filtered = Object.values(values).some(Boolean);
  return (
    <Page
      title={t('texts.title')}
      description={t('texts.intro')}
      feed={{ href: `${lang === 'en' ? '/en' : ''}${publishingPaths.feed()}`, title: t('feed.title') }}
      breadcrumbs={[{ text: t('texts.title') }]}
    >
      <h1>{t('texts.title')}</h1>
      <p class="lede">{t('texts.intro')}</p>
      {mayWork && (
        <Button kind="secondary" href={publishingPaths.drafts()}>
          {t('drafts.title')}
        </Button>
      )}
      <Filters action={publishingPaths.texts()} values={values} clearHref={publishingPaths.texts()}>
        <TextField name="words" label={t('texts.words')} type="search" width={20} />
        <Select
          name="kind"
          label={t('texts.kind')}
          options={[{ value: '', text: t('texts.allKinds') }, ...textKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))]}
        />
        <Select
          name="year"
          label={t('texts.year')}
          options={[{ value: '', text: t('texts.allYears') }, ...years.map((year) => ({ value: String(year), text: String(year) }))]}
        />
      </Filters>
      {texts.length === 0 ? (
        <EmptyState title={filtered ? t('texts.noneFound') : t('texts.none')}>
          <p>{filtered ? t('texts.tryAgain') : t('texts.noneYet')}</p>
        </EmptyState>
      ) : (
        <>
          <p class="muted" role="status">
            {t('texts.count', { count: total })}
          </p>
          <ul class="texts">
            {texts.map((one) => (
              <TextItem text={one} />
            ))}
          </ul>
        </>
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(number) => `${publishingPaths.texts()}?${query({ ...values, page: String(number) })}`}
      />
      <p>
        <Link href={publishingPaths.feed()}>{t('feed.link')}</Link>
      </p>
    </Page>
  );
}

function TextItem({ text }: { text: PublishedSummary }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const foreign = text.lang === lang ? undefined : text.lang;
  const day = dayOf(text.firstAt);
  return (
    <li>
      <p class="eyebrow">
        {t(`kind.${text.kind}`)} · <time datetime={day.toString()}>{formatDate(day, lang)}</time>
        {text.signature && <> · {text.signature}</>}
      </p>
      <h2 lang={foreign}>
        <Link href={publishingPaths.text(text.slug)}>{text.title}</Link>
      </h2>
      {text.withdrawn ? (
        <p>
          <Tag kind="bad">{t('state.withdrawn')}</Tag> {inLang(text.withdrawn, lang)}
        </p>
      ) : (
        <p lang={foreign}>
          {text.corrected && (
            <>
              <Tag kind="waiting">{t('state.corrected')}</Tag>{' '}
            </>
          )}
          {text.summary}
        </p>
      )}
    </li>
  );
}

/** The parameters that say something. */
function query(values: Record<string, string>): string {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
}
