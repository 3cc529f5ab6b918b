import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, DayField, Details, Form, Link, Radios, Select, TextField, usePage } from '../../../../ui/index.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { CertaintyFields, ReasonField, SourceFields, WhenFields } from '../../facts/views/common-fields.tsx';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say } from '../../mandates/messages.ts';
import { say as sayRegister } from '../../messages.ts';
import { officeTitleCodes, titleInWords } from '../../offices/titles.ts';
import { registerPaths } from '../../paths.ts';
import type { SeriesRow } from '../../series/queries.ts';
import { FormPage } from '../../views/form-page.tsx';
import { occurrenceStatuses } from '../../vocabulary.ts';

/** The form of an election: which State and which heads, when the electors vote, and what is announced of it. */
export function NewElectionPage({
  refusal,
  series,
  sources,
}: {
  refusal: Refusal;
  series: readonly SeriesRow[];
  sources: readonly SourceRow[];
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  return (
    <FormPage
      title={t('election.new')}
      trail={[{ text: t('radar.title'), href: registerPaths.radar() }]}
      hasErrors={Object.keys(refusal.errors).length > 0}
    >
      <Form {...refusal} confirmLeave>
        <TextField name="nameFr" label={r('column.name_fr')} hint={t('election.nameHint')} />
        <TextField name="nameEn" label={r('column.name_en')} lang="en" optional />
        <TextField name="state" label={t('column.state')} hint={r('form.partyHint')} autocomplete="off" />
        <Select
          name="title"
          label={t('election.title')}
          hint={t('election.titleHint')}
          optional
          options={[
            { value: '', text: t('election.allHeads') },
            ...officeTitleCodes.map((value) => ({ value, text: titleInWords(value, null, lang) })),
          ]}
        />
        <DayField name="votesOn" label={t('election.votesOn')} hint={t('election.votesOnHint')} optional />
        <Radios
          name="status"
          label={r('column.state')}
          value="announced"
          options={occurrenceStatuses.map((value) => ({ value, label: r(`occurrence.${value}`) }))}
        />
        <div class="field-row">
          <DayField name="startsOn" label={r('form.startsOn')} hint={t('election.startsOnHint')} optional />
          <DayField name="endsOn" label={r('form.endsOn')} optional />
        </div>
        <Details summary={t('election.more')}>
          <Select
            name="series"
            label={r('column.series')}
            optional
            options={[
              { value: '', text: t('election.noSeries') },
              ...series.map((one) => ({ value: one.slug, text: inLang({ fr: one.nameFr, en: one.nameEn }, lang) })),
            ]}
          />
          <TextField name="place" label={r('column.place')} optional />
        </Details>
        <WhenFields occurrence />
        <SourceFields sources={sources} />
        <CertaintyFields />
        <ReasonField optional />
        <ButtonGroup>
          <Button>{r('form.record')}</Button>
          <Link href={registerPaths.radar()}>{r('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}
