import { inLang } from '../../../../kernel/i18n/lang.ts';
import { DayField, Radios, Select, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import {
  accessions,
  contactChannels,
  endCauses,
  genders,
  identifierSchemes,
  links,
  measures,
  memberCategories,
  nameLanguages,
  nameUsages,
  occurrenceStatuses,
  seatFunctions,
  statuses,
} from '../../vocabulary.ts';

export interface KindFieldsProps {
  kind: string;
  /** Shows what the fact is about too: a new fact, not a correction. */
  isNew: boolean;
  /** What a status or an endorsement may be given in. */
  holders: readonly PartyRef[];
}

/** The fields of one kind of fact: what it is about, what it says. */
export function KindFields({ kind, isNew, holders }: KindFieldsProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const choose = { value: '', text: t('form.choose') };
  const holderOptions = [choose, ...holders.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))];
  switch (kind) {
    case 'status':
      return (
        <>
          {isNew && <Select name="institution" label={t('column.institution_id')} options={holderOptions} />}
          <Select
            name="status"
            label={t('column.status')}
            options={[choose, ...statuses.map((value) => ({ value, text: t(`status.${value}`) }))]}
          />
          <Select
            name="category"
            label={t('column.category')}
            hint={t('form.categoryHint')}
            optional
            options={[
              { value: '', text: t('form.noCategory') },
              ...memberCategories.map((value) => ({ value, text: t(`category.${value}`) })),
            ]}
          />
        </>
      );
    case 'endorsement':
      return isNew ? <Select name="coalition" label={t('column.coalition_id')} options={holderOptions} /> : null;
    case 'measure':
      return (
        <>
          {isNew && (
            <Radios
              name="measure"
              label={t('column.measure')}
              options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
            />
          )}
          <TextField name="value" label={t('column.value')} inputmode="decimal" width={10} autocomplete="off" />
          <TextField name="unit" label={t('column.unit')} hint={t('form.unitHint')} width={20} />
        </>
      );
    case 'party_link':
      return isNew ? (
        <>
          <Radios name="link" label={t('column.link')} options={links.map((value) => ({ value, label: t(`link.${value}`) }))} />
          <TextField name="target" label={t('form.target')} hint={t('form.partyHint')} />
        </>
      ) : null;
    case 'party_name':
      return (
        <>
          {isNew && (
            <Radios name="usage" label={t('column.usage')} options={nameUsages.map((value) => ({ value, label: t(`usage.${value}`) }))} />
          )}
          {isNew && (
            <Radios
              name="language"
              label={t('column.language')}
              inline
              options={nameLanguages.map((value) => ({ value, label: t(`nameLanguage.${value}`) }))}
            />
          )}
          <TextField name="name" label={t('column.name')} />
        </>
      );
    case 'party_identifier':
      return (
        <>
          {isNew && (
            <Select
              name="scheme"
              label={t('column.scheme')}
              options={[choose, ...identifierSchemes.map((value) => ({ value, text: t(`scheme.${value}`) }))]}
            />
          )}
          <TextField name="value" label={t('form.identifier')} autocomplete="off" spellcheck={false} />
        </>
      );
    case 'person_name':
      return <NameFields />;
    case 'person_contact':
      return (
        <>
          {isNew && (
            <Radios
              name="channel"
              label={t('column.channel')}
              options={contactChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
            />
          )}
          <TextField name="value" label={t('form.contact')} hint={t('form.contactHint')} autocomplete="off" spellcheck={false} />
        </>
      );
    case 'mandate':
      return <MandateFields />;
    case 'seat':
      return (
        <Select
          name="function"
          label={t('column.function')}
          options={seatFunctions.map((value) => ({ value, text: t(`function.${value}`) }))}
        />
      );
    case 'voting_day':
      return <DayField name="votesOn" label={t('column.votes_on')} />;
    default:
      return <OccurrenceFields />;
  }
}

/** A meeting as it is announced or was held. */
export function OccurrenceFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="nameFr" label={t('column.name_fr')} />
      <TextField name="nameEn" label={t('column.name_en')} optional lang="en" />
      <TextField
        name="number"
        label={t('column.number')}
        hint={t('form.numberHint')}
        inputmode="numeric"
        width={4}
        autocomplete="off"
        optional
      />
      <Radios
        name="status"
        label={t('column.state')}
        options={occurrenceStatuses.map((value) => ({ value, label: t(`occurrence.${value}`) }))}
      />
      <DayField name="startsOn" label={t('form.startsOn')} hint={t('form.dateHint')} optional />
      <DayField name="endsOn" label={t('form.endsOn')} optional />
      <TextField name="place" label={t('column.place')} optional />
      <TextField name="state" label={t('column.state_id')} hint={t('form.partyHint')} optional />
    </>
  );
}

/** What someone is called, as lists and letters write it. */
function NameFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="name" label={t('column.name')} hint={t('form.personNameHint')} autocomplete="off" />
      <TextField name="sortKey" label={t('column.sort_key')} hint={t('form.sortKeyHint')} autocomplete="off" optional />
      <Radios
        name="gender"
        label={t('column.gender')}
        inline
        options={[{ value: '', label: t('form.genderUnknown') }, ...genders.map((value) => ({ value, label: t(`gender.${value}`) }))]}
      />
      <TextField name="formOfAddress" label={t('column.form_of_address')} hint={t('form.formOfAddressHint')} optional />
    </>
  );
}

/** What is known of a mandate besides its dates. */
function MandateFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <Radios
        name="accession"
        label={t('column.accession')}
        options={accessions.map((value) => ({ value, label: t(`accession.${value}`) }))}
      />
      <DayField name="expectedEnd" label={t('column.expected_end')} hint={t('form.expectedEndHint')} optional />
      <DayField name="confirmedOn" label={t('column.confirmed_on')} hint={t('form.confirmedOnHint')} optional />
      <Select
        name="endCause"
        label={t('column.end_cause')}
        hint={t('form.endCauseHint')}
        optional
        options={[{ value: '', text: t('form.noCause') }, ...endCauses.map((value) => ({ value, text: t(`endCause.${value}`) }))]}
      />
    </>
  );
}
