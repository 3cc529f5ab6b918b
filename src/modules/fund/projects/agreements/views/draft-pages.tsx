import {
  Button,
  ButtonGroup,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  Radios,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import type { ProjectCase } from '../../queries.ts';
import { ProjectLayout } from '../../views/project-layout.tsx';
import { ScheduleFields } from './schedule-fields.tsx';

interface DraftPageProps {
  found: ProjectCase;
  values: FormValues;
  errors?: FieldErrors | undefined;
  /** Instalments that stay as they are, in words. */
  kept?: string[];
}

/** What an agreement is written with: its instalments and what they depend on. */
export function AgreementDraftPage({ found, values, errors = {} }: DraftPageProps) {
  const t = say.in(usePage().lang);
  return (
    <ProjectLayout found={found} title={t('agreement.write')} hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('agreement.writeLede')}</p>
      <InsetText>{t('schedule.usual')}</InsetText>
      <Form values={values} errors={errors}>
        <LangField value={values['lang']} />
        <ScheduleFields values={values} />
        <Sending back={projectPaths.project(found.project.reference)} label={t('agreement.send')} />
      </Form>
    </ProjectLayout>
  );
}

/** What an amendment changes. */
export function AmendmentDraftPage({ found, values, errors = {}, kept = [] }: DraftPageProps) {
  const t = say.in(usePage().lang);
  return (
    <ProjectLayout found={found} title={t('amendment.write')} hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('amendment.writeLede')}</p>
      <Form values={values} errors={errors}>
        <LangField value={values['lang']} />
        <TextField name="granted" label={t('change.grantedCents')} inputmode="decimal" width={10} />
        <TextField name="rate" label={t('change.rate')} inputmode="decimal" width={4} suffix="%" />
        <DayField name="endsOn" label={t('change.endsOn')} />
        <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
        <h2>{t('instalments.title')}</h2>
        {kept.length > 0 && (
          <InsetText>
            <p>{t('amendment.kept')}</p>
            <ul class="govuk-list">
              {kept.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </InsetText>
        )}
        <ScheduleFields values={values} />
        <Sending back={projectPaths.project(found.project.reference)} label={t('agreement.send')} />
      </Form>
    </ProjectLayout>
  );
}

function LangField({ value }: { value: string | string[] | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <Radios
      name="lang"
      label={t('field.lang')}
      inline
      value={typeof value === 'string' ? value : 'fr'}
      options={[
        { value: 'fr', label: 'Français' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}

function Sending({ back, label }: { back: string; label: string }) {
  const t = say.in(usePage().lang);
  return (
    <ButtonGroup>
      <Button>{label}</Button>
      <Link href={back}>{t('back')}</Link>
    </ButtonGroup>
  );
}
