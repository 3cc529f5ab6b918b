import { dayOf, formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang, type Localized } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  EmptyState,
  Filters,
  type FormValues,
  Link,
  Page,
  Select,
  sortableColumn,
  Table,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { type PartyRef, sortParam, withQuery } from '../../../../register/index.ts';
import { ListLinks } from '../../../list-links.tsx';
import type { Theme } from '../../../themes/queries.ts';
import { dossierStates, markers } from '../../../vocabulary.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { DossierTag } from '../../writing/views/frame.tsx';
import { scoreWords } from '../../writing/views/marker-fields.tsx';
import type { DossierSort, ListedDossier } from '../queries.ts';

export interface DeskPageProps {
  dossiers: readonly ListedDossier[];
  total: number;
  asked: readonly { currency: string; cents: number }[];
  page: number;
  pages: number;
  /** The filter as the address says it. */
  values: FormValues;
  sort: { key: DossierSort; direction: 'ascending' | 'descending' };
  calls: readonly { slug: string; name: Localized }[];
  countries: readonly PartyRef[];
  themes: readonly Theme[];
}

/** The dossiers that were deposited. */
export function DeskPage({ dossiers, total, asked, page, pages, values, sort, calls, countries, themes }: DeskPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const query = { ...values, sort: sortParam(sort) };
  const hrefWith = (more: Record<string, string>) => withQuery(dossierPaths.desk(), { ...query, ...more });
  const sorted = (key: DossierSort, label: string, numeric = false) =>
    sortableColumn({ key, label, numeric }, sort, (next) => hrefWith({ sort: sortParam(next) }));
  const any = { value: '', text: t('desk.any') };
  return (
    <Page title={t('desk.title')} noIndex width="wide">
      <h1>{t('desk.title')}</h1>
      <Filters values={values} keep={{ sort: query.sort }} clearHref={dossierPaths.desk()}>
        <TextField name="mots" label={t('desk.words')} type="search" />
        <Select
          name="appel"
          label={t('list.call')}
          options={[any, ...calls.map(({ slug, name }) => ({ value: slug, text: inLang(name, lang) }))]}
        />
        <Select
          name="etat"
          label={t('list.state')}
          options={[
            any,
            ...dossierStates.filter((state) => state !== 'draft').map((state) => ({ value: state, text: t(`state.${state}`) })),
          ]}
        />
        <Select
          name="pays"
          label={t('desk.country')}
          options={[any, ...countries.map(({ slug, name }) => ({ value: slug, text: inLang(name, lang) }))]}
        />
        {themes.length > 0 && (
          <Select
            name="theme"
            label={t('desk.theme')}
            options={[any, ...themes.map(({ code, name }) => ({ value: code, text: inLang(name, lang) }))]}
          />
        )}
        <Select
          name="marqueur"
          label={t('desk.marker')}
          options={[
            any,
            ...markers.flatMap((marker) =>
              (['2', '1', '0', 'none'] as const).map((score) => ({
                value: `${marker}-${score}`,
                text: t('desk.markerScore', { marker: t(`marker.${marker}`), score: t(`score.${score}`) }),
              })),
            ),
          ]}
        />
        <TextField name="min" label={t('desk.least')} inputmode="decimal" width={10} />
        <TextField name="max" label={t('desk.most')} inputmode="decimal" width={10} />
      </Filters>
      {dossiers.length === 0 ? (
        <EmptyState title={t('desk.none')} />
      ) : (
        <>
          <Table
            caption={t('desk.count', {
              count: total,
              number: formatNumber(total, lang),
              asked: asked.map(({ cents, currency }) => formatMoney(cents, lang, currency)).join(' + '),
            })}
            dense
            firstCellIsHeader
            columns={[
              sorted('reference', t('receipt.reference')),
              sorted('title', t('list.title')),
              { header: t('overview.lead') },
              { header: t('list.call') },
              { header: t('list.state') },
              sorted('requested', t('deposit.requested'), true),
              { header: t('desk.gender') },
              sorted('deposited', t('desk.deposited')),
            ]}
            rows={dossiers.map((one) => [
              <Link href={dossierPaths.deposited(one.reference)}>{one.reference}</Link>,
              one.title,
              `${one.lead ? inLang(one.lead.name, lang) : '–'}${one.country ? ` (${inLang(one.country.name, lang)})` : ''}`,
              inLang(one.call, lang),
              <DossierTag state={one.state} />,
              formatMoney(one.requestedCents, lang, one.currency),
              scoreWords(one.gender, lang),
              formatDate(dayOf(one.at), lang),
            ])}
          />
          <ListLinks page={page} pages={pages} hrefOf={hrefWith} />
        </>
      )}
    </Page>
  );
}
