import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { BigNumbers, Confirm, Page, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import { type Channel, channels } from '../../vocabulary.ts';
import type { MailingFile } from '../queries.ts';

export interface ConfirmationPageProps {
  mailing: MailingFile;
  ways: Record<Channel, number>;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Says how many letters will leave, and asks once more. */
export function ConfirmationPage({ mailing, ways, values, errors = {} }: ConfirmationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('confirm.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('mailings.title'), href: letterPaths.mailings() },
        { text: mailing.name, href: letterPaths.mailing(mailing.id) },
        { text: t('confirm.title') },
      ]}
    >
      <p class="eyebrow">{mailing.name}</p>
      <h1>{t('confirm.title')}</h1>
      <BigNumbers items={channels.map((channel) => ({ value: formatNumber(ways[channel], lang), label: t(`ways.${channel}`) }))} />
      <Confirm
        action={letterPaths.confirmation(mailing.id)}
        button={t('confirm.button')}
        warning
        cancelHref={letterPaths.mailing(mailing.id)}
        values={values}
        errors={errors}
      >
        <p>{t('confirm.text')}</p>
        {channels.map((channel) => (
          <input type="hidden" name={channel} value={ways[channel]} />
        ))}
      </Confirm>
    </Page>
  );
}
