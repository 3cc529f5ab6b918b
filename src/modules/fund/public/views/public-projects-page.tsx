import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { EmptyState, Filters, Link, Page, Select, sortableColumn, SubNavigation, Table, TextField, usePage } from '../../../../ui/index.ts';
import { type PartyRef, sortParam } from '../../../register/index.ts';
import { ListLinks } from '../../list-links.tsx';
import type { CutForm } from '../../projects/cut-form.ts';
import type { PlacedProjects } from '../../projects/places.ts';
import { ProjectsMap } from '../../projects/views/projects-map.tsx';
import { say } from '../messages.ts';
import { publicPaths } from '../paths.ts';
import type { PublicOrder, PublicRow, PublicSort } from '../queries.ts';

interface Narrowed {
  chosen: Record<'from' | 'to' | 'state_of' | 'theme' | 'words' | 'party', string>;
  form: Pick<CutForm, 'countries' | 'themes'>;
  /** The one lead applicant whose projects are shown. */
  lead: PartyRef | null;
}

export interface PublicProjectsPageProps extends Narrowed {
  rows: readonly PublicRow[];
  total: number;
  page: number;
  pages: number;
  order: PublicOrder;
}

/** The projects that the network supports, for anyone. */
export function PublicProjectsPage({ rows, total, page, pages, order, ...narrowed }: PublicProjectsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) => projectsHref({ ...narrowed.chosen, sort: sortParam(order), ...more });
  const column = (key: PublicSort, label: string, numeric = false) =>
    sortableColumn({ key, label, numeric }, order, (order) => hrefOf({ sort: sortParam(order) }));
  return (
    <ProjectsLayout {...narrowed} keep={{ sort: sortParam(order) }} view="list" isEmpty={rows.length === 0}>
      <Table
        caption={t('projects.count', { count: total })}
        firstCellIsHeader
        columns={[
          column('title', t('column.project')),
          column('lead', t('column.lead')),
          { header: t('column.country') },
          column('year', t('column.year')),
          column('amount', t('column.granted'), true),
        ]}
        rows={rows.map(({ project, lead, country, year, grantedCents }) => [
          <Link href={publicPaths.project(project.slug)}>{inLang({ fr: project.titleFr, en: project.titleEn }, lang)}</Link>,
          lead ? inLang(lead.name, lang) : '',
          country ? inLang(country.name, lang) : '',
          String(year),
          grantedCents === null ? t('notPublished') : formatMoney(grantedCents, lang, project.currency),
        ])}
      />
      <ListLinks page={page} pages={pages} hrefOf={hrefOf} />
    </ProjectsLayout>
  );
}

/** Where they are. A page of its own: the outline of the world weighs as much as the list. */
export function PublicMapPage({ places, unpublished, ...narrowed }: Narrowed & { places: readonly PlacedProjects[]; unpublished: number }) {
  const { lang } = usePage();
  return (
    <ProjectsLayout {...narrowed} keep={{ view: 'map' }} view="map" isEmpty={places.length === 0 && unpublished === 0}>
      {unpublished > 0 && <p>{say.in(lang)('map.unpublished', { count: unpublished })}</p>}
      <ProjectsMap
        places={places}
        stateHref={(slug) => projectsHref({ ...narrowed.chosen, state_of: slug })}
        cityHref={(slug) => projectsHref({ ...narrowed.chosen, party: slug })}
      />
    </ProjectsLayout>
  );
}

function ProjectsLayout({
  chosen,
  form,
  lead,
  keep,
  view,
  isEmpty,
  children,
}: Narrowed & { keep: Record<string, string>; view: 'list' | 'map'; isEmpty: boolean; children: ComponentChildren }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const all = { value: '', text: t('filter.all') };
  return (
    <Page title={t(view === 'map' ? 'map.title' : 'projects.title')} width="wide">
      <h1>{t('projects.title')}</h1>
      <p class="lede">{t('projects.lede')}</p>
      <SubNavigation
        label={t('projects.title')}
        items={[
          { href: projectsHref(chosen), label: t('view.list'), current: view === 'list' },
          { href: projectsHref({ ...chosen, view: 'map' }), label: t('view.map'), current: view === 'map' },
        ]}
      />
      <Filters
        action={publicPaths.projects()}
        values={chosen}
        keep={{ ...keep, ...(lead ? { party: lead.slug } : {}) }}
        selected={lead ? [{ label: inLang(lead.name, lang), removeHref: projectsHref({ ...chosen, ...keep, party: '' }) }] : []}
        clearHref={projectsHref(keep)}
      >
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
      {isEmpty ? (
        <EmptyState title={t('projects.none')}>
          <p>{t('projects.noneHint')}</p>
        </EmptyState>
      ) : (
        children
      )}
    </Page>
  );
}

function projectsHref(values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  return query ? `${publicPaths.projects()}?${query}` : publicPaths.projects();
}
