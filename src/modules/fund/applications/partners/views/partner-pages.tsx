import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Page,
  Panel,
  Radios,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { dossierRoles } from '../../../vocabulary.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { Frame } from '../../writing/views/frame.tsx';
import type { OwnDossier } from '../../writing/queries.ts';
import type { Invitation } from '../commands.ts';

/** Who takes part in a dossier, and where the city that leads it asks others. */
export function PartnersPage({
  own,
  values,
  errors = {},
}: {
  own: OwnDossier;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const mayChange = own.isLead && own.isOpen;
  return (
    <Frame own={own} title={t('partners.title')} hasErrors={Object.keys(errors).length > 0}>
      <p>{t('partners.text')}</p>
      {own.bound.length > 0 && (
        <Table
          caption={t('partners.count', { count: own.bound.length })}
          firstCellIsHeader
          columns={[
            { header: t('partners.party') },
            { header: t('partners.role') },
            { header: t('partners.answer') },
            ...(mayChange ? [{ header: t('partners.end') }] : []),
          ]}
          rows={own.bound.map((one) => [
            one.party ? inLang(one.party.name, lang) : one.partyId,
            t(`role.${one.role}`),
            one.role === 'funder' ? (
              '–'
            ) : one.acceptedAt ? (
              <>
                <Tag kind="good">{t('partners.accepted')}</Tag> {formatDate(dayOf(one.acceptedAt), lang)}, {one.acceptedBy}
              </>
            ) : (
              <Tag kind="waiting">{t('partners.waiting')}</Tag>
            ),
            ...(mayChange
              ? [
                  <Form action={dossierPaths.partnerEnd(own.dossier.id, one.partyId)}>
                    <Button kind="secondary">{t('partners.endButton')}</Button>
                  </Form>,
                ]
              : []),
          ])}
        />
      )}
      {mayChange && (
        <Form values={values} errors={errors}>
          <h2>{t('partners.invite')}</h2>
          <TextField name="party" label={t('partners.party')} hint={t('partners.partyHint')} maxlength={300} autocomplete="off" />
          <Radios
            name="role"
            label={t('partners.role')}
            value="partner"
            options={dossierRoles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`role.${role}Hint`) }))}
          />
          <TextField name="email" type="email" label={t('partners.email')} hint={t('partners.emailHint')} optional />
          <Button>{t('partners.inviteButton')}</Button>
        </Form>
      )}
      <p>
        <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
      </p>
    </Frame>
  );
}

/** What a partner is asked, before it has read anything. */
export function AcceptancePage({
  invitation: { dossier, lead, isAccepted },
  byLink,
  values,
  errors = {},
}: {
  invitation: Invitation;
  byLink: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('acceptance.title')} noIndex hasErrors={Object.keys(errors).length > 0}>
      <h1>{t('acceptance.title')}</h1>
      <p class="govuk-body-l">{t('acceptance.text', { lead: inLang(lead.name, lang), title: dossier.title })}</p>
      {isAccepted ? (
        <p>{t('acceptance.already')}</p>
      ) : (
        <Form values={values} errors={errors}>
          <p>{t(byLink ? 'acceptance.byLink' : 'acceptance.byAccount')}</p>
          {byLink && <TextField name="name" label={t('acceptance.name')} autocomplete="name" maxlength={200} />}
          <Button>{t('acceptance.button')}</Button>
        </Form>
      )}
    </Page>
  );
}

/** A partner has accepted by the link of a mail. */
export function AcceptedPage() {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('acceptance.done')} noIndex>
      <Panel title={t('acceptance.done')}>{t('acceptance.next')}</Panel>
    </Page>
  );
}
