import { Button, ButtonGroup, type FieldErrors, Form, type FormValues, Link, Page, TextField, usePage } from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { AuthorityFields, ContactFields, HeadFields, MotivesField } from './draft-pages.tsx';

/** A request that the secretariat begins for a city, on one page. */
export function NewApplicationPage({
  states,
  values,
  errors = {},
}: {
  states: readonly PartyRef[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('applications.new')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      islands={['confirm-leave']}
      breadcrumbs={[{ text: t('applications.title'), href: membershipPaths.applications() }, { text: t('applications.new') }]}
    >
      <h1>{t('applications.new')}</h1>
      <p class="lede">{t('new.lede')}</p>
      <Form action={membershipPaths.newApplication()} values={values} errors={errors} confirmLeave>
        <TextField name="party" label={t('new.party')} hint={t('new.partyHint')} width={20} optional />
        <h2>{t('draft.authority.title')}</h2>
        <AuthorityFields states={states} />
        <h2>{t('draft.head.title')}</h2>
        <HeadFields />
        <h2>{t('draft.contact.title')}</h2>
        <ContactFields />
        <MotivesField />
        <ButtonGroup>
          <Button>{t('new.button')}</Button>
          <Link href={membershipPaths.applications()}>{t('draft.back')}</Link>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
