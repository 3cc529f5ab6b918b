import type { ComponentChildren } from 'preact';
import { Page, SubNavigation, Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import type { PaymentState } from '../payments/schema.ts';

const sections = ['payments', 'transfers', 'statements', 'recoveries', 'ledger'] as const;

export interface MoneyLayoutProps {
  title: string;
  section?: (typeof sections)[number] | undefined;
  hasErrors?: boolean | undefined;
  children: ComponentChildren;
}

/** A page of the fund's payments and accounts. */
export function MoneyLayout({ title, section, hasErrors, children }: MoneyLayoutProps) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={title}
      noIndex
      width="wide"
      hasErrors={hasErrors}
      breadcrumbs={
        title === t('nav.payments') ? [{ text: title }] : [{ text: t('nav.payments'), href: moneyPaths.payments() }, { text: title }]
      }
      before={
        <SubNavigation
          label={t('nav.payments')}
          items={sections.map((one) => ({ href: moneyPaths[one](), label: t(`nav.${one}`), current: one === section }))}
        />
      }
    >
      <h1>{title}</h1>
      {children}
    </Page>
  );
}

const kinds: Record<PaymentState, TagKind> = {
  requested: 'waiting',
  verified: 'waiting',
  approved: 'waiting',
  ordered: 'waiting',
  executed: 'good',
  returned: 'bad',
};

export function PaymentTag({ state }: { state: PaymentState }) {
  return <Tag kind={kinds[state]}>{say.in(usePage().lang)(`payment.state.${state}`)}</Tag>;
}
