import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Form, NotificationBanner, Page, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { letterPaths } from '../paths.ts';
import type { Refusable } from './commands.ts';

/** Asks whether to stop a kind of letters, or says that it is done and how to take it back. */
export function UnsubscriptionPage({ token, refusable }: { token: string; refusable: Refusable }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { purpose, address, party, isRefused } = refusable;
  const values = { address, name: inLang(party.name, lang) };
  const title = t(isRefused ? `unsubscribed.${purpose}` : `unsubscribing.${purpose}`);
  return (
    <Page title={title} noIndex>
      {isRefused && <NotificationBanner kind="success" text={t('unsubscribed.done')} />}
      <h1>{title}</h1>
      <p>{t(isRefused ? 'unsubscribed.text' : 'unsubscribing.text', values)}</p>
      <p>{t('unsubscribing.must')}</p>
      <Form action={isRefused ? letterPaths.resubscription(token) : letterPaths.unsubscription(token)}>
        <Button kind={isRefused ? 'secondary' : 'primary'}>{t(isRefused ? 'unsubscribed.undo' : 'unsubscribing.button')}</Button>
      </Form>
    </Page>
  );
}
