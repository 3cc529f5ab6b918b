import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, type FieldErrors, Form, type FormValues, Page, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { callPaths } from '../paths.ts';
import { type KnownCall, nameOf } from '../queries.ts';

export interface WaiverPageProps {
  call: KnownCall;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where the direction lets someone apply although accounts are missing. */
export function WaiverPage({ call, values, errors = {} }: WaiverPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('waivers.sign')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('calls.title'), href: callPaths.calls() },
        { text: inLang(nameOf(call), lang), href: callPaths.call(call.slug) },
        { text: t('waivers.sign') },
      ]}
    >
      <h1>{t('waivers.sign')}</h1>
      <p class="lede">{t('waivers.lede')}</p>
      <Form action={callPaths.waivers(call.slug)} values={values} errors={errors}>
        <TextField name="party" label={t('waiver.party')} hint={t('question.partyHint')} maxlength={300} />
        <TextArea name="reason" label={t('waiver.reason')} hint={t('waiver.reasonHint')} rows={4} maxlength={1000} />
        <Button>{t('waivers.button')}</Button>
      </Form>
    </Page>
  );
}
