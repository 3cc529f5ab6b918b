import { formatInstant } from '../../../kernel/i18n/format.ts';
import type { Member, OpenSession } from '../../../kernel/auth/users/queries.ts';
import type { FieldErrors } from '../../../ui/index.ts';
import {
  Button,
  Form,
  Link,
  NotificationBanner,
  Page,
  PasswordField,
  Radios,
  SummaryList,
  Table,
  Tag,
  usePage,
} from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';
import { describeDevice } from './device.ts';

export interface AccountPageProps {
  account: Member;
  sessions: readonly OpenSession[];
  /** The session that looks at the page. */
  currentSession: string | null;
  /** What was just done. */
  done?: 'password' | 'language' | 'session' | undefined;
  /** The form that was refused. */
  refused?: { form: 'password' | 'codes'; errors: FieldErrors } | undefined;
}

/** One's own account: who one is, the password, the second factor, where one is signed in, the language of mails. */
export function AccountPage(props: AccountPageProps) {
  const { account, done, refused } = props;
  const t = useWords();
  return (
    <Page title={t('account.title')} noIndex hasErrors={refused !== undefined} islands={['show-password']}>
      {done && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{t(`account.done.${done}`)}</p>
        </NotificationBanner>
      )}
      <h1 class="govuk-heading-l">{t('account.title')}</h1>
      <SummaryList
        rows={[
          { key: t('field.name'), value: account.name },
          { key: t('field.email'), value: account.email },
          { key: t('field.role'), value: t(`role.${account.role}`) },
          { key: t('account.secondFactor'), value: <SecondFactorState has={account.hasSecondFactor} /> },
        ]}
      />
      <Sessions {...props} />
      <PasswordForm errors={refused?.form === 'password' ? refused.errors : undefined} />
      {account.hasSecondFactor && <BackupCodesForm errors={refused?.form === 'codes' ? refused.errors : undefined} />}
      <h2 class="govuk-heading-m">{t('account.language')}</h2>
      <Form action={accountPaths.language()}>
        <Radios
          name="lang"
          label={t('account.languageLabel')}
          value={account.lang}
          inline
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button kind="secondary">{t('account.save')}</Button>
      </Form>
    </Page>
  );
}

function SecondFactorState({ has }: { has: boolean }) {
  const t = useWords();
  return has ? (
    <Tag kind="good">{t('secondFactor.on')}</Tag>
  ) : (
    <Link class="govuk-link" href={accountPaths.enrolment()}>
      {t('secondFactor.setUp')}
    </Link>
  );
}

function Sessions({ sessions, currentSession }: AccountPageProps) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <>
      <h2 class="govuk-heading-m">{t('sessions.title')}</h2>
      <Table
        caption={t('sessions.caption')}
        captionHidden
        columns={[
          { header: t('sessions.device') },
          { header: t('sessions.since') },
          { header: t('sessions.seen') },
          { header: <span class="govuk-visually-hidden">{t('sessions.action')}</span> },
        ]}
        rows={sessions.map((session) => [
          describeDevice(session.userAgent) ?? t('sessions.unknownDevice'),
          formatInstant(session.openedAt, lang),
          formatInstant(session.seenAt, lang),
          session.id === currentSession ? (
            <Tag kind="good">{t('sessions.current')}</Tag>
          ) : (
            <Form action={accountPaths.session(session.id)}>
              <Button kind="secondary">{t('sessions.close')}</Button>
            </Form>
          ),
        ])}
      />
    </>
  );
}

function PasswordForm({ errors }: { errors: FieldErrors | undefined }) {
  const t = useWords();
  return (
    <>
      <h2 class="govuk-heading-m">{t('password.title')}</h2>
      <Form action={accountPaths.password()} keptNote={false} errors={errors}>
        <PasswordField name="current" label={t('password.current')} />
        <PasswordField name="next" label={t('password.new')} hint={t('password.hint')} autocomplete="new-password" />
        <Button kind="secondary">{t('password.change')}</Button>
      </Form>
    </>
  );
}

function BackupCodesForm({ errors }: { errors: FieldErrors | undefined }) {
  const t = useWords();
  return (
    <>
      <h2 class="govuk-heading-m" id="codes">
        {t('backupCodes.title')}
      </h2>
      <p class="govuk-body">{t('backupCodes.renewText')}</p>
      <Form action={accountPaths.backupCodes()} keptNote={false} errors={errors}>
        <PasswordField name="password" label={t('enrolment.password')} />
        <Button kind="secondary">{t('backupCodes.renew')}</Button>
      </Form>
    </>
  );
}
