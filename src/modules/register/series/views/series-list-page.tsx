import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, Link, Table, usePage } from '../../../../ui/index.ts';
import type { AskedDay } from '../../asked-day.ts';
import { occurrenceDates, occurrenceName } from '../../facts/in-words.ts';
import type { HeldFact } from '../../facts/read.ts';
import type { Refs } from '../../facts/refs.ts';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { ListedEvent, SeriesSummary } from '../queries.ts';
import { EventTable } from './series-page.tsx';

export interface SeriesListPageProps {
  day: AskedDay;
  mayRecord: boolean;
  series: SeriesSummary[];
  lone: { events: ListedEvent[]; refs: Refs };
}

/** Every series of meetings, and the meetings that belong to none. */
export function SeriesListPage({ day, mayRecord, series, lone }: SeriesListPageProps) {
  const t = say.in(usePage().lang);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.allSeries()}
      title={t('series.title')}
      description={t('series.listDescription')}
      eyebrow={t('series.eyebrow')}
    >
      <Content series={series} lone={lone} />
    </DatedPage>
  );
}

function Content({ series, lone }: Pick<SeriesListPageProps, 'series' | 'lone'>) {
  const { say: t, lang, onDay, mayChange } = useRegister();
  return (
    <>
      {mayChange && (
        <p>
          <Button kind="secondary" href={registerPaths.newSeries()}>
            {t('series.new')}
          </Button>
        </p>
      )}
      {series.length === 0 ? (
        <EmptyState title={t('series.none')} />
      ) : (
        <Table
          caption={t('series.listCaption', { count: series.length })}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: t('column.series') },
            { header: t('series.events'), numeric: true },
            { header: t('series.last') },
            { header: t('series.next') },
          ]}
          rows={series.map(({ series: one, events, last, next }) => [
            <Link href={onDay(registerPaths.series(one.slug))}>{inLang({ fr: one.nameFr, en: one.nameEn }, lang)}</Link>,
            formatNumber(events, lang),
            <Meeting fact={last} />,
            <Meeting fact={next} />,
          ])}
        />
      )}
      {lone.events.length > 0 && (
        <>
          <h2>{t('series.lone')}</h2>
          <EventTable caption={t('series.lone')} events={lone.events} refs={lone.refs} />
        </>
      )}
    </>
  );
}

function Meeting({ fact }: { fact: HeldFact | null }) {
  const { say: t, lang } = useRegister();
  if (!fact) return <span class="muted">{t('series.unknown')}</span>;
  const where = [fact.row['place'], occurrenceDates(fact.row, lang)].filter(Boolean).join(', ');
  return (
    <>
      {occurrenceName(fact.row, lang)}
      <p class="row-note">{where}</p>
    </>
  );
}
