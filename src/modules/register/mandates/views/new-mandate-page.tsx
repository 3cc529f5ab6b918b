import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  DayField,
  Details,
  Fieldset,
  Form,
  InsetText,
  Link,
  Radios,
  Select,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { CertaintyFields, ReasonField, SourceFields } from '../../facts/views/common-fields.tsx';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say as sayRegister } from '../../messages.ts';
import { type OfficeTitle, officeTitleCodes, titleInWords } from '../../offices/titles.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import type { PersonRef } from '../../persons/queries.ts';
import { FormPage } from '../../views/form-page.tsx';
import { accessions, endCauses, genders } from '../../vocabulary.ts';
import { termInWords, titleOf } from '../in-words.ts';
import { newPerson } from '../inputs.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';

export interface NewMandatePageProps {
  party: PartyRef;
  /** What is offered to begin with. */
  title: OfficeTitle;
  /** Who is in office until then. */
  current: Mandate | null;
  /** Persons the register has, to choose from: former heads of the party, and namesakes of what was typed. */
  known: { person: PersonRef; mandate: Mandate | null; party: PartyRef | null }[];
  refusal: Refusal;
  sources: readonly SourceRow[];
}

/** A new mandate on one page: the office, the person, when and how, and what becomes of who was there before. */
export function NewMandatePage({ party, title, current, known, refusal, sources }: NewMandatePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  const href = registerPaths.party(party.slug);
  return (
    <FormPage title={t('mandate.new')} about={name} trail={[{ text: name, href }]} hasErrors={Object.keys(refusal.errors).length > 0}>
      <Form {...refusal} confirmLeave>
        <Select
          name="title"
          label={t('field.title')}
          hint={t('field.titleHint')}
          value={title}
          options={officeTitleCodes.map((value) => ({ value, text: titleInWords(value, null, lang) }))}
        />
        <PersonFields known={known} />
        <TermFields />
        {current && <PreviousFields current={current} />}
        <SourceFields sources={sources} />
        <CertaintyFields />
        <ReasonField optional />
        <ButtonGroup>
          <Button>{t('mandate.record')}</Button>
          <Link href={href}>{sayRegister.in(lang)('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}

function PersonFields({ known }: Pick<NewMandatePageProps, 'known'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Fieldset legend={t('mandate.who')} legendClass="govuk-fieldset__legend--m">
      {known.length > 0 && (
        <Radios
          name="person"
          label={t('field.person')}
          hint={t('field.personHint')}
          options={[
            ...known.map(({ person, mandate, party }) => ({
              value: person.id,
              label: person.name,
              hint: mandate && `${titleOf(mandate, lang)}${party ? `, ${inLang(party.name, lang)}` : ''} – ${termInWords(mandate, lang)}`,
            })),
            { value: newPerson, label: t('field.newPerson') },
          ]}
        />
      )}
      <TextField name="name" label={t('field.name')} hint={t('field.nameHint')} autocomplete="off" optional={known.length > 0} />
      <Radios
        name="gender"
        label={sayRegister.in(lang)('column.gender')}
        hint={t('field.genderHint')}
        value=""
        inline
        options={[
          { value: '', label: sayRegister.in(lang)('form.genderUnknown') },
          ...genders.map((value) => ({ value, label: sayRegister.in(lang)(`gender.${value}`) })),
        ]}
      />
      <Details summary={t('mandate.contacts')}>
        <TextField
          name="formOfAddress"
          label={sayRegister.in(lang)('column.form_of_address')}
          hint={sayRegister.in(lang)('form.formOfAddressHint')}
          optional
        />
        <TextField name="email" type="email" label={t('field.email')} autocomplete="off" spellcheck={false} optional />
        <TextField
          name="assistant"
          type="email"
          label={t('field.assistant')}
          hint={t('field.assistantHint')}
          autocomplete="off"
          spellcheck={false}
          optional
        />
        <TextField name="phone" type="tel" label={t('field.phone')} autocomplete="off" optional />
        <p class="govuk-hint">{t('field.contactsHint')}</p>
      </Details>
    </Fieldset>
  );
}

function TermFields() {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  return (
    <Fieldset legend={t('mandate.when')} legendClass="govuk-fieldset__legend--m">
      <Radios
        name="accession"
        label={r('column.accession')}
        value="elected"
        options={accessions.map((value) => ({ value, label: t(`accession.${value}`) }))}
      />
      <div class="field-row">
        <DayField name="from" label={t('field.from')} hint={r('form.dateHint')} optional />
        <DayField name="expectedEnd" label={r('column.expected_end')} hint={r('form.expectedEndHint')} optional />
      </div>
      <Details summary={t('mandate.moreDates')}>
        <div class="field-row">
          <DayField name="to" label={t('field.to')} hint={t('field.toHint')} optional />
          <DayField name="attested" label={r('form.attested')} hint={r('form.attestedHint')} optional />
        </div>
      </Details>
    </Fieldset>
  );
}

function PreviousFields({ current }: { current: Mandate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Fieldset legend={t('mandate.previous')} legendClass="govuk-fieldset__legend--m">
      <InsetText>
        {t('mandate.previousWho', { name: current.person.name, title: titleOf(current, lang), term: termInWords(current, lang) })}
      </InsetText>
      <Select
        name="previousCause"
        label={t('field.previousCause')}
        optional
        options={[
          { value: '', text: t('field.causeUnknown') },
          ...endCauses.map((value) => ({ value, text: sayRegister.in(lang)(`endCause.${value}`) })),
        ]}
      />
      <DayField name="previousTo" label={t('field.previousTo')} hint={t('field.previousToHint')} optional />
    </Fieldset>
  );
}
