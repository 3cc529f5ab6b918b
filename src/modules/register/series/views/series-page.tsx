import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Details, EmptyState, ExportLinks, Link, Table, Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import { ElectionConcern } from '../../elections/views/election-versions.tsx';
import type { Done } from '../../facts/done.ts';
import { occurrenceDates, occurrenceName, partyLabel, saysInWords } from '../../facts/in-words.ts';
import type { HeldFact } from '../../facts/read.ts';
import type { Refs } from '../../facts/refs.ts';
import { spanInWords } from '../../facts/spans.ts';
import { DoneNotice } from '../../facts/views/done-notice.tsx';
import { FactActions, FactMarks, HistoryLink, SourceLink } from '../../facts/views/marks.tsx';
import { exportFormats } from '../../list-params.ts';
import { say } from '../../messages.ts';
import { type PartyRef, shortName } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { ListedEvent, SeriesDossier } from '../queries.ts';

export interface SeriesPageProps {
  dossier: SeriesDossier;
  institution: PartyRef | null;
  day: AskedDay;
  mayRecord: boolean;
  done: Done | null;
}

/** A series of meetings: each with its number, place, dates and state, and every version of what was announced. */
export function SeriesPage({ dossier, institution, day, mayRecord, done }: SeriesPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { series } = dossier;
  const name = inLang({ fr: series.nameFr, en: series.nameEn }, lang);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.series(series.slug)}
      title={name}
      description={t('series.description', { name })}
      eyebrow={institution ? <Link href={registerPaths.party(institution.slug)}>{shortName(institution, lang)}</Link> : t('series.one')}
      trail={[{ text: t('series.title'), href: registerPaths.allSeries() }]}
      before={done && <DoneNotice done={done} />}
    >
      <Content dossier={dossier} />
    </DatedPage>
  );
}

function Content({ dossier: { series, events, refs } }: { dossier: SeriesDossier }) {
  const { say: t, mayChange, onDay } = useRegister();
  const path = onDay(registerPaths.series(series.slug));
  return (
    <>
      {mayChange && (
        <p>
          <Button kind="secondary" href={registerPaths.newEvent(series.slug)}>
            {t('series.newEvent')}
          </Button>
        </p>
      )}
      {events.length === 0 ? (
        <EmptyState title={t('series.empty')} />
      ) : (
        <EventTable caption={t('series.caption', { count: events.length })} events={events} refs={refs} />
      )}
      {events.length > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { format: exportFormats[format] })} />}
    </>
  );
}

/** Events in order, each with what is said of it on the day and what was said before. */
export function EventTable({ caption, events, refs }: { caption: string; events: ListedEvent[]; refs: Refs }) {
  const { say: t, mayChange } = useRegister();
  return (
    <Table
      caption={caption}
      columns={[
        { header: t('series.number'), numeric: true },
        { header: t('column.event') },
        { header: t('fact.when') },
        { header: t('column.place') },
        { header: t('fact.source') },
        { header: t('fact.historyHeader') },
        ...(mayChange ? [{ header: t('fact.actions') }] : []),
      ]}
      rows={events.map((event) => eventRow(event, refs, mayChange))}
    />
  );
}

function eventRow(event: ListedEvent, refs: Refs, mayChange: boolean) {
  const fact = event.current ?? event.others[0]!;
  return [
    { content: fact.row['number'] ?? '' },
    <EventCell event={event} fact={fact} refs={refs} />,
    <Dates fact={fact} />,
    <Place fact={fact} refs={refs} />,
    <SourceLink source={refs.sources.get(fact.sourceId)} />,
    <HistoryLink fact={fact} />,
    ...(mayChange ? [<EventActions slug={event.slug} fact={fact} />] : []),
  ];
}

function EventCell({ event, fact, refs }: { event: ListedEvent; fact: HeldFact; refs: Refs }) {
  const { say: t, lang } = useRegister();
  return (
    <div id={event.slug}>
      {occurrenceName(fact.row, lang)} <OccurrenceTag status={String(fact.row['status'])} />
      {event.current ? <FactMarks fact={fact} /> : <p class="row-note">{t('series.nothingThatDay')}</p>}
      {event.election && <ElectionConcern election={event.election} />}
      {fact.note && <p class="row-note">{fact.note}</p>}
      {event.others.some((other) => other !== fact) && (
        <Details summary={t('series.versions', { count: event.others.filter((other) => other !== fact).length })}>
          <ul>
            {event.others
              .filter((other) => other !== fact)
              .map((other) => (
                <li>
                  {saysInWords(other, refs, lang)} – {spanInWords(other.span, lang)}
                  <FactMarks fact={other} /> (<SourceLink source={refs.sources.get(other.sourceId)} />, <HistoryLink fact={other} />)
                </li>
              ))}
          </ul>
        </Details>
      )}
    </div>
  );
}

function Dates({ fact }: { fact: HeldFact }) {
  const { say: t, lang } = useRegister();
  return <>{occurrenceDates(fact.row, lang) ?? <span class="muted">{t('series.noDate')}</span>}</>;
}

function Place({ fact, refs }: { fact: HeldFact; refs: Refs }) {
  const { lang, partyHref } = useRegister();
  const state = refs.parties.get(String(fact.row['state_id']));
  const place = typeof fact.row['place'] === 'string' ? fact.row['place'] : null;
  return (
    <>
      {place}
      {state && (
        <>
          {place && ', '}
          <Link href={partyHref(state.slug)}>{partyLabel(refs, state.id, lang)}</Link>
        </>
      )}
    </>
  );
}

function EventActions({ slug, fact }: { slug: string; fact: HeldFact }) {
  const { say: t, lang } = useRegister();
  return (
    <>
      <p class="row-actions">
        <Link href={registerPaths.newVersion(slug)}>{t('record.occurrence')}</Link>
      </p>
      <FactActions fact={fact} about={occurrenceName(fact.row, lang)} />
    </>
  );
}

function OccurrenceTag({ status }: { status: string }) {
  const { say: t } = useRegister();
  return status === 'held' ? null : <Tag kind={tagKinds[status] ?? 'neutral'}>{t(`occurrence.${status}` as 'occurrence.held')}</Tag>;
}

const tagKinds: Record<string, TagKind> = { announced: 'neutral', moved: 'waiting', cancelled: 'bad' };
