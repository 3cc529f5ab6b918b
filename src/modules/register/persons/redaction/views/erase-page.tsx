import { Checkboxes, Confirm, TextArea, usePage } from '../../../../../ui/index.ts';
import type { Refusal } from '../../../facts/views/fact-forms.tsx';
import { say } from '../../../mandates/messages.ts';
import { registerPaths } from '../../../paths.ts';
import { FormPage } from '../../../views/form-page.tsx';
import type { PersonDossier } from '../../dossier.ts';

/** Asks once more before the contacts of someone are erased: their name stays. */
export function EraseContactsPage({ dossier: { person, contacts }, refusal }: { dossier: PersonDossier; refusal: Refusal }) {
  const t = say.in(usePage().lang);
  const href = registerPaths.person(person.id);
  return (
    <FormPage
      title={t('contacts.erase')}
      about={person.name}
      trail={[{ text: person.name, href }]}
      hasErrors={Object.keys(refusal.errors).length > 0}
    >
      <Confirm {...refusal} button={t('redaction.button')} warning cancelHref={href}>
        <p>{t('contacts.goes', { count: contacts.length })}</p>
        <TextArea name="reason" label={t('redaction.reason')} hint={t('redaction.reasonHint')} rows={2} />
        <Checkboxes name="sure" label={t('redaction.sure')} legend={false} options={[{ value: 'yes', label: t('redaction.sure') }]} />
      </Confirm>
    </FormPage>
  );
}

/** Asks once more before a person is erased: what goes, what stays, what is not here. */
export function ErasePersonPage({ dossier: { person, names, contacts, mandates }, refusal }: { dossier: PersonDossier; refusal: Refusal }) {
  const t = say.in(usePage().lang);
  const href = registerPaths.person(person.id);
  const counts = { names: names.length, contacts: contacts.length, mandates: mandates.length };
  return (
    <FormPage
      title={t('redaction.title')}
      about={person.name}
      trail={[{ text: person.name, href }]}
      hasErrors={Object.keys(refusal.errors).length > 0}
    >
      <Confirm {...refusal} button={t('redaction.button')} warning cancelHref={href}>
        <p>{t('redaction.goes', counts)}</p>
        <p>{t('redaction.stays', counts)}</p>
        <p>{t('redaction.elsewhere')}</p>
        <TextArea name="reason" label={t('redaction.reason')} hint={t('redaction.reasonHint')} rows={2} />
        <Checkboxes name="sure" label={t('redaction.sure')} legend={false} options={[{ value: 'yes', label: t('redaction.sure') }]} />
      </Confirm>
    </FormPage>
  );
}
