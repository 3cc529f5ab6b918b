import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  Details,
  DayField,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  Radios,
  SummaryList,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import type { ProjectCase } from '../../queries.ts';
import { ProjectLayout } from '../../views/project-layout.tsx';
import type { AgreementCase } from '../queries.ts';
import type { Side } from '../schema.ts';
import { changeInWords, termsInWords } from '../words.ts';
import { AgreementTag, nameOf } from './agreement-list.tsx';

export interface AgreementPageProps {
  found: ProjectCase;
  one: AgreementCase;
  own: boolean;
  /** Who may sign now, where whoever reads may. */
  signs: Side | null;
  mayManage: boolean;
  /** Whoever reads has not looked at these scans yet. */
  toCheck: readonly string[];
  refused?: { form: 'signature' | 'scan' | 'check' | 'withdrawal'; values: FormValues; errors: FieldErrors } | undefined;
}

/** An agreement or an amendment: its files, what it changes, who signed what, and what is left to do. */
export function AgreementPage({ found, one, own, signs, mayManage, toCheck, refused }: AgreementPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { agreement, withdrawal, force, signatures, scans } = one;
  const ref = found.project.reference;
  const file = own ? projectPaths.ownAgreementFile : projectPaths.agreementFile;
  const isOpen = !withdrawal && !force;
  const errorsOf = (form: NonNullable<typeof refused>['form']) =>
    refused?.form === form ? { values: refused.values, errors: refused.errors } : {};
  return (
    <ProjectLayout found={found} title={nameOf(one, t)} own={own} hasErrors={refused !== undefined}>
      <p>
        <AgreementTag found={one} />
      </p>
      <SummaryList
        rows={[
          // An amendment says below what it changes; whoever signs the agreement reads first what it promises.
          ...(agreement.changes
            ? []
            : termsInWords(agreement.terms, found.project.currency, lang).map(([key, words]) => ({ key, value: <Lines words={words} /> }))),
          {
            key: t('agreement.files'),
            value: (
              <>
                <Link href={file(ref, agreement.id, 'texte.pdf')}>PDF</Link> ·{' '}
                <Link href={file(ref, agreement.id, 'texte.docx')}>Word</Link>
              </>
            ),
          },
          { key: t('agreement.hash'), value: <code class="wrap">{agreement.hash}</code> },
          {
            key: t('agreement.sentOn'),
            value: own ? formatInstant(agreement.at, lang) : `${formatInstant(agreement.at, lang)}, ${agreement.by}`,
          },
          !own && {
            key: t('agreement.template'),
            value: agreement.template === null ? t('template.product') : t('template.version', { number: agreement.template }),
          },
          agreement.reason !== null && { key: t('field.reason'), value: agreement.reason },
          withdrawal !== null && { key: t('agreement.withdrawn'), value: withdrawal.reason },
        ]}
      />
      {agreement.changes && (
        <Table
          caption={t('amendment.changes')}
          firstCellIsHeader
          columns={[{ header: t('column.what') }, { header: t('column.before') }, { header: t('column.after') }]}
          rows={agreement.changes.map((change) =>
            changeInWords(change, found.project.currency, lang).map((words) => <Lines words={words} />),
          )}
        />
      )}
      {signatures.length > 0 && (
        <>
          <Table
            caption={t('signatures.title')}
            firstCellIsHeader
            columns={[
              { header: t('signature.side') },
              { header: t('signature.signatory') },
              { header: t('signature.at') },
              { header: t('signature.identity') },
            ]}
            rows={signatures.map((signature) => [
              t(`side.${signature.side}`),
              `${signature.signatory}, ${signature.quality}`,
              formatInstant(signature.at, lang),
              t(signature.identity.mandate ? 'identity.mandate' : signature.side === 'city' ? 'identity.noMandate' : 'identity.account'),
            ])}
          />
          <p>
            <Link href={file(ref, agreement.id, 'preuve.json')}>{t('signatures.evidence')}</Link>
          </p>
        </>
      )}
      {scans.map(({ scan, checks }) => (
        <>
          <h2>{t('scan.title', { day: formatDate(scan.signedOn, lang) })}</h2>
          <p>
            {scan.citySignatory} · {scan.networkSignatory} · <Link href={file(ref, agreement.id, `${scan.id}.scan`)}>{t('scan.file')}</Link>
          </p>
          <ul class="govuk-list">
            {checks.map((check) => (
              <li>
                {t(check.accepted ? 'scan.acceptedBy' : 'scan.refusedBy', {
                  by: own ? t('side.network') : check.by,
                  remark: check.remark ?? '',
                })}
              </li>
            ))}
          </ul>
          {toCheck.includes(scan.id) && (
            <Form action={projectPaths.scan(ref, agreement.id, scan.id)} {...errorsOf('check')}>
              <Radios
                name="accepted"
                label={t('scan.question')}
                inline
                options={[
                  { value: 'yes', label: t('yes') },
                  { value: 'no', label: t('no') },
                ]}
              />
              <TextField name="remark" label={t('scan.remark')} />
              <Button>{t('scan.answer')}</Button>
            </Form>
          )}
        </>
      ))}
      {isOpen && signs && (
        <>
          <h2>{t(`sign.title.${signs}`)}</h2>
          <p>{t('sign.text')}</p>
          <Form
            action={own ? projectPaths.ownSignature(ref, agreement.id) : projectPaths.signature(ref, agreement.id)}
            {...errorsOf('signature')}
          >
            <TextField name="signatory" label={t('signature.name')} autocomplete="name" />
            <TextField name="quality" label={t('signature.quality')} hint={t('signature.qualityHint')} />
            <TextField name="typed" label={t('sign.typedLabel')} hint={t('sign.typed', { reference: ref })} width={10} autocomplete="off" />
            <Button>{t('sign.button')}</Button>
          </Form>
        </>
      )}
      {isOpen && (own || mayManage) && (
        <Details summary={t('scan.bring')} open={refused?.form === 'scan'}>
          <p>{t('scan.text')}</p>
          <Form files action={own ? projectPaths.ownScans(ref, agreement.id) : projectPaths.scans(ref, agreement.id)} {...errorsOf('scan')}>
            <DayField name="signedOn" label={t('scan.signedOn')} />
            <TextField name="citySignatory" label={t('scan.citySignatory')} />
            <TextField name="networkSignatory" label={t('scan.networkSignatory')} />
            <FileUpload name="file" label={t('scan.file')} accept=".pdf,image/jpeg,image/png" />
            <Button kind="secondary">{t('scan.send')}</Button>
          </Form>
        </Details>
      )}
      {isOpen && mayManage && (
        <Details summary={t('withdrawal.title')} open={refused?.form === 'withdrawal'}>
          <Form action={projectPaths.withdrawal(ref, agreement.id)} {...errorsOf('withdrawal')}>
            <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
            <Button kind="secondary">{t('withdrawal.button')}</Button>
          </Form>
        </Details>
      )}
    </ProjectLayout>
  );
}

/** Words of several lines, as they are on paper. */
function Lines({ words }: { words: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
