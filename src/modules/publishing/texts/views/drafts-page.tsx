import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { Button, EmptyState, Filters, Link, Page, Pagination, Select, Table, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { textKinds, textStates } from '../../vocabulary.ts';
import type { DraftFilter, DraftSummary } from '../queries.ts';
import { StateTag, TranslationTag } from './tags.tsx';

export interface DraftsPageProps {
  texts: readonly DraftSummary[];
  total: number;
  page: number;
  pages: number;
  filter: DraftFilter;
  mayWrite: boolean;
}

/** The texts of the secretariat, whatever their state. */
export function DraftsPage({ texts, total, page, pages, filter, mayWrite }: DraftsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { words: filter.words ?? '', state: filter.state ?? '', kind: filter.kind ?? '' };
  return (
    <Page
      title={t('drafts.title')}
      noIndex
      breadcrumbs={[{ text: t('texts.title'), href: publishingPaths.texts() }, { text: t('drafts.title') }]}
    >
      <h1>{t('drafts.title')}</h1>
      {mayWrite && <Button href={publishingPaths.newDraft()}>{t('drafts.new')}</Button>}
      <Filters action={publishingPaths.drafts()} values={values} clearHref={publishingPaths.drafts()}>
        <TextField name="words" label={t('texts.words')} type="search" width={20} />
        <Select
          name="state"
          label={t('drafts.state')}
          options={[
            { value: '', text: t('drafts.allStates') },
            ...textStates.map((state) => ({ value: state, text: t(`state.${state}`) })),
          ]}
        />
        <Select
          name="kind"
          label={t('texts.kind')}
          options={[{ value: '', text: t('texts.allKinds') }, ...textKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))]}
        />
      </Filters>
      {texts.length === 0 ? (
        <EmptyState title={t('texts.noneFound')}>
          <p>{t('drafts.none')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('texts.count', { count: total })}
          columns={[
            { header: t('drafts.text') },
            { header: t('drafts.state') },
            { header: t('drafts.english') },
            { header: t('drafts.saved') },
          ]}
          firstCellIsHeader
          rows={texts.map((one) => [
            <>
              <Link href={publishingPaths.draft(one.slug)}>{one.title}</Link> <span class="muted">{t(`kind.${one.kind}`)}</span>
            </>,
            <StateTag state={one.state} />,
            <TranslationTag state={one.translation} />,
            <>
              {formatInstant(one.savedAt, lang)}, {one.savedBy}
            </>,
          ])}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(number) => `${publishingPaths.drafts()}?${new URLSearchParams({ ...values, page: String(number) }).toString()}`}
      />
    </Page>
  );
}
