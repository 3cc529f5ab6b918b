import { formatDate, dayOf, formatNumber } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  ButtonGroup,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  InsetText,
  Link,
  Radios,
  Table,
  usePage,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { filePaths } from '../../paths.ts';
import { longestDocument, mayChangeDocuments } from '../documents/commands.ts';
import type { Application } from '../queries.ts';
import { acceptedDocuments, requiredDocument } from '../rules.ts';
import { sizeInWords } from './document-links.tsx';
import { Frame } from './frame.tsx';

export interface DocumentsPageProps {
  application: Application;
  base: string;
  /** Whoever reads it may put a piece in. */
  mayChange: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The pieces of a file, and where another is put in. With its script, what a lost connection has cut goes on where it was. */
export function DocumentsPage({ application, base, mayChange, values, errors = {} }: DocumentsPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const required = requiredDocument(application);
  const open = mayChange && mayChangeDocuments(application);
  return (
    <Frame
      application={application}
      base={base}
      title={t('documents.title')}
      hasErrors={Object.keys(errors).length > 0}
      islands={open ? ['resumable-upload'] : []}
    >
      {!application.documents.some(({ kind }) => kind === required) && <InsetText>{t(`documents.required.${required}`)}</InsetText>}
      {application.documents.length > 0 && <Pieces application={application} base={base} open={open} />}
      {open && (
        <>
          <h2>{t('documents.add')}</h2>
          <resumable-upload
            data-action={href(filePaths.uploads(base))}
            data-done={href(filePaths.documents(base))}
            data-most={String(longestDocument)}
            data-sending={t('upload.sending')}
            data-lost={t('upload.lost')}
            data-refused={t('upload.refused')}
            data-too-long={t('upload.tooLong', { most: formatNumber(longestDocument / 1_000_000, lang) })}
          >
            {/* The file comes last: what is said of it must be known when it arrives. */}
            <Form files action={filePaths.documents(base)} values={values} errors={errors}>
              <Radios
                name="kind"
                label={t('documents.kind')}
                value={required}
                options={acceptedDocuments(application).map((kind) => ({ value: kind, label: t(`document.${kind}`) }))}
              />
              <FileUpload
                name="file"
                label={t('documents.file')}
                hint={t('documents.fileHint', { most: formatNumber(longestDocument / 1_000_000, lang) })}
                accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.odt"
              />
              <ButtonGroup>
                <Button>{t('documents.send')}</Button>
                <Link href={base}>{t('documents.back')}</Link>
              </ButtonGroup>
            </Form>
          </resumable-upload>
        </>
      )}
      {!open && (
        <p>
          <Link href={base}>{t('documents.back')}</Link>
        </p>
      )}
    </Frame>
  );
}

function Pieces({ application, base, open }: { application: Application; base: string; open: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={t('documents.count', { count: application.documents.length })}
      firstCellIsHeader
      columns={[
        { header: t('documents.piece') },
        { header: t('documents.name') },
        { header: t('documents.size'), numeric: true },
        { header: t('documents.added') },
        ...(open ? [{ header: t('documents.remove') }] : []),
      ]}
      rows={application.documents.map((one) => [
        t(`document.${one.kind}`),
        <Link href={filePaths.document(base, one.id)} download>
          {one.name}
        </Link>,
        sizeInWords(one.size, lang),
        `${formatDate(dayOf(one.addedAt), lang)}, ${one.addedBy}`,
        ...(open
          ? [
              <Form action={filePaths.documentWithdrawal(base, one.id)}>
                <Button kind="secondary">{t('documents.removeButton', { name: one.name })}</Button>
              </Form>,
            ]
          : []),
      ])}
    />
  );
}
