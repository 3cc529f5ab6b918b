import { Button, ButtonGroup, Details, FileUpload, Form, Link, Radios, Select, usePage } from '../../../../../ui/index.ts';
import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { registerPaths } from '../../../paths.ts';
import { columnsOf, importKinds, requiredColumns } from '../../columns.ts';
import { say } from '../../messages.ts';
import { columnInWords } from '../words.ts';
import { ImportPage } from './import-page.tsx';

/** Which file, and of what. */
export function UploadPage({ values, errors }: { values: FormValues; errors: FieldErrors }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <ImportPage title={t('page.new')} hasErrors={Object.keys(errors).length > 0}>
      <p class="lede">{t('upload.lede')}</p>
      {/* The file comes last: what is said of it must be known when it arrives. */}
      <Form files values={values} errors={errors}>
        <Select
          name="kind"
          label={t('upload.kind')}
          hint={t('upload.kindHint')}
          options={[{ value: '', text: t('upload.choose') }, ...importKinds.map((kind) => ({ value: kind, text: t(`file.kind.${kind}`) }))]}
        />
        <Radios
          name="encoding"
          label={t('upload.encoding')}
          hint={t('upload.encodingHint')}
          value=""
          options={[
            { value: '', label: t('upload.utf8') },
            { value: 'windows-1252', label: 'Windows-1252' },
          ]}
        />
        <FileUpload name="file" label={t('upload.file')} hint={t('upload.fileHint')} accept=".csv,.tsv,.txt,text/csv" />
        <ButtonGroup>
          <Button>{t('upload.send')}</Button>
          <Link href={registerPaths.imports()}>{t('upload.back')}</Link>
        </ButtonGroup>
      </Form>
      <Details summary={t('upload.columns')}>
        <p>{t('upload.columnsHint')}</p>
        {importKinds.map((kind) => (
          <>
            <h3>{t(`file.kind.${kind}`)}</h3>
            <p>
              {columnsOf[kind].map((column, index) => (
                <>
                  {index > 0 && ', '}
                  <code>{column}</code> ({columnInWords(column, lang)}
                  {requiredColumns[kind].includes(column) ? `\u202f; ${t('upload.required')}` : ''})
                </>
              ))}
            </p>
          </>
        ))}
      </Details>
    </ImportPage>
  );
}
