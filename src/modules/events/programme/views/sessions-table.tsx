import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { Link, Table, Tag, usePage } from '../../../../ui/index.ts';
import { speakerInWords } from '../../calendar/entries.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { ProgrammeSession } from '../queries.ts';

/** Every session of an event, bilaterals too, for the secretariat. */
export function SessionsTable({
  held,
  sessions,
  mayPrepare,
}: {
  held: PreparedMeeting;
  sessions: ProgrammeSession[];
  mayPrepare: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={t('session.count', { count: sessions.length })}
      dense
      firstCellIsHeader
      columns={[
        { header: t('session.title') },
        { header: t('meeting.when') },
        { header: t('session.room') },
        { header: t('session.speakers') },
        { header: t('session.visibility') },
      ]}
      rows={sessions.map((one) => [
        mayPrepare && !one.cancelled ? (
          <Link href={eventsPaths.session(held.slug, one.id)}>{inLang(one.title, lang)}</Link>
        ) : (
          inLang(one.title, lang)
        ),
        `${formatDate(one.startsAt.toPlainDate(), lang)}, ${hoursInWords(one, held.timeZone, lang)}`,
        one.room?.name ?? '—',
        one.speakers.map((speaker) => speakerInWords(speaker, lang)).join(' ; ') || '—',
        one.cancelled ? (
          <Tag kind="over">{t('session.isCancelled')}</Tag>
        ) : (
          <Tag kind={one.visibility === 'public' ? 'good' : 'waiting'}>{t(`visibility.${one.visibility}`)}</Tag>
        ),
      ])}
    />
  );
}

/** « 9:00 – 10:30 », and the zone where it is not the event's. */
export function hoursInWords({ startsAt, endsAt, timeZone }: ProgrammeSession, usualZone: string, lang: Lang): string {
  const write = (at: Temporal.PlainDateTime) =>
    at.toLocaleString(lang === 'en' ? 'en-GB' : 'fr-FR', { hour: '2-digit', minute: '2-digit' });
  return `${write(startsAt)} – ${write(endsAt)}${timeZone === usualZone ? '' : ` (${timeZone})`}`;
}
