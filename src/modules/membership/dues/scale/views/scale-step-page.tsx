import {
  BigNumbers,
  Confirm,
  DayField,
  type FieldErrors,
  type FormValues,
  Link,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import type { CallPreview } from '../../calls/preview.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { Scale } from '../queries.ts';

export interface ScaleStepPageProps {
  to: 'voted' | 'in_force' | 'withdrawn';
  scale: Scale;
  /** What it would ask, for who records its vote. */
  preview: CallPreview | null;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What a step of a scale does, what it asks for, and its button. */
export function ScaleStepPage({ to, scale, preview, values, errors = {} }: ScaleStepPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage
      title={t(`scaleAsk.${to}.title`)}
      section="scales"
      above={[{ text: t('scales.ofYear', { year: String(scale.year) }), href: duesPaths.scale(scale.id) }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      {preview && (
        <>
          <BigNumbers
            items={[
              { value: formatMoney(preview.totalCents, lang), label: t('simulation.total') },
              { value: String(preview.called.length), label: t('simulation.called') },
              { value: String(preview.leftOut.length), label: t('simulation.leftOut') },
            ]}
          />
          <p>
            <Link href={duesPaths.simulation(scale.id)}>{t('scaleAsk.simulation')}</Link>
          </p>
        </>
      )}
      <Confirm
        button={t(`scaleAsk.${to}.title`)}
        warning={to !== 'withdrawn'}
        cancelHref={duesPaths.scale(scale.id)}
        values={values}
        errors={errors}
      >
        <p>{t(`scaleAsk.${to}.text`, { year: String(scale.year) })}</p>
        {to === 'voted' && (
          <>
            <DayField name="decidedOn" label={t('field.decidedOn')} />
            <TextField name="source" label={t('field.decisionSource')} hint={t('field.decisionSourceHint')} maxlength={500} />
          </>
        )}
        {to === 'withdrawn' && <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />}
      </Confirm>
    </DuesPage>
  );
}
