import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Link, Table, usePage } from '../../../../ui/index.ts';
import { MarkedMap, type PartyRef } from '../../../register/index.ts';
import { say } from '../messages.ts';
import type { PlacedProjects } from '../places.ts';

/** With more cities than this their names would weigh more than the rest of the page: each State's list names its own. */
const mostNamed = 120;

export interface ProjectsMapProps {
  places: readonly PlacedProjects[];
  /** The list of the projects of a State, and of a city. */
  stateHref: (slug: string) => string;
  cityHref: (slug: string) => string;
}

/** Where projects are: a mark for each State, the same in a table with the cities, and what has no place on the map. */
export function ProjectsMap({ places, stateHref, cityHref }: ProjectsMapProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const total = (of: readonly PlacedProjects[]) => of.reduce((sum, { count }) => sum + count, 0);
  const marks = places.flatMap(({ state, code, count, cities }) =>
    state && code
      ? {
          code,
          count,
          label: t('map.mark', { state: inLang(state.name, lang), count, cities: cities.length }),
          href: stateHref(state.slug),
        }
      : [],
  );
  const unplaced = places.filter(({ code }) => !code);
  const isNamed = places.reduce((sum, { cities }) => sum + cities.length, 0) <= mostNamed;
  return (
    <>
      {marks.length > 0 && (
        <MarkedMap
          marks={marks}
          title={t('map.title', { count: total(places) - total(unplaced), states: marks.length })}
          description={t('map.description')}
        />
      )}
      {unplaced.length > 0 && (
        <p>
          {t('map.unplaced', { count: total(unplaced) })}{' '}
          <Cities cities={unplaced.flatMap(({ cities }) => cities)} hrefOf={({ slug }) => cityHref(slug)} />
        </p>
      )}
      <Table
        caption={t('map.table')}
        dense
        firstCellIsHeader
        columns={[{ header: t('map.state') }, { header: t('map.projects'), numeric: true }, { header: t('map.cities'), numeric: !isNamed }]}
        rows={places.map(({ state, count, cities }) => [
          state ? <Link href={stateHref(state.slug)}>{inLang(state.name, lang)}</Link> : t('map.noState'),
          formatNumber(count, lang),
          isNamed ? <Cities cities={cities} hrefOf={({ slug }) => cityHref(slug)} /> : formatNumber(cities.length, lang),
        ])}
      />
    </>
  );
}

function Cities({ cities, hrefOf }: { cities: PlacedProjects['cities']; hrefOf: (city: PartyRef) => string }) {
  const { lang } = usePage();
  return (
    <>
      {cities.flatMap(({ city, count }, index) => [
        index > 0 && ', ',
        <Link href={hrefOf(city)}>{inLang(city.name, lang)}</Link>,
        ` (${formatNumber(count, lang)})`,
      ])}
    </>
  );
}
