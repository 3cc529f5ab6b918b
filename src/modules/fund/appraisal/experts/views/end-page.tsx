import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Confirm, TextArea, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import type { Assignment } from '../schema.ts';

/** Asks why what was asked of someone ends. */
export function EndPage({
  assignment,
  values,
  errors,
  ...frame
}: Pick<FrameProps, 'file' | 'now'> & { assignment: Assignment; values?: FormValues | undefined; errors?: FieldErrors | undefined }) {
  const t = say.in(usePage().lang);
  const { reference } = frame.file.dossier;
  return (
    <Frame {...frame} tab="evaluations" hasErrors={errors !== undefined}>
      <h2>{t('evaluations.endTitle', { name: assignment.name })}</h2>
      <Confirm
        action={appraisalPaths.assignmentEnd(reference, assignment.id)}
        button={t('evaluations.end')}
        warning
        cancelHref={appraisalPaths.evaluations(reference)}
        values={values}
        errors={errors}
      >
        <p>{t('evaluations.endLede')}</p>
        <TextArea name="reason" label={t('evaluations.reason')} rows={2} maxlength={500} />
      </Confirm>
    </Frame>
  );
}
