import { dayOf, formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, type FieldErrors, FileUpload, Form, Link, Table, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { Frame } from '../../writing/views/frame.tsx';
import type { OwnDossier } from '../../writing/queries.ts';
import { type FileQuestion, longestFile } from '../commands.ts';

/** The files that answer a question, and where another is put in. With its script, what a lost connection has cut goes on where it was. */
export function FilesPage({
  own,
  question,
  back,
  errors = {},
}: {
  own: OwnDossier;
  question: FileQuestion;
  back: string;
  errors?: FieldErrors | undefined;
}) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const { id } = own.dossier;
  const found = own.files.filter(({ path }) => path === question.key);
  return (
    <Frame
      own={own}
      title={inLang(question.label, lang)}
      hasErrors={Object.keys(errors).length > 0}
      islands={own.isOpen ? ['resumable-upload'] : []}
    >
      {question.hint && <p>{inLang(question.hint, lang)}</p>}
      {found.length > 0 && (
        <Table
          caption={t('files.count', { count: found.length })}
          firstCellIsHeader
          columns={[
            { header: t('files.name') },
            { header: t('files.size'), numeric: true },
            { header: t('files.added') },
            ...(own.isOpen ? [{ header: t('files.remove') }] : []),
          ]}
          rows={found.map((file) => [
            <Link href={dossierPaths.file(id, file.id)} download>
              {file.name}
            </Link>,
            t('files.kilobytes', { size: formatNumber(Math.max(1, Math.round(file.size / 1000)), lang) }),
            `${formatDate(dayOf(file.at), lang)}, ${file.by}`,
            ...(own.isOpen
              ? [
                  <Form action={dossierPaths.fileWithdrawal(id, file.id)}>
                    <Button kind="secondary">{t('files.removeButton', { name: file.name })}</Button>
                  </Form>,
                ]
              : []),
          ])}
        />
      )}
      {own.isOpen && (
        <resumable-upload
          data-action={href(dossierPaths.uploads(id, question.key))}
          data-done={href(dossierPaths.files(id, question.key))}
          data-most={String(longestFile)}
          data-sending={t('upload.sending')}
          data-lost={t('upload.lost')}
          data-refused={t('upload.refused')}
          data-too-long={t('upload.tooLong', { most: formatNumber(longestFile / 1_000_000, lang) })}
        >
          <Form files errors={errors}>
            <FileUpload
              name="file"
              label={t(question.several ? 'files.another' : 'files.one')}
              hint={t('files.hint', {
                kinds: question.accept.map((kind) => t(`kind.${kind}`)).join(', '),
                most: formatNumber(longestFile / 1_000_000, lang),
              })}
              accept={question.accept.map((kind) => extensions[kind]).join(',')}
            />
            <ButtonGroup>
              <Button>{t('files.send')}</Button>
              <Link href={back}>{t('files.back')}</Link>
            </ButtonGroup>
          </Form>
        </resumable-upload>
      )}
    </Frame>
  );
}

const extensions = { pdf: '.pdf', image: '.jpg,.jpeg,.png,.webp', word: '.docx,.odt', spreadsheet: '.xlsx,.ods' };
