import { typeDay } from '../../../../kernel/dates.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Confirm,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import type { MeetingRoom } from '../../schema.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import { visibilities } from '../../vocabulary.ts';
import type { ProgrammeSession } from '../queries.ts';

export interface SessionPageProps {
  held: PreparedMeeting;
  rooms: MeetingRoom[];
  /** Absent for a new one. */
  session?: ProgrammeSession | undefined;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** A session, new or known: its titles, its hours on the wall clock, its room, those who speak. */
export function SessionPage({ held, rooms, session, values, errors = {} }: SessionPageProps) {
  const t = say.in(usePage().lang);
  const title = t(session ? 'session.change' : 'session.new');
  return (
    <MeetingPage held={held} place="preparation" title={title} hasErrors={Object.keys(errors).length > 0}>
      <Form
        action={session ? eventsPaths.session(held.slug, session.id) : eventsPaths.newSession(held.slug)}
        values={values ?? (session ? typeSession(session) : typeNew(held))}
        errors={errors}
      >
        <TextField name="titleFr" label={t('session.titleFr')} lang="fr" maxlength={200} />
        <TextField name="titleEn" label={t('session.titleEn')} lang="en" optional maxlength={200} />
        <Radios
          name="visibility"
          label={t('session.visibility')}
          options={visibilities.map((one) => ({ value: one, label: t(`visibility.${one}`), hint: t(`visibilityHint.${one}`) }))}
        />
        <DayField name="on" label={t('session.day')} />
        <TextField name="from" label={t('session.from')} hint={t('session.hourHint')} width={5} />
        <TextField name="to" label={t('session.to')} width={5} />
        <TextField name="timeZone" label={t('field.timeZone')} width={20} spellcheck={false} />
        <Select
          name="room"
          label={t('session.room')}
          options={[{ value: '', text: t('session.noRoom') }, ...rooms.map(({ id, name }) => ({ value: id, text: name }))]}
        />
        <TextArea name="speakers" label={t('session.speakers')} hint={t('session.speakersHint')} rows={4} optional />
        <ButtonGroup>
          <Button>{t('preparation.save')}</Button>
          {session && (
            <Link class="govuk-link" href={eventsPaths.sessionCancellation(held.slug, session.id)}>
              {t('session.cancel')}
            </Link>
          )}
        </ButtonGroup>
      </Form>
    </MeetingPage>
  );
}

/** Asks once more before a session is cancelled. */
export function SessionCancellationPage({
  held,
  session,
  values,
  errors = {},
}: Omit<SessionPageProps, 'rooms'> & { session: ProgrammeSession }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MeetingPage held={held} place="preparation" title={t('session.cancel')} hasErrors={Object.keys(errors).length > 0}>
      <Confirm
        action={eventsPaths.sessionCancellation(held.slug, session.id)}
        button={t('session.cancel')}
        warning
        cancelHref={eventsPaths.session(held.slug, session.id)}
        values={values}
        errors={errors}
      >
        <p>{t('session.cancelLead', { title: inLang(session.title, lang) })}</p>
        <TextArea name="reason" label={t('field.reason')} hint={t('session.cancelReasonHint')} rows={3} maxlength={500} />
      </Confirm>
    </MeetingPage>
  );
}

function typeNew({ timeZone, event }: PreparedMeeting): FormValues {
  return { timeZone, visibility: 'public', on: event.startsOn && event.precision === 'day' ? typeDay(event.startsOn) : '' };
}

function typeSession({ title, visibility, startsAt, endsAt, timeZone, room, speakers }: ProgrammeSession): FormValues {
  const hour = (at: Temporal.PlainDateTime) => `${at.hour}:${String(at.minute).padStart(2, '0')}`;
  return {
    titleFr: title.fr,
    titleEn: title.en ?? '',
    visibility,
    on: typeDay(startsAt.toPlainDate()),
    from: hour(startsAt),
    to: hour(endsAt),
    timeZone,
    room: room?.id ?? '',
    speakers: speakers
      .map(({ name, role, party }) => [name ?? '', role ?? '', party?.slug ?? ''].join(' ; ').replace(/( ; )+$/, ''))
      .join('\n'),
  };
}
