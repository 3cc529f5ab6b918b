import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import {
  BigNumbers,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Page,
  Pagination,
  Select,
  SummaryList,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { assemblyPaths } from '../../../assemblies/index.ts';
import { exportFormats } from '../../../register/index.ts';
import { ResultsTable } from '../../monitoring/views/results-page.tsx';
import type { CutForm } from '../../projects/cut-form.ts';
import { formatRate } from '../../rates.ts';
import { markers } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { publicPaths } from '../paths.ts';
import type { PublicProject, PublicRow } from '../queries.ts';

export interface PublicProjectsPageProps {
  rows: readonly PublicRow[];
  total: number;
  page: number;
  pages: number;
  chosen: Record<'from' | 'to' | 'state_of' | 'theme' | 'words', string>;
  form: Pick<CutForm, 'countries' | 'themes'>;
}

/** The projects that the network supports, for anyone. */
export function PublicProjectsPage({ rows, total, page, pages, chosen, form }: PublicProjectsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const all = { value: '', text: t('filter.all') };
  const hrefOf = (more: Record<string, string>) => `${publicPaths.projects()}?${new URLSearchParams({ ...chosen, ...more }).toString()}`;
  return (
    <Page title={t('projects.title')} width="wide">
      <h1>{t('projects.title')}</h1>
      <p class="lede">{t('projects.lede')}</p>
      <Filters action={publicPaths.projects()} values={chosen} clearHref={publicPaths.projects()}>
        <TextField name="words" label={t('filter.words')} type="search" />
        <Select
          name="state_of"
          label={t('column.country')}
          options={[all, ...form.countries.map(({ slug, name }) => ({ value: slug, text: inLang(name, lang) }))]}
        />
        {form.themes.length > 0 && (
          <Select
            name="theme"
            label={t('column.theme')}
            options={[all, ...form.themes.map(({ code, name }) => ({ value: code, text: inLang(name, lang) }))]}
          />
        )}
        <TextField name="from" label={t('filter.from')} inputmode="numeric" width={4} />
        <TextField name="to" label={t('filter.to')} inputmode="numeric" width={4} />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('projects.none')}>
          <p>{t('projects.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('projects.count', { count: total })}
            firstCellIsHeader
            columns={[
              { header: t('column.project') },
              { header: t('column.lead') },
              { header: t('column.country') },
              { header: t('column.year') },
              { header: t('column.granted'), numeric: true },
            ]}
            rows={rows.map(({ project, lead, country, year, grantedCents }) => [
              <Link href={publicPaths.project(project.slug)}>{(lang === 'en' && project.titleEn) || project.titleFr}</Link>,
              lead ? inLang(lead.name, lang) : '',
              country ? inLang(country.name, lang) : '',
              String(year),
              formatMoney(grantedCents, lang, project.currency),
            ])}
          />
          <Pagination page={page} pages={pages} hrefOf={(page) => hrefOf({ page: String(page) })} />
          <ExportLinks hrefOf={(format) => hrefOf({ format: exportFormats[format] })} />
        </>
      )}
    </Page>
  );
}

/** A project for anyone: what, where, how much, with what result. */
export function PublicProjectPage({ found }: { found: PublicProject }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { project, award, lead, country, amounts, summary, places, themes, continues, results, decision } = found;
  const money = (cents: number) => formatMoney(cents, lang, project.currency);
  const title = (lang === 'en' && project.titleEn) || project.titleFr;
  return (
    <Page title={title} breadcrumbs={[{ text: t('projects.title'), href: publicPaths.projects() }, { text: project.reference }]}>
      <p class="eyebrow">
        {[lead, country].flatMap((party) => (party ? inLang(party.name, lang) : [])).join(', ')} · {project.reference}
      </p>
      <h1 lang={lang === 'en' && !project.titleEn ? 'fr' : undefined}>{title}</h1>
      <p class="lede" lang={lang === 'en' ? 'fr' : undefined}>
        {summary}
      </p>
      <BigNumbers
        items={[
          { value: money(award.grantedCents), label: t('column.granted') },
          { value: money(amounts.totalCents), label: t('column.total') },
        ]}
      />
      <SummaryList
        rows={[
          {
            key: t('column.period'),
            value: t('period', { from: formatDate(project.startsOn, lang), to: formatDate(project.endsOn, lang) }),
          },
          places.length > 0 && { key: t('column.places'), value: places.join(', ') },
          themes.length > 0 && { key: t('column.theme'), value: themes.map((theme) => inLang(theme, lang)).join(', ') },
          { key: t('column.share'), value: formatRate(award.rate, lang) },
          { key: t('column.city'), value: t('city', { money: money(amounts.cityCents), kind: money(amounts.inKindCents) }) },
          amounts.otherCents > 0 && { key: t('column.others'), value: money(amounts.otherCents) },
          decision !== null && { key: t('column.decision'), value: <Link href={assemblyPaths.decision(decision)}>{decision}</Link> },
          continues !== null && {
            key: t('column.continues'),
            value: <Link href={publicPaths.project(continues.slug)}>{continues.title}</Link>,
          },
        ]}
      />
      <h2>{t('markers.title')}</h2>
      <SummaryList
        rows={markers.map((marker) => ({
          key: t(`marker.${marker}`),
          value: t(`score.${(found.markers[marker] ?? 'none') as 0 | 1 | 2 | 'none'}`),
        }))}
      />
      <h2>{t('results.title')}</h2>
      <p>{t('results.text')}</p>
      <ResultsTable results={results} />
    </Page>
  );
}
