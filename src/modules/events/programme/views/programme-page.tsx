import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, Link, NotificationBanner, Page, Table, Tag, usePage, WarningText } from '../../../../ui/index.ts';
import { speakerInWords } from '../../calendar/entries.ts';
import { whenInWords, whereInWords } from '../../meetings/in-words.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { languagesInWords } from '../../meetings/views/settings-fields.tsx';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { ProgrammeSession } from '../queries.ts';
import { hoursInWords } from './sessions-table.tsx';

export interface ProgrammePageProps {
  held: PreparedMeeting;
  sessions: ProgrammeSession[];
  isStaff: boolean;
}

/** What the public reads of an event: its days, its place, its public sessions hour by hour. */
export function ProgrammePage({ held, sessions, isStaff }: ProgrammePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(held.event.name, lang);
  const days = Map.groupBy(sessions, (one) => one.startsAt.toPlainDate().toString());
  return (
    <Page
      title={name}
      description={`${name}, ${whenInWords(held, lang)}, ${whereInWords(held, lang)}`}
      noIndex={!held.isPublic}
      breadcrumbs={[{ text: t('nav.meetings'), href: eventsPaths.meetings() }, { text: name }]}
    >
      {!held.isPublic && <NotificationBanner text={t('programme.notPublic')} />}
      <p class="eyebrow">{t('programme.title')}</p>
      <h1>{name}</h1>
      {held.event.status === 'cancelled' && <WarningText>{t('programme.cancelled')}</WarningText>}
      {held.event.status === 'moved' && <WarningText>{t('programme.moved')}</WarningText>}
      <p class="lead">
        {whenInWords(held, lang)}
        <br />
        {whereInWords(held, lang)}
        {held.address && (
          <>
            <br />
            {held.address}
          </>
        )}
      </p>
      <p>
        {t('programme.languages', { list: languagesInWords(held.languages, lang) })} {t('programme.zone', { zone: held.timeZone })}
      </p>
      <p>
        <Button kind="secondary" href={eventsPaths.calendar(held.slug)}>
          {t('programme.calendar')}
        </Button>{' '}
        {isStaff && <Link href={eventsPaths.preparation(held.slug)}>{t('place.preparation')}</Link>}
      </p>
      {sessions.length === 0 && <EmptyState title={t('programme.noSession')} />}
      {[...days].map(([day, found]) => (
        <>
          <h2>{formatDate(Temporal.PlainDate.from(day), lang)}</h2>
          <Table
            caption={t('programme.day', { day: formatDate(Temporal.PlainDate.from(day), lang) })}
            captionHidden
            columns={[{ header: t('session.hour') }, { header: t('session.title') }, { header: t('session.room') }]}
            rows={found.map((one) => [
              hoursInWords(one, held.timeZone, lang),
              <>
                <strong>{inLang(one.title, lang)}</strong> {one.cancelled && <Tag kind="over">{t('session.isCancelled')}</Tag>}
                {one.speakers.length > 0 && (
                  <>
                    <br />
                    {one.speakers.map((speaker) => speakerInWords(speaker, lang)).join(' ; ')}
                  </>
                )}
              </>,
              [one.room?.name, one.room?.place].filter(Boolean).join(', ') || '—',
            ])}
          />
        </>
      ))}
    </Page>
  );
}
