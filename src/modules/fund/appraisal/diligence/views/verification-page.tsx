import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, DayField, FileUpload, Form, Radios, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import { type DiligenceKind, diligenceOutcomes } from '../../vocabulary.ts';

/** Where one point is verified, with its evidence. */
export function VerificationPage({
  kind,
  values,
  errors,
  ...frame
}: Pick<FrameProps, 'file' | 'now'> & { kind: DiligenceKind; values?: FormValues | undefined; errors?: FieldErrors | undefined }) {
  const t = say.in(usePage().lang);
  return (
    <Frame {...frame} tab="diligence" hasErrors={errors !== undefined}>
      <h2>{t(`diligence.kind.${kind}`)}</h2>
      <p>{t(`diligence.hint.${kind}`)}</p>
      <Form action={appraisalPaths.diligenceOf(frame.file.dossier.reference, kind)} values={values} errors={errors} files>
        <Radios
          name="outcome"
          label={t('diligence.outcome')}
          options={diligenceOutcomes.map((value) => ({ value, label: t(`diligence.${value}`) }))}
        />
        <TextArea name="words" label={t('diligence.words')} rows={3} maxlength={2000} />
        {kind === 'screening' && (
          <>
            <TextField name="list" label={t('diligence.list')} maxlength={200} />
            <DayField name="listOn" label={t('diligence.listOn')} />
          </>
        )}
        <FileUpload name="file" label={t('diligence.file')} hint={t('diligence.fileHint')} />
        <Button>{t('diligence.button')}</Button>
      </Form>
    </Frame>
  );
}
