import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { EmptyState, Filters, Link, Select, Table, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import { startInWords } from '../../facts/spans.ts';
import { StatusTag } from '../../institutions/views/status-tag.tsx';
import { say } from '../../messages.ts';
import { type PartyRef, shortName } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { MappedSeat } from '../queries.ts';
import { statusesOn, Swatch, WorldMap } from './world-map.tsx';

export interface MapPageProps {
  day: AskedDay;
  institution: PartyRef;
  institutions: PartyRef[];
  seats: MappedSeat[];
  undated: number;
  uncertain: number;
}

/** The States by their status in an institution on a day: a map, its legend with counts, and the same in a table. */
export function MapPage(props: MapPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { day, institution } = props;
  return (
    <DatedPage
      day={day}
      mayRecord={false}
      path={registerPaths.map()}
      params={{ institution: institution.slug }}
      title={t('map.title')}
      description={t('map.description', { institution: inLang(institution.name, lang) })}
      eyebrow={inLang(institution.name, lang)}
      heading={t('map.heading', { institution: shortName(institution, lang) })}
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({ day, institution, institutions, seats, undated, uncertain }: MapPageProps) {
  const { say: t, lang, onDay, partyHref } = useRegister();
  const states = seats.filter((seat) => seat.party.kind === 'state');
  const governments = seats.filter((seat) => seat.party.kind === 'government');
  const counts = statusesOn(seats).map((status) => ({ status, states: count(states, status), governments: count(governments, status) }));
  const title = t('map.svgTitle', { institution: inLang(institution.name, lang) });
  return (
    <>
      {institutions.length > 1 && (
        <Filters action={registerPaths.map()} values={{}} keep={day.query} clearHref={withQuery(registerPaths.map(), day.query)}>
          <Select
            name="institution"
            label={t('column.institution')}
            value={institution.slug}
            options={institutions.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))}
          />
        </Filters>
      )}
      {seats.length === 0 ? (
        <EmptyState title={t('map.empty')} />
      ) : (
        <figure class="map-figure">
          <WorldMap
            seats={states}
            title={title}
            description={t('map.svgDescription', {
              summary: counts.map(({ status, states }) => `${t(`statuses.${status}`, { count: states })}\u00a0: ${states}`).join(', '),
            })}
          />
          <figcaption>
            <ul class="map-legend">
              {counts.map(({ status, states, governments }) => (
                <li>
                  <Swatch status={status} /> {t(`statuses.${status}`, { count: states + governments })}{' '}
                  <strong>{formatNumber(states + governments, lang)}</strong>
                  {governments > 0 && <span class="muted"> {t('map.ofWhichGovernments', { count: governments })}</span>}
                </li>
              ))}
            </ul>
            <p class="row-note">{t('map.borders')}</p>
          </figcaption>
        </figure>
      )}
      {governments.length > 0 && (
        <>
          <h2>{t('map.governments')}</h2>
          <p>{t('map.governmentsWhy')}</p>
          <SeatList caption={t('map.governmentsCaption', { count: governments.length })} seats={governments} />
        </>
      )}
      {states.length > 0 && (
        <>
          <h2>{t('map.states')}</h2>
          <SeatList caption={t('map.statesCaption', { count: states.length })} seats={states} />
        </>
      )}
      {undated > 0 && <p>{t('map.undated', { count: undated })}</p>}
      {uncertain > 0 && <p>{t('map.uncertain', { count: uncertain })}</p>}
      <p>
        <Link href={onDay(registerPaths.members(institution.slug))}>{t('map.composition')}</Link> ·{' '}
        <Link href={partyHref(institution.slug)}>{inLang(institution.name, lang)}</Link>
      </p>
    </>
  );
}

function SeatList({ caption, seats }: { caption: string; seats: readonly MappedSeat[] }) {
  const { say: t, lang, partyHref } = useRegister();
  return (
    <Table
      caption={caption}
      dense
      firstCellIsHeader
      columns={[{ header: t('column.name') }, { header: t('column.status') }, { header: t('column.since') }]}
      rows={seats.map(({ party, fact, status }) => [
        <Link href={partyHref(party.slug)}>{inLang(party.name, lang)}</Link>,
        <StatusTag status={status} />,
        startInWords(fact.span, lang),
      ])}
    />
  );
}

function count(seats: readonly MappedSeat[], status: MappedSeat['status']): number {
  return seats.filter((seat) => seat.status === status).length;
}
