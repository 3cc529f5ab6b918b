import type { Member } from '../../../../kernel/auth/users/queries.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  Copyable,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Page,
  Radios,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';

export interface AccountsPageProps {
  party: PartyRef;
  users: readonly Member[];
  /** The link of an invitation that no mail carries: to be passed on. */
  link?: string | null | undefined;
  /** An invitation was just sent. */
  invited?: boolean | undefined;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Who acts on behalf of a city: invited, renewed, closed by the secretariat. */
export function AccountsPage({ party, users, link = null, invited = false, values, errors = {} }: AccountsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <Page
      title={`${t('accounts.title')} – ${name}`}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      islands={link ? ['copy-button'] : []}
      breadcrumbs={[
        { text: t('members.title'), href: membershipPaths.members() },
        { text: name, href: membershipPaths.spaceOf(party.slug) },
        { text: t('accounts.title') },
      ]}
    >
      {invited && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{link ? t('accounts.passOn') : t('accounts.sent')}</p>
          {link && (
            <p>
              <Copyable>{link}</Copyable>
            </p>
          )}
        </NotificationBanner>
      )}
      <p class="eyebrow">{name}</p>
      <h1>{t('accounts.title')}</h1>
      <p class="lede">{t('accounts.lede')}</p>
      {users.length > 0 && (
        <Table
          caption={t('accounts.count', { count: users.length })}
          firstCellIsHeader
          columns={[
            { header: t('accounts.name') },
            { header: t('accounts.email') },
            { header: t('accounts.state') },
            { header: t('accounts.acts') },
          ]}
          rows={users.map((user) => [
            user.name,
            user.email,
            <AccountTag user={user} />,
            user.deactivatedAt ? null : (
              <>
                <Form action={membershipPaths.account(party.slug, user.id, 'invitation')}>
                  <Button kind="secondary">{t('accounts.renew', { name: user.name })}</Button>
                </Form>
                <Form action={membershipPaths.account(party.slug, user.id, 'cloture')}>
                  <Button kind="warning">{t('accounts.close', { name: user.name })}</Button>
                </Form>
              </>
            ),
          ])}
        />
      )}
      <h2>{t('accounts.invite')}</h2>
      <Form action={membershipPaths.accounts(party.slug)} values={values} errors={errors}>
        <TextField name="name" label={t('accounts.name')} autocomplete="off" />
        <TextField name="email" type="email" label={t('accounts.email')} autocomplete="off" spellcheck={false} />
        <Radios
          name="lang"
          label={t('draft.lang')}
          value="fr"
          inline
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button>{t('accounts.inviteButton')}</Button>
      </Form>
      <p>
        <Link href={membershipPaths.spaceOf(party.slug)}>{t('accounts.back')}</Link>
      </p>
    </Page>
  );
}

function AccountTag({ user }: { user: Member }) {
  const t = say.in(usePage().lang);
  if (user.deactivatedAt) return <Tag kind="over">{t('accounts.closed')}</Tag>;
  return user.joined ? <Tag kind="good">{t('accounts.open')}</Tag> : <Tag kind="waiting">{t('accounts.invited')}</Tag>;
}
