import { Button, ButtonGroup, Details, Form, Link, Radios, TextField, usePage } from '../../../../ui/index.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { ReasonField, SourceFields, Tick } from '../../facts/views/common-fields.tsx';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { FormPage } from '../../views/form-page.tsx';
import { certainties, partyKinds } from '../../vocabulary.ts';

/** The form of a new party: what it is, how it is named, who says so. */
export function NewPartyPage({ refusal, sources }: { refusal: Refusal; sources: readonly SourceRow[] }) {
  const t = say.in(usePage().lang);
  return (
    <FormPage title={t('list.newParty')} trail={[]} hasErrors={Object.keys(refusal.errors).length > 0}>
      <p class="lede">{t('newParty.lede')}</p>
      <Form {...refusal} confirmLeave>
        <Radios name="kind" label={t('column.kind')} options={partyKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <TextField name="name" label={t('column.name_fr')} />
        {refusal.errors['name'] && refusal.values['name'] && <Tick name="another" label={t('newParty.another')} />}
        <TextField name="nameEn" label={t('column.name_en')} lang="en" optional />
        <TextField name="acronym" label={t('usage.acronym')} width={10} optional />
        <Details summary={t('newParty.more')}>
          <TextField name="officialName" label={t('usage.official')} optional />
          <TextField name="iso3" label={t('scheme.iso3166-1-alpha3')} width={4} optional />
          <TextField name="iso2" label={t('scheme.iso3166-2')} width={5} optional />
          <TextField name="website" type="url" label={t('scheme.website')} optional />
        </Details>
        <SourceFields sources={sources} />
        <Radios
          name="certainty"
          label={t('column.certainty')}
          value="confirmed"
          inline
          options={certainties.map((value) => ({ value, label: t(`certainty.${value}`) }))}
        />
        <ReasonField optional />
        <ButtonGroup>
          <Button>{t('form.record')}</Button>
          <Link href={registerPaths.parties()}>{t('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}
