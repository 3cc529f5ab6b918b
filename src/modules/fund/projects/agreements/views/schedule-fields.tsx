import { Checkboxes, Details, Fieldset, TextField, DayField, usePage } from '../../../../../ui/index.ts';
import type { FormValues } from '../../../../../kernel/http/forms.ts';
import { say } from '../../messages.ts';
import { scheduleRows } from '../schedule-form.ts';

/** The instalments of an agreement, each with what it depends on; an empty amount is no instalment. */
export function ScheduleFields({ values }: { values: FormValues }) {
  const t = say.in(usePage().lang);
  const filled = scheduleRows.filter((row) => values[`amount${row}`]).length;
  return (
    <>
      {scheduleRows.map((row) => {
        const fields = (
          <Fieldset legend={t('schedule.instalment', { number: row })}>
            <div class="field-row">
              <TextField name={`amount${row}`} label={t('column.amount')} inputmode="decimal" width={10} />
              <DayField name={`on${row}`} label={t('column.expected')} />
            </div>
            <Checkboxes
              name={`signed${row}`}
              label={t('column.conditions')}
              values={[values[`signed${row}`] ?? []].flat()}
              options={[{ value: 'yes', label: t('condition.agreement_signed') }]}
            />
            <Checkboxes
              name={`coFunding${row}`}
              label={t('column.conditions')}
              legend={false}
              values={[values[`coFunding${row}`] ?? []].flat()}
              options={[{ value: 'yes', label: t('condition.co_funding') }]}
            />
            <div class="field-row">
              <TextField name={`report${row}`} label={t('schedule.report')} hint={t('schedule.reportHint')} inputmode="numeric" width={3} />
              <TextField name={`justified${row}`} label={t('schedule.justified')} inputmode="decimal" width={4} suffix="%" />
              <DayField name={`from${row}`} label={t('schedule.from')} />
            </div>
            <div class="field-row">
              <TextField name={`donor${row}`} label={t('schedule.donor')} hint={t('schedule.donorHint')} />
              <TextField name={`amendment${row}`} label={t('schedule.amendment')} inputmode="numeric" width={3} />
            </div>
          </Fieldset>
        );
        return row <= Math.max(1, filled) ? fields : <Details summary={t('schedule.another', { number: row })}>{fields}</Details>;
      })}
    </>
  );
}
