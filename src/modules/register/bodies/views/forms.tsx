import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, Form, InsetText, Link, Radios, Select, TextField, usePage } from '../../../../ui/index.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { CertaintyFields, ReasonField, SourceFields, WhenFields } from '../../facts/views/common-fields.tsx';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say } from '../../mandates/messages.ts';
import { say as sayRegister } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { FormPage } from '../../views/form-page.tsx';
import { bodyKinds, seatFunctions } from '../../vocabulary.ts';
import type { Body } from '../queries.ts';

/** The form of a new body. */
export function NewBodyPage({ refusal, institutions }: { refusal: Refusal; institutions: readonly PartyRef[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  const trail = [{ text: t('bodies.title'), href: registerPaths.bodies() }];
  return (
    <FormPage title={t('body.new')} trail={trail} hasErrors={Object.keys(refusal.errors).length > 0}>
      <Form {...refusal} confirmLeave>
        <Select
          name="institution"
          label={r('column.institution')}
          options={[
            { value: '', text: r('form.choose') },
            ...institutions.map((one) => ({ value: one.slug, text: inLang(one.name, lang) })),
          ]}
        />
        <Radios name="kind" label={r('column.kind')} options={bodyKinds.map((value) => ({ value, label: t(`bodyKind.${value}`) }))} />
        <TextField name="nameFr" label={r('column.name_fr')} />
        <TextField name="nameEn" label={r('column.name_en')} lang="en" optional />
        <Buttons href={registerPaths.bodies()} />
      </Form>
    </FormPage>
  );
}

/** The form that gives a seat to a party: whoever is at its head sits. */
export function NewSeatPage({ body, refusal, sources }: { body: Body; refusal: Refusal; sources: readonly SourceRow[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  const name = inLang({ fr: body.nameFr, en: body.nameEn }, lang);
  const href = registerPaths.body(body.slug);
  return (
    <FormPage title={t('seat.new')} about={name} trail={[{ text: name, href }]} hasErrors={Object.keys(refusal.errors).length > 0}>
      <InsetText>{t('body.rule')}</InsetText>
      <Form {...refusal} confirmLeave>
        <TextField name="party" label={t('field.city')} hint={r('form.partyHint')} autocomplete="off" />
        <Select
          name="function"
          label={r('column.function')}
          value="member"
          options={seatFunctions.map((value) => ({ value, text: r(`function.${value}`) }))}
        />
        <WhenFields />
        <SourceFields sources={sources} />
        <CertaintyFields />
        <ReasonField optional />
        <Buttons href={href} />
      </Form>
    </FormPage>
  );
}

function Buttons({ href }: { href: string }) {
  const r = sayRegister.in(usePage().lang);
  return (
    <ButtonGroup>
      <Button>{r('form.record')}</Button>
      <Link href={href}>{r('form.cancel')}</Link>
    </ButtonGroup>
  );
}
