import { formatDates } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, type FieldErrors, Form, type FormValues, Link, Page, Select, usePage } from '../../../../ui/index.ts';
import { type KnownEvent, registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { SettingsFields } from './settings-fields.tsx';

export interface NewMeetingPageProps {
  known: KnownEvent[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Chooses the meeting of the register that is to be prepared, and says the rest. */
export function NewMeetingPage({ known, values = {}, errors = {} }: NewMeetingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('meetings.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('nav.meetings'), href: eventsPaths.meetings() }, { text: t('meetings.new') }]}
    >
      <h1>{t('meetings.new')}</h1>
      <p>
        {t('meetings.newLead')} <Link href={registerPaths.allSeries()}>{t('meetings.toRegister')}</Link>
      </p>
      {known.length === 0 ? (
        <EmptyState title={t('meetings.allPrepared')} />
      ) : (
        <Form action={eventsPaths.newMeeting()} values={values} errors={errors}>
          <Select
            name="event"
            label={t('meeting.event')}
            options={[
              { value: '', text: t('field.choose') },
              ...known.map((event) => ({
                value: event.slug,
                text: [
                  inLang(event.name, lang),
                  event.place,
                  event.startsOn && formatDates(event.startsOn, event.endsOn, lang, event.precision ?? 'day'),
                ]
                  .filter(Boolean)
                  .join(', '),
              })),
            ]}
          />
          <SettingsFields />
          <Button>{t('meetings.begin')}</Button>
        </Form>
      )}
    </Page>
  );
}
