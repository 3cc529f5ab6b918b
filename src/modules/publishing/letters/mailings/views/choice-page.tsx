import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Confirm, Page, Radios, TextField, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import type { MailingFile, NamedRecipient } from '../queries.ts';

export interface ChoicePageProps {
  mailing: MailingFile;
  recipient: NamedRecipient;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Puts one recipient in or out of a mailing, with the reason. */
export function ChoicePage({ mailing, recipient, values = {}, errors = {} }: ChoicePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(recipient.party.name, lang);
  return (
    <Page
      title={t('choice.title', { name })}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('mailings.title'), href: letterPaths.mailings() },
        { text: mailing.name, href: letterPaths.mailing(mailing.id) },
        { text: name },
      ]}
    >
      <h1>{t('choice.title', { name })}</h1>
      <Confirm
        action={letterPaths.choice(mailing.id, recipient.party.slug)}
        button={t('choice.button')}
        cancelHref={letterPaths.mailing(mailing.id)}
        values={values}
        errors={errors}
      >
        <Radios
          name="channel"
          label={t('recipient.channel')}
          value={String(values['channel'] ?? recipient.channel)}
          options={[
            recipient.address !== null && { value: 'mail', label: t('channel.mail'), hint: recipient.address },
            { value: 'paper', label: t('channel.paper') },
            { value: 'none', label: t('channel.none') },
          ]}
        />
        <TextField name="reason" label={t('choice.reason')} hint={t('choice.reasonHint')} maxlength={500} />
      </Confirm>
    </Page>
  );
}
