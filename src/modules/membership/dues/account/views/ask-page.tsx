import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Confirm, type FieldErrors, type FormValues, usePage } from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';

export type Asked = 'payment' | 'waiver' | 'refund' | 'reversal' | 'pastDue' | 'pastReminder' | 'contact' | 'pause' | 'resume';

export interface AskPageProps {
  asked: Asked;
  party: PartyRef;
  action: string;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
  children?: ComponentChildren;
}

/** What will be done on an account, what it asks for, and its button. */
export function AskPage({ asked, party, action, values, errors = {}, children }: AskPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <DuesPage
      title={t(`ask.${asked}.title`)}
      section="dues"
      eyebrow={name}
      above={[{ text: name, href: duesPaths.account(party.slug) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <p>{t(`ask.${asked}.text`)}</p>
      <Confirm
        action={action}
        button={t(`ask.${asked}.button`)}
        warning={asked === 'reversal'}
        cancelHref={duesPaths.account(party.slug)}
        values={values}
        errors={errors}
      >
        {children}
      </Confirm>
    </DuesPage>
  );
}
