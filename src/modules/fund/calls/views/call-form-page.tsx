import { typeDay } from '../../../../kernel/dates.ts';
import { inLang, langs } from '../../../../kernel/i18n/lang.ts';
import { typeAmount } from '../../../../kernel/money.ts';
import {
  Button,
  Checkboxes,
  DayField,
  type FieldErrors,
  Fieldset,
  Form,
  type FormValues,
  InsetText,
  Link,
  Page,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { typeRate } from '../../rates.ts';
import { decisionPaths, purses } from '../../vocabulary.ts';
import type { ListedForm } from '../forms/queries.ts';
import { zoneInWords } from '../in-words.ts';
import { say } from '../messages.ts';
import { callPaths, formPaths } from '../paths.ts';
import { type KnownCall, nameOf } from '../queries.ts';
import { timeZones } from '../zones.ts';

export interface CallFormPageProps {
  /** The draft that is changed; null: a new call. */
  call: KnownCall | null;
  /** The address of the form and the version that the draft asks. */
  asked: string | null;
  /** What the fund pays at most by its rule, in hundredths of a percent: what a new call begins with. */
  ceilingRate: number;
  forms: readonly ListedForm[];
  bodies: readonly Body[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where a call is written. */
export function CallFormPage({ call, asked, ceilingRate, forms, bodies, values, errors = {} }: CallFormPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = call ? t('call.editOf', { name: inLang(nameOf(call), lang) }) : t('calls.new');
  const published = forms.filter((form) => form.published !== null);
  return (
    <Page
      title={title}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('calls.title'), href: callPaths.calls() },
        ...(call ? [{ text: inLang(nameOf(call), lang), href: callPaths.call(call.slug) }] : []),
        { text: title },
      ]}
    >
      <h1>{title}</h1>
      {published.length === 0 && (
        <InsetText>
          {t('call.needsForm')} <Link href={formPaths.forms()}>{t('forms.title')}</Link>
        </InsetText>
      )}
      <Form
        action={call ? callPaths.edition(call.slug) : callPaths.newCall()}
        values={values ?? (call ? typedOf(call) : usual(ceilingRate))}
        errors={errors}
      >
        <Fieldset legend={t('call.part.words')} legendClass="govuk-fieldset__legend--m">
          <TextField name="nameFr" label={t('call.nameFr')} maxlength={200} />
          <TextField name="nameEn" label={t('call.nameEn')} lang="en" maxlength={200} />
          <TextArea name="summaryFr" label={t('call.summaryFr')} hint={t('call.summaryHint')} rows={6} maxlength={5000} />
          <TextArea name="summaryEn" label={t('call.summaryEn')} lang="en" rows={6} maxlength={5000} />
          <Checkboxes name="langs[]" label={t('call.langs')} options={langs.map((value) => ({ value, label: t(`langName.${value}`) }))} />
        </Fieldset>
        <Fieldset legend={t('call.part.calendar')} legendClass="govuk-fieldset__legend--m">
          <DayField name="opensOn" label={t('call.opensOn')} />
          <DayField name="closesOn" label={t('call.closesOn')} hint={t('call.closesHint')} />
          <Select
            name="timeZone"
            label={t('call.timeZone')}
            hint={t('call.timeZoneHint')}
            options={timeZones.map((value) => ({ value, text: zoneInWords(value, lang) }))}
          />
        </Fieldset>
        <Fieldset legend={t('call.part.money')} legendClass="govuk-fieldset__legend--m">
          <Radios name="purse" label={t('call.purse')} options={purses.map((value) => ({ value, label: t(`purse.${value}`) }))} />
          <TextField name="currency" label={t('call.currency')} hint={t('call.currencyHint')} width={4} maxlength={3} />
          <TextField name="budget" label={t('call.budget')} hint={t('call.optionalHint')} width={10} inputmode="decimal" />
          <TextField
            name="ceilingRate"
            label={t('call.ceilingRate')}
            hint={t('call.ceilingHint')}
            width={5}
            inputmode="decimal"
            suffix="%"
          />
          <TextField name="least" label={t('call.least')} hint={t('call.optionalHint')} width={10} inputmode="decimal" />
          <TextField name="most" label={t('call.most')} hint={t('call.optionalHint')} width={10} inputmode="decimal" />
        </Fieldset>
        <Fieldset legend={t('call.part.way')} legendClass="govuk-fieldset__legend--m">
          <Select
            name="form"
            label={t('call.form')}
            value={asked}
            options={[
              { value: '', text: t('question.choose') },
              ...published.map((form) => ({
                value: `${form.slug}/${form.published}`,
                text: t('call.formVersion', { name: inLang(form.name, lang), number: form.published }),
              })),
            ]}
          />
          <Checkboxes
            name="conceptNote"
            label={t('call.conceptNote')}
            options={[{ value: 'yes', label: t('call.conceptNote.ask'), hint: t('call.conceptNote.hint') }]}
          />
          <Radios
            name="decisionPath"
            label={t('call.decisionPath')}
            options={decisionPaths.map((value) => ({ value, label: t(`path.${value}`), hint: t(`pathHint.${value}`) }))}
          />
          <Select
            name="body"
            label={t('call.body')}
            value={bodies.find(({ id }) => id === call?.bodyId)?.slug}
            options={[
              { value: '', text: t('call.usualBody') },
              ...bodies.map((body) => ({ value: body.slug, text: inLang({ fr: body.nameFr, en: body.nameEn }, lang) })),
            ]}
          />
        </Fieldset>
        <Button>{t('call.save')}</Button>
      </Form>
    </Page>
  );
}

/** What a new call begins with. */
function usual(ceilingRate: number): FormValues {
  return {
    langs: ['fr'],
    timeZone: timeZones[0],
    purse: 'cooperation',
    currency: 'EUR',
    ceilingRate: typeRate(ceilingRate),
    decisionPath: 'sitting',
  };
}

/** A call as its fields take it back. */
function typedOf(call: KnownCall): FormValues {
  const amount = (cents: number | null) => (cents === null ? '' : typeAmount(cents));
  return {
    nameFr: call.nameFr,
    nameEn: call.nameEn,
    summaryFr: call.summaryFr,
    summaryEn: call.summaryEn,
    langs: call.langs,
    opensOn: typeDay(call.opensOn),
    closesOn: call.closesOn ? typeDay(call.closesOn) : '',
    timeZone: call.timeZone,
    purse: call.purse,
    currency: call.currency,
    budget: amount(call.budgetCents),
    ceilingRate: typeRate(call.ceilingRate),
    least: amount(call.leastCents),
    most: amount(call.mostCents),
    conceptNote: call.conceptNote ? ['yes'] : [],
    decisionPath: call.decisionPath,
  };
}
