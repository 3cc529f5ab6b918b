import {
  Button,
  ButtonGroup,
  Details,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  SummaryList,
  Table,
  TextField,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { SessionsTable } from '../../programme/views/sessions-table.tsx';
import type { ProgrammeSession } from '../../programme/queries.ts';
import type { MeetingRoom } from '../../schema.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { whenInWords, whereInWords } from '../in-words.ts';
import type { PreparedMeeting } from '../queries.ts';
import { MeetingTag } from './meetings-page.tsx';
import { answersByInWords, languagesInWords, SettingsFields } from './settings-fields.tsx';

/** Which form of the page was refused. */
export type RefusedForm = { form: 'settings' | 'room' | 'publication'; values: FormValues; errors: FieldErrors };

export interface PreparationPageProps {
  held: PreparedMeeting;
  rooms: MeetingRoom[];
  sessions: ProgrammeSession[];
  mayPrepare: boolean;
  refused?: RefusedForm | undefined;
  done?: string | null | undefined;
}

/** What is being prepared of an event: what the register says, what is ours, rooms, sessions, what the public reads. */
export function PreparationPage({ held, rooms, sessions, mayPrepare, refused, done }: PreparationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const of = (form: RefusedForm['form']) => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <MeetingPage held={held} place="preparation" title={t('place.preparation')} done={done} hasErrors={refused !== undefined}>
      {held.event.status === 'cancelled' && <WarningText>{t('preparation.cancelled')}</WarningText>}
      <SummaryList
        rows={[
          { key: t('meeting.state'), value: <MeetingTag held={held} /> },
          {
            key: t('meeting.when'),
            value: whenInWords(held, lang),
            actions: held.event.seriesSlug
              ? [{ href: registerPaths.series(held.event.seriesSlug), text: t('preparation.inRegister'), hidden: t('meeting.when') }]
              : undefined,
          },
          { key: t('meeting.where'), value: whereInWords(held, lang) },
          { key: t('field.timeZone'), value: held.timeZone },
          { key: t('field.languages'), value: languagesInWords(held.languages, lang) },
          { key: t('field.answersBy'), value: answersByInWords(held.answersBy, lang) },
          { key: t('field.delegatesEach'), value: held.delegatesEach },
        ]}
      />
      {mayPrepare && (
        <Details summary={t('preparation.change')} open={refused?.form === 'settings'}>
          <Form action={eventsPaths.preparation(held.slug)} {...of('settings')}>
            <SettingsFields held={held} />
            <Button>{t('preparation.save')}</Button>
          </Form>
        </Details>
      )}
      <h2>{t('preparation.programme')}</h2>
      {sessions.length === 0 ? (
        <EmptyState title={t('preparation.noSession')} />
      ) : (
        <SessionsTable held={held} sessions={sessions} mayPrepare={mayPrepare} />
      )}
      {mayPrepare && (
        <Form action={eventsPaths.publication(held.slug)} {...of('publication')}>
          <ButtonGroup>
            <Button kind="secondary" href={eventsPaths.newSession(held.slug)}>
              {t('session.new')}
            </Button>
            <Button kind={held.isPublic ? 'secondary' : 'primary'} name="state" value={held.isPublic ? 'withdrawn' : 'published'}>
              {t(held.isPublic ? 'preparation.withdraw' : 'preparation.publish')}
            </Button>
            <Link class="govuk-link" href={eventsPaths.meeting(held.slug)}>
              {t('preparation.see')}
            </Link>
          </ButtonGroup>
        </Form>
      )}
      <h2>{t('preparation.rooms')}</h2>
      {rooms.length === 0 ? (
        <EmptyState title={t('preparation.noRoom')} />
      ) : (
        <Table
          caption={t('preparation.rooms')}
          captionHidden
          dense
          firstCellIsHeader
          columns={[{ header: t('room.name') }, { header: t('room.place') }]}
          rows={rooms.map((room) => [room.name, room.place ?? '—'])}
        />
      )}
      {mayPrepare && (
        <Details summary={t('room.new')} open={refused?.form === 'room'}>
          <Form action={eventsPaths.rooms(held.slug)} {...of('room')}>
            <TextField name="name" label={t('room.name')} maxlength={120} width={20} />
            <TextField name="place" label={t('room.place')} hint={t('room.placeHint')} optional maxlength={200} />
            <Button>{t('room.add')}</Button>
          </Form>
        </Details>
      )}
    </MeetingPage>
  );
}
