import { staffRoles } from '../../../kernel/actor.ts';
import type { Member } from '../../../kernel/auth/users/queries.ts';
import type { FieldErrors, FormValues } from '../../../ui/index.ts';
import { Button, Form, InsetText, Link, NotificationBanner, Page, Radios, Table, Tag, TextField } from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { accountPaths } from '../paths.ts';

/** Everyone who has an account. */
export function TeamPage({ members }: { members: readonly Member[] }) {
  const t = useWords();
  return (
    <Page title={t('team.title')} noIndex width="wide">
      <h1 class="govuk-heading-l">{t('team.title')}</h1>
      <p class="govuk-body">{t('team.lead')}</p>
      <Button href={accountPaths.newInvitation()}>{t('team.invite')}</Button>
      <Table
        caption={t('team.caption', { count: members.length })}
        dense
        firstCellIsHeader
        columns={[
          { header: t('field.name') },
          { header: t('field.email') },
          { header: t('field.role') },
          { header: t('account.secondFactor') },
          { header: t('team.state') },
        ]}
        rows={members.map((member) => [
          <Link class="govuk-link" href={accountPaths.member(member.id)}>
            {member.name}
          </Link>,
          member.email,
          t(`role.${member.role}`),
          member.hasSecondFactor ? t('secondFactor.on') : t('secondFactor.off'),
          <MemberState member={member} />,
        ])}
      />
    </Page>
  );
}

function MemberState({ member }: { member: Member }) {
  const t = useWords();
  if (member.deactivatedAt) return <Tag kind="over">{t('team.closed')}</Tag>;
  return member.joined ? <Tag kind="good">{t('team.active')}</Tag> : <Tag kind="waiting">{t('team.invited')}</Tag>;
}

/** One person of the team, and what can be done about their account. */
export function MemberPage({ member, isOneself, errors }: { member: Member; isOneself: boolean; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page
      title={member.name}
      noIndex
      hasErrors={errors !== undefined}
      breadcrumbs={[{ text: t('team.title'), href: accountPaths.team() }, { text: member.name }]}
    >
      <h1 class="govuk-heading-l">{member.name}</h1>
      <p class="govuk-body">
        {member.email} <MemberState member={member} />
      </p>
      {isOneself ? <InsetText>{t('member.oneself')}</InsetText> : <MemberForms member={member} errors={errors} />}
    </Page>
  );
}

function MemberForms({ member, errors }: { member: Member; errors: FieldErrors | undefined }) {
  const t = useWords();
  if (member.deactivatedAt) {
    return (
      <Form action={accountPaths.reactivation(member.id)} errors={errors}>
        <p class="govuk-body">{t('member.closedText')}</p>
        <Button>{t('member.reactivate')}</Button>
      </Form>
    );
  }
  return (
    <>
      <Form action={accountPaths.role(member.id)} errors={errors}>
        <RoleField value={member.role} />
        <Button>{t('account.save')}</Button>
      </Form>
      <h2 class="govuk-heading-m">{t('member.linkTitle')}</h2>
      <p class="govuk-body">{t('member.linkText')}</p>
      <Form action={accountPaths.newLink(member.id)}>
        <Button kind="secondary">{t('member.link')}</Button>
      </Form>
      {member.hasSecondFactor && (
        <>
          <h2 class="govuk-heading-m">{t('member.resetTitle')}</h2>
          <p class="govuk-body">{t('member.resetText')}</p>
          <Form action={accountPaths.secondFactorReset(member.id)}>
            <Button kind="secondary">{t('member.reset')}</Button>
          </Form>
        </>
      )}
      <h2 class="govuk-heading-m">{t('member.closeTitle')}</h2>
      <p class="govuk-body">{t('member.closeText')}</p>
      <Form action={accountPaths.deactivation(member.id)}>
        <Button kind="warning">{t('member.close')}</Button>
      </Form>
    </>
  );
}

export function NewInvitationPage({ values, errors }: { values?: FormValues; errors?: FieldErrors }) {
  const t = useWords();
  return (
    <Page
      title={t('team.invite')}
      noIndex
      hasErrors={errors !== undefined}
      breadcrumbs={[{ text: t('team.title'), href: accountPaths.team() }, { text: t('team.invite') }]}
    >
      <h1 class="govuk-heading-l">{t('team.invite')}</h1>
      <Form action={accountPaths.newInvitation()} values={values} errors={errors}>
        <TextField name="name" label={t('field.name')} hint={t('field.nameHint')} autocomplete="off" />
        <TextField name="email" type="email" label={t('field.email')} autocomplete="off" spellcheck={false} />
        <RoleField />
        <Radios
          name="lang"
          label={t('account.languageLabel')}
          value="fr"
          inline
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button>{t('team.inviteButton')}</Button>
      </Form>
    </Page>
  );
}

/** The invitation is made: it left by mail, or its link is to be passed on. */
export function InvitationMadePage({ member, link }: { member: Member; link: string | null }) {
  const t = useWords();
  return (
    <Page
      title={t('invited.title')}
      noIndex
      breadcrumbs={[{ text: t('team.title'), href: accountPaths.team() }, { text: t('invited.title') }]}
      islands={link ? ['copy-button'] : []}
    >
      <NotificationBanner kind="success">
        <p class="govuk-notification-banner__heading">{t('invited.title')}</p>
      </NotificationBanner>
      <h1 class="govuk-heading-l">{member.name}</h1>
      {link ? (
        <>
          <p class="govuk-body">{t('invited.byHand', { email: member.email })}</p>
          <InsetText>
            <code>{link}</code>
          </InsetText>
          <p class="govuk-body">{t('invited.once')}</p>
        </>
      ) : (
        <p class="govuk-body">{t('invited.byMail', { email: member.email })}</p>
      )}
      <p class="govuk-body">
        <Link class="govuk-link" href={accountPaths.team()}>
          {t('invited.back')}
        </Link>
      </p>
    </Page>
  );
}

function RoleField({ value }: { value?: string }) {
  const t = useWords();
  return (
    <Radios
      name="role"
      label={t('field.role')}
      value={value}
      options={staffRoles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`role.${role}.hint`) }))}
    />
  );
}
