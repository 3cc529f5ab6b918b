import { Checkboxes, DayField, Details, Fieldset, Radios, Select, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { sourceLabel } from '../../sources-in-words.ts';
import { certainties } from '../../vocabulary.ts';
import { keepSource, newSource } from '../inputs.ts';
import type { SourceRow } from '../refs.ts';

/** When it is true: typed no finer than it is known. */
export function WhenFields({ occurrence }: { occurrence?: boolean | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <Fieldset legend={t(occurrence ? 'form.whenOccurrence' : 'form.when')} legendClass="govuk-fieldset__legend--m">
      <div class="field-row">
        <DayField name="from" label={t('form.from')} hint={t('form.dateHint')} optional />
        <DayField name="to" label={t('form.to')} hint={t('form.toHint')} optional />
        <DayField name="attested" label={t('form.attested')} hint={t('form.attestedHint')} optional />
      </div>
    </Fieldset>
  );
}

/** How sure it is, and what else is worth noting. */
export function CertaintyFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <Radios
        name="certainty"
        label={t('column.certainty')}
        value="confirmed"
        inline
        options={certainties.map((value) => ({ value, label: t(`certainty.${value}`) }))}
      />
      <TextArea name="note" label={t('form.note')} hint={t('form.noteHint')} rows={2} optional />
    </>
  );
}

/** Who says so: a source that the register has, or a new one. */
export function SourceFields({ sources, kept }: { sources: readonly SourceRow[]; kept?: SourceRow | undefined }) {
  const t = say.in(usePage().lang);
  const options = [
    kept && { value: keepSource, text: t('form.sourceKeep', { title: sourceLabel(kept) }) },
    { value: newSource, text: t('form.sourceNew') },
    ...sources.filter((one) => one.id !== kept?.id).map((one) => ({ value: one.id, text: sourceLabel(one) })),
  ];
  return (
    <Fieldset legend={t('fact.source')} legendClass="govuk-fieldset__legend--m">
      <Select name="sourceId" label={t('form.sourceId')} value={kept ? keepSource : newSource} options={options} />
      <TextField name="sourceTitle" label={t('form.sourceTitle')} hint={t('form.sourceTitleHint')} />
      <TextField name="sourceUrl" type="url" label={t('form.sourceUrl')} inputmode="url" autocomplete="off" optional />
      <Details summary={t('form.sourceMore')}>
        <TextField name="sourcePublisher" label={t('form.sourcePublisher')} optional />
        <DayField name="sourceConsultedOn" label={t('form.sourceConsultedOn')} optional />
      </Details>
    </Fieldset>
  );
}

/** Why: kept in the journal for ever, and read by anyone who doubts. */
export function ReasonField({ optional }: { optional?: boolean | undefined }) {
  const t = say.in(usePage().lang);
  return <TextArea name="reason" label={t('form.reason')} hint={t('form.reasonHint')} rows={2} optional={optional} />;
}

/** One box to tick. */
export function Tick({ name, label, hint }: { name: string; label: string; hint?: string | undefined }) {
  return <Checkboxes name={name} label={label} legend={false} options={[{ value: 'yes', label, hint }]} />;
}
