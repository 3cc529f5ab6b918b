import { Checkboxes, InsetText, Radios, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { choicesOf, namesSeveral } from '../ballot-fields.ts';
import type { VoteForm } from '../rules.ts';
import { choiceLabel } from './choice-words.ts';

/** The choices of a ballot: one, several names, or voices to split. */
export function BallotInputs({
  form,
  voices,
  legend,
  onPaper = false,
}: {
  form: VoteForm;
  voices: number;
  legend: string;
  onPaper?: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const options = choicesOf(form, { onPaper }).map((choice) => ({ value: choice, label: choiceLabel(form, choice, lang) }));
  if (namesSeveral(form))
    return (
      <Checkboxes
        name="choices[]"
        label={legend}
        hint={t('ballot.several', { seats: form.kind === 'election' ? form.seats : 1 })}
        options={options}
      />
    );
  if (voices > 1)
    return (
      <>
        <InsetText>{t('ballot.split', { voices })}</InsetText>
        <CountInputs form={form} onPaper={onPaper} />
      </>
    );
  return <Radios name="choice" label={legend} options={options} />;
}

/** A number beside each choice. */
export function CountInputs({ form, onPaper = false }: { form: VoteForm; onPaper?: boolean }) {
  const { lang } = usePage();
  return (
    <>
      {choicesOf(form, { onPaper }).map((choice) => (
        <TextField name={`voices-${choice}`} label={choiceLabel(form, choice, lang)} inputmode="numeric" width={4} autocomplete="off" />
      ))}
    </>
  );
}
