import { Checkboxes, DayField, Radios, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';

/** Whether people are recognizable, whether they agreed, and who collected it. `orLater`: nothing may be known yet. */
export function ConsentFields({ orLater = false }: { orLater?: boolean }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <Radios
        name="state"
        label={t('consent.question')}
        hint={t('consent.questionHint')}
        options={[
          { value: 'nobody', label: t('consent.nobody') },
          { value: 'given', label: t('consent.given'), hint: t('consent.givenHint') },
          { value: 'asked', label: t('consent.asked') },
          orLater && { value: '', label: t('consent.later') },
        ]}
      />
      <Checkboxes name="children" label={t('children.question')} options={[{ value: 'yes', label: t('children.yes') }]} />
      <TextField name="collectedBy" label={t('consent.collectedBy')} hint={t('consent.collectedByHint')} />
      <DayField name="collectedOn" label={t('consent.collectedOn')} />
    </>
  );
}
