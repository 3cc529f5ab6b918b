import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, Link, Page, Table, Tag, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { whenInWords, whereInWords } from '../in-words.ts';
import type { PreparedMeeting } from '../queries.ts';

export interface MeetingsPageProps {
  meetings: PreparedMeeting[];
  isStaff: boolean;
  mayPrepare: boolean;
}

/** The events of the network: those whose programme is public, and for the secretariat those that are being prepared. */
export function MeetingsPage({ meetings, isStaff, mayPrepare }: MeetingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('nav.meetings')} description={t('meetings.description')} breadcrumbs={[{ text: t('nav.meetings') }]}>
      <h1>{t('nav.meetings')}</h1>
      {mayPrepare && <Button href={eventsPaths.newMeeting()}>{t('meetings.new')}</Button>}
      {meetings.length === 0 ? (
        <EmptyState title={t('meetings.none')}>
          <p>{t(isStaff ? 'meetings.noneStaff' : 'meetings.nonePublic')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('meetings.count', { count: meetings.length })}
          firstCellIsHeader
          columns={[
            { header: t('meeting.event') },
            { header: t('meeting.when') },
            { header: t('meeting.where') },
            { header: t('meeting.state') },
          ]}
          rows={meetings.map((held) => [
            <Link href={isStaff ? eventsPaths.preparation(held.slug) : eventsPaths.meeting(held.slug)}>
              {inLang(held.event.name, lang)}
            </Link>,
            whenInWords(held, lang),
            whereInWords(held, lang),
            <MeetingTag held={held} />,
          ])}
        />
      )}
    </Page>
  );
}

/** What became of the event, as the register says it; else whether its programme is public. */
export function MeetingTag({ held }: { held: PreparedMeeting }) {
  const t = say.in(usePage().lang);
  const { status } = held.event;
  if (status === 'cancelled') return <Tag kind="bad">{t('meeting.status.cancelled')}</Tag>;
  if (status === 'held') return <Tag kind="over">{t('meeting.status.held')}</Tag>;
  if (status === 'moved') return <Tag kind="waiting">{t('meeting.status.moved')}</Tag>;
  return held.isPublic ? <Tag kind="good">{t('meeting.public')}</Tag> : <Tag>{t('meeting.inPreparation')}</Tag>;
}
