import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Confirm, DayField, type FieldErrors, type FormValues, InsetText, Page, TextArea, usePage } from '../../../../ui/index.ts';
import { deadlineInWords } from '../in-words.ts';
import { say } from '../messages.ts';
import { callPaths } from '../paths.ts';
import { type KnownCall, nameOf } from '../queries.ts';

/** What may be done of a call, each at its own address. */
export const callActs = ['publication', 'extension', 'closure', 'cancellation'] as const;
export type CallAct = (typeof callActs)[number];

export interface StepPageProps {
  call: KnownCall;
  what: CallAct;
  /** What keeps the call from being published. */
  faults?: readonly string[] | undefined;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What a step will do, what it asks for, and its button. */
export function StepPage({ call, what, faults = [], values, errors = {} }: StepPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(nameOf(call), lang);
  return (
    <Page
      title={t(`${what}.title`)}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('calls.title'), href: callPaths.calls() },
        { text: name, href: callPaths.call(call.slug) },
        { text: t(`${what}.title`) },
      ]}
    >
      <h1>{t(`${what}.title`)}</h1>
      <p>{t(`${what}.ask`, { name, deadline: deadlineInWords(call, lang) })}</p>
      {faults.length > 0 && <Faults sentences={faults}>{t('publication.faults', { count: faults.length })}</Faults>}
      <Confirm
        action={callPaths[what](call.slug)}
        button={t(`${what}.button`)}
        warning={what === 'closure' || what === 'cancellation'}
        cancelHref={callPaths.call(call.slug)}
        values={values}
        errors={errors}
      >
        {what === 'extension' && <DayField name="closesOn" label={t('extension.day')} />}
        {what !== 'publication' && (
          <TextArea name="reason" label={t('step.reason')} hint={t(`${what}.reasonHint`)} rows={3} maxlength={1000} />
        )}
      </Confirm>
    </Page>
  );
}

/** What is to be put right first, all at once. */
export function Faults({ sentences, children }: { sentences: readonly string[]; children: ComponentChildren }) {
  return (
    <InsetText>
      <p>{children}</p>
      <ul class="govuk-list govuk-list--bullet">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </InsetText>
  );
}
