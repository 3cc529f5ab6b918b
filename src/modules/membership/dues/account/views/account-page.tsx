import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  DayField,
  Form,
  Link,
  NotificationBanner,
  SummaryList,
  usePage,
  WarningText,
} from '../../../../../ui/index.ts';
import { registerPaths } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { Account } from '../queries.ts';
import { AccountBody } from './account-body.tsx';

export const doneThings = [
  'payment',
  'waiver',
  'refund',
  'reversal',
  'proposed',
  'pastDue',
  'pastReminder',
  'contact',
  'pause',
  'resume',
  'resend',
] as const;

export interface AccountPageProps {
  account: Account;
  mayKeep: boolean;
  mayPropose: boolean;
  done?: (typeof doneThings)[number] | undefined;
}

/** The account of a member for the secretariat: what the city sees, and what may be done. */
export function AccountPage({ account, mayKeep, mayPropose, done }: AccountPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const { party, pause, contact, reversed } = account;
  const { slug } = party;
  const name = inLang(party.name, lang);
  return (
    <DuesPage title={t('account.title', { party: name })} section="dues">
      {done && <NotificationBanner kind="success" text={t(`done.${done}`)} />}
      {pause && (
        <WarningText>{t('account.paused', { since: formatDate(pause.onDay, lang), reason: pause.reason, by: pause.by })}</WarningText>
      )}
      <ButtonGroup>
        {mayKeep && <Button href={duesPaths.payment(slug)}>{t('ask.payment.title')}</Button>}
        {mayPropose && (
          <Button kind="secondary" href={duesPaths.waiver(slug)}>
            {t('ask.waiver.title')}
          </Button>
        )}
        {mayPropose && account.settlement.credit > 0 && (
          <Button kind="secondary" href={duesPaths.refund(slug)}>
            {t('ask.refund.title')}
          </Button>
        )}
        <Link href={registerPaths.party(slug)}>{t('account.party')}</Link>
      </ButtonGroup>
      <AccountBody
        account={account}
        own={false}
        callHref={(id) => duesPaths.callPdf(slug, id)}
        entryAction={
          mayKeep ? (entry) => (entry.kind === 'reversal' || reversed.has(entry.id) ? null : duesPaths.reversal(slug, entry.id)) : undefined
        }
      />
      <h2>{t('account.keeping')}</h2>
      <SummaryList
        rows={[
          {
            key: t('account.contact'),
            value: contact ? `${contact.name}, ${contact.email} (${contact.lang})` : t('account.noContact'),
            actions: mayKeep ? [{ href: duesPaths.contact(slug), text: t('account.change'), hidden: t('account.contact') }] : undefined,
          },
          {
            key: t('account.remindersSent'),
            value: pause ? t('account.isPaused') : t('account.isReminded'),
            actions: mayKeep
              ? [
                  { href: duesPaths.pause(slug), text: t(pause ? 'account.resume' : 'account.pause') },
                  { href: duesPaths.pastReminder(slug), text: t('ask.pastReminder.title') },
                ]
              : undefined,
          },
          mayKeep && {
            key: t('account.before'),
            value: t('account.beforeText'),
            actions: [{ href: duesPaths.pastDue(slug), text: t('ask.pastDue.title') }],
          },
        ]}
      />
      <h2>{t('account.statement')}</h2>
      <form method="get" action={href(duesPaths.statementPdf(slug))}>
        <DayField name="from" label={t('account.from')} />
        <DayField name="to" label={t('account.to')} />
        <Button kind="secondary">{t('account.statementPdf')}</Button>
      </form>
      {mayKeep && account.calls.some((call) => !call.cancelled) && (
        <>
          <h2>{t('account.resendTitle')}</h2>
          {account.calls
            .filter((call) => !call.cancelled)
            .toReversed()
            .slice(0, 3)
            .map((call) => (
              <Form action={duesPaths.resend(slug, call.id)}>
                <Button kind="secondary">{t('account.resend', { what: t(`label.${call.kind}`, { year: String(call.year) }) })}</Button>
              </Form>
            ))}
        </>
      )}
    </DuesPage>
  );
}
