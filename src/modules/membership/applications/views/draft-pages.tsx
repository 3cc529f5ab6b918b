import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { applicantCategories } from '../../vocabulary.ts';
import type { Application } from '../queries.ts';
import { FileSummary } from './file-page.tsx';
import { Frame } from './frame.tsx';

export interface DraftPageProps {
  application: Application;
  base: string;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Which authority asks: its name, its State, what it is. */
export function AuthorityPage({ states, ...props }: DraftPageProps & { states: readonly PartyRef[] }) {
  const { application } = props;
  return (
    <DraftForm {...props} step="authority">
      <AuthorityFields application={application} states={states} />
    </DraftForm>
  );
}

/** Who heads it. */
export function HeadPage(props: DraftPageProps) {
  return (
    <DraftForm {...props} step="head">
      <HeadFields application={props.application} />
    </DraftForm>
  );
}

/** Who answers for the file. */
export function ContactPage(props: DraftPageProps) {
  return (
    <DraftForm {...props} step="contact">
      <ContactFields application={props.application} />
    </DraftForm>
  );
}

/** Why it wants to join. */
export function MotivesPage(props: DraftPageProps) {
  return (
    <DraftForm {...props} step="motives">
      <MotivesField application={props.application} />
    </DraftForm>
  );
}

/** All that the file says, once more, and the word that it is true. */
export function SubmissionPage({ application, base, values, errors = {} }: DraftPageProps) {
  const t = say.in(usePage().lang);
  return (
    <Frame application={application} base={base} title={t('submission.title')} hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('submission.lede')}</p>
      <FileSummary application={application} base={base} editable />
      <Form values={values} errors={errors}>
        <Checkboxes name="declared" label={t('submission.declaration')} options={[{ value: 'yes', label: t('submission.declared') }]} />
        <ButtonGroup>
          <Button>{t('submission.button')}</Button>
          <Link href={base}>{t('draft.back')}</Link>
        </ButtonGroup>
      </Form>
    </Frame>
  );
}

/** Asks once more before a request is taken back. */
export function WithdrawalPage({ application, base, values, errors = {} }: DraftPageProps) {
  const t = say.in(usePage().lang);
  return (
    <Frame application={application} base={base} title={t('withdrawal.title')} hasErrors={Object.keys(errors).length > 0}>
      <Form values={values} errors={errors}>
        <p>{t('withdrawal.text')}</p>
        <TextArea name="reason" label={t('withdrawal.reason')} rows={3} maxlength={2000} />
        <ButtonGroup>
          <Button kind="warning">{t('withdrawal.button')}</Button>
          <Link href={base}>{t('draft.back')}</Link>
        </ButtonGroup>
      </Form>
    </Frame>
  );
}

function DraftForm({
  application,
  base,
  step,
  values,
  errors = {},
  children,
}: DraftPageProps & { step: 'authority' | 'head' | 'contact' | 'motives'; children: ComponentChildren }) {
  const t = say.in(usePage().lang);
  return (
    <Frame
      application={application}
      base={base}
      title={t(`draft.${step}.title`)}
      hasErrors={Object.keys(errors).length > 0}
      islands={['confirm-leave']}
    >
      <Form values={values} errors={errors} confirmLeave>
        {children}
        <ButtonGroup>
          <Button>{t('draft.save')}</Button>
          <Link href={base}>{t('draft.back')}</Link>
        </ButtonGroup>
      </Form>
    </Frame>
  );
}

/** The fields of an authority; `application` is what is known of it. */
export function AuthorityFields({ application, states }: { application?: Application | undefined; states: readonly PartyRef[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <TextField name="name" label={t('draft.name')} hint={t('draft.nameHint')} value={application?.name} autocomplete="organization" />
      <Select
        name="state"
        label={t('draft.state')}
        value={application?.stateParty?.slug}
        options={[{ value: '', text: t('draft.choose') }, ...states.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
      />
      <Select
        name="category"
        label={t('draft.category')}
        value={application?.category}
        options={[
          { value: '', text: t('draft.choose') },
          ...applicantCategories.map((value) => ({ value, text: t(`applicant.${value}`) })),
        ]}
      />
      <Radios
        name="hasCouncil"
        label={t('draft.hasCouncil')}
        hint={t('draft.hasCouncilHint')}
        value={application?.hasCouncil === false ? 'no' : 'yes'}
        inline
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
      />
    </>
  );
}

/** The fields of who heads an authority. */
export function HeadFields({ application }: { application?: Application | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="headName" label={t('draft.headName')} hint={t('draft.nameOfPersonHint')} value={application?.headName} />
      <TextField
        name="headFunction"
        label={t('draft.headFunction')}
        hint={t('draft.headFunctionHint')}
        value={application?.headFunction}
        optional
      />
    </>
  );
}

/** The fields of who answers for a file. */
export function ContactFields({ application }: { application?: Application | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="contactName" label={t('draft.contactName')} value={application?.contactName} autocomplete="name" />
      <TextField name="contactFunction" label={t('draft.contactFunction')} value={application?.contactFunction} optional />
      <TextField
        name="contactEmail"
        type="email"
        label={t('draft.contactEmail')}
        hint={t('draft.contactEmailHint')}
        value={application?.contactEmail}
        autocomplete="email"
        spellcheck={false}
      />
      <Radios
        name="lang"
        label={t('draft.lang')}
        value={application?.lang ?? 'fr'}
        inline
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
    </>
  );
}

/** The field that says why. */
export function MotivesField({ application }: { application?: Application | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <TextArea
      name="motives"
      label={t('draft.motives')}
      hint={t('draft.motivesHint')}
      value={application?.motives}
      rows={7}
      maxlength={4000}
      optional
    />
  );
}
