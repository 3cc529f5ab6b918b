import { typeDay } from '../../../../../kernel/dates.ts';
import { BigNumbers, Confirm, DayField, ExportLinks, type FieldErrors, type FormValues, usePage } from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import type { Scale } from '../../scale/queries.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { CallPreview } from '../preview.ts';
import { AssessedTables } from './assessed-tables.tsx';

export interface CampaignFormPageProps {
  scale: Scale;
  preview: CallPreview;
  today: Temporal.PlainDate;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Who would be called, who would not and why; then the button that calls them all. */
export function CampaignFormPage({ scale, preview, today, values, errors = {} }: CampaignFormPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { called, totalCents } = preview;
  return (
    <DuesPage
      title={t('calls.newOfYear', { year: String(scale.year) })}
      section="calls"
      above={[{ text: t('nav.calls'), href: duesPaths.calls() }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <BigNumbers
        items={[
          { value: formatMoney(totalCents, lang), label: t('simulation.total') },
          { value: String(called.length), label: t('simulation.called') },
          { value: String(preview.leftOut.length), label: t('simulation.leftOut') },
        ]}
      />
      <AssessedTables preview={preview} />
      <ExportLinks hrefOf={(format) => `${duesPaths.newCampaign(scale.year)}&format=${exportFormats[format]}`} />
      {called.length > 0 && (
        <>
          <h2>{t('calls.confirm')}</h2>
          <Confirm
            action={duesPaths.newCampaign(scale.year)}
            button={t('calls.callAll', { count: called.length })}
            warning
            cancelHref={duesPaths.calls()}
            values={values}
            errors={errors}
          >
            <p>{t('calls.confirmText', { count: called.length, amount: formatMoney(totalCents, lang) })}</p>
            <DayField name="calledOn" label={t('column.calledOn')} value={typeDay(today)} />
            <DayField name="dueOn" label={t('column.dueOn')} />
            <input type="hidden" name="year" value={scale.year} />
            <input type="hidden" name="seenCount" value={called.length} />
            <input type="hidden" name="seenTotal" value={totalCents} />
          </Confirm>
        </>
      )}
    </DuesPage>
  );
}
