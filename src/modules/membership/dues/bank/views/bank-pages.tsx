import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  Checkboxes,
  EmptyState,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Radios,
  Select,
  Table,
  Tag,
  usePage,
} from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { bankColumns, type BankMapping } from '../csv.ts';
import type { FileSummary, LineCase } from '../queries.ts';
import type { BankFile, WaitingTable } from '../schema.ts';

/** The files that the bank gave. */
export function BankPage({ files, mayKeep }: { files: readonly FileSummary[]; mayKeep: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage title={t('nav.bank')} section="bank">
      <p class="lede">{t('bank.lede')}</p>
      {mayKeep && <Button href={duesPaths.newBankFile()}>{t('bank.new')}</Button>}
      {files.length === 0 ? (
        <EmptyState title={t('bank.none')}>
          <p>{t('bank.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('bank.count', { count: files.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('bank.file') },
            { header: t('bank.received') },
            { header: t('bank.lines'), numeric: true },
            { header: t('bank.matched'), numeric: true },
            { header: t('bank.in'), numeric: true },
          ]}
          rows={files.map(({ file, lines, matched, inCents }) => [
            <Link href={duesPaths.bankFile(file.id)}>{file.name}</Link>,
            `${formatInstant(file.at, lang)}, ${file.by}`,
            String(lines),
            file.waiting ? <Tag kind="waiting">{t('bank.waiting')}</Tag> : String(matched),
            formatMoney(inCents, lang),
          ])}
        />
      )}
    </DuesPage>
  );
}

interface Refusal {
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** A file to bring. */
export function BankUploadPage({ values, errors = {} }: Refusal) {
  const t = say.in(usePage().lang);
  return (
    <DuesPage
      title={t('bank.new')}
      section="bank"
      above={[{ text: t('nav.bank'), href: duesPaths.bank() }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <p class="lede">{t('bank.newLede')}</p>
      {/* The file comes last: what is said of it must be known when it arrives. */}
      <Form files values={values} errors={errors}>
        <Radios
          name="encoding"
          label={t('bank.encodingOf')}
          hint={t('bank.encodingHint')}
          value=""
          options={[
            { value: '', label: 'UTF-8' },
            { value: 'windows-1252', label: 'Windows-1252' },
          ]}
        />
        <FileUpload name="file" label={t('bank.file')} hint={t('bank.fileHint')} accept=".xml,.csv,.txt,text/csv,text/xml" />
        <ButtonGroup>
          <Button>{t('bank.send')}</Button>
          <Link href={duesPaths.bank()}>{t('bank.back')}</Link>
        </ButtonGroup>
      </Form>
    </DuesPage>
  );
}

/** Which column is which, with the first lines beside. */
export function BankColumnsPage({
  file,
  table,
  mapping,
  remembered,
  values,
  errors = {},
}: { file: BankFile; table: WaitingTable; mapping: BankMapping; remembered: boolean } & Refusal) {
  const t = say.in(usePage().lang);
  return (
    <DuesPage
      title={t('bank.columns')}
      section="bank"
      eyebrow={file.name}
      above={[{ text: t('nav.bank'), href: duesPaths.bank() }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <p>{t(remembered ? 'bank.remembered' : 'bank.guessed')}</p>
      <Table
        caption={t('bank.sample', { count: table.rows.length })}
        dense
        columns={table.header.map((heading) => ({ header: heading }))}
        rows={table.rows.slice(0, 3).map((row) => row.cells)}
      />
      <Form values={values} errors={errors}>
        {bankColumns.map((column) => (
          <Select
            name={column}
            label={t(`bank.column.${column}`)}
            value={mapping[column] === undefined ? '' : String(mapping[column])}
            options={[
              { value: '', text: t('bank.noColumn') },
              ...table.header.map((heading, index) => ({ value: String(index), text: heading })),
            ]}
          />
        ))}
        <Button>{t('bank.read')}</Button>
      </Form>
    </DuesPage>
  );
}

export interface BankFilePageProps extends Refusal {
  file: BankFile;
  cases: readonly LineCase[];
  parties: ReadonlyMap<string, PartyRef>;
  mayKeep: boolean;
  mayUndo: boolean;
  done: string | undefined;
}

/** The lines of a file: from whom each comes, why that is thought and how sure; those that are certain are ticked. */
export function BankFilePage({ file, cases, parties, mayKeep, mayUndo, done, values, errors = {} }: BankFilePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const open = cases.filter((one) => one.match !== null);
  const found = open.filter((one) => one.match!.kind === 'found');
  const unknown = open.filter((one) => one.match!.kind !== 'found');
  const settled = cases.filter((one) => one.match === null);
  const nameOf = (id: string) => inLang(parties.get(id)!.name, lang);
  const amountOf = ({ line }: LineCase) =>
    line.orderedCents && line.orderedCurrency
      ? t('bank.ordered', {
          amount: formatMoney(line.amountCents, lang, line.currency),
          ordered: formatMoney(line.orderedCents, lang, line.orderedCurrency),
        })
      : formatMoney(line.amountCents, lang, line.currency);
  return (
    <DuesPage
      title={file.name}
      section="bank"
      above={[{ text: t('nav.bank'), href: duesPaths.bank() }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      {done === 'matched' && <NotificationBanner kind="success" text={t('done.matched')} />}
      {done === 'undone' && <NotificationBanner kind="success" text={t('done.undone')} />}
      <p class="lede">{t('bank.summary', { at: formatInstant(file.at, lang), by: file.by, account: file.account ?? 'none' })}</p>
      <BigNumbers
        items={[
          { value: String(cases.filter((one) => one.payment).length), label: t('bank.matched') },
          { value: String(found.length), label: t('bank.toConfirm') },
          { value: String(unknown.length), label: t('bank.unknown') },
        ]}
      />
      {found.length > 0 && mayKeep && (
        <Form action={duesPaths.bankMatching(file.id)} values={values} errors={errors}>
          <Checkboxes
            name="lines"
            label={t('bank.confirmLines')}
            hint={t('bank.confirmHint')}
            values={found.filter((one) => one.match!.kind === 'found' && one.match!.sure === 'certain').map((one) => one.line.id)}
            options={found.map((one) => {
              const match = one.match as Extract<NonNullable<LineCase['match']>, { kind: 'found' }>;
              return {
                value: one.line.id,
                label: t('bank.from', { party: nameOf(match.partyId), year: String(match.year ?? 'none'), amount: amountOf(one) }),
                hint: (
                  <>
                    <Tag kind={match.sure === 'certain' ? 'good' : 'waiting'}>{t(`bank.sure.${match.sure}`)}</Tag>{' '}
                    {t(`bank.by.${match.by}`)} {t('bank.said', { day: formatDate(one.line.bookedOn, lang), words: saidBy(one) })}{' '}
                    <Link href={duesPaths.bankLine(file.id, one.line.id)}>{t('bank.another')}</Link>
                  </>
                ),
              };
            })}
          />
          <Button>{t('bank.confirm')}</Button>
        </Form>
      )}
      {unknown.length > 0 && (
        <Table
          caption={t('bank.unknownCount', { count: unknown.length })}
          dense
          columns={[
            { header: t('column.day') },
            { header: t('column.amount'), numeric: true },
            { header: t('bank.words') },
            { header: t('bank.maybe') },
            ...(mayKeep ? [{ header: t('column.action') }] : []),
          ]}
          rows={unknown.map((one) => [
            formatDate(one.line.bookedOn, lang),
            amountOf(one),
            saidBy(one),
            one.match!.kind === 'several' ? t('bank.several', { parties: one.match!.partyIds.map(nameOf).join(', ') }) : t('bank.nobody'),
            ...(mayKeep ? [<Link href={duesPaths.bankLine(file.id, one.line.id)}>{t('bank.byHand')}</Link>] : []),
          ])}
        />
      )}
      {settled.length > 0 && (
        <Table
          caption={t('bank.settledCount', { count: settled.length })}
          dense
          columns={[
            { header: t('column.day') },
            { header: t('column.amount'), numeric: true },
            { header: t('bank.words') },
            { header: t('column.state') },
          ]}
          rows={settled.map((one) => [
            formatDate(one.line.bookedOn, lang),
            amountOf(one),
            saidBy(one),
            one.payment ? (
              <>
                <Tag kind="good">{t('bank.isMatched')}</Tag>{' '}
                <Link href={duesPaths.account(parties.get(one.payment.partyId)!.slug)}>{nameOf(one.payment.partyId)}</Link>,{' '}
                {t(`bank.by.${one.payment.matchedBy}`)}
              </>
            ) : one.line.duplicateOf ? (
              <>
                <Tag kind="over">{t('bank.duplicate')}</Tag> {t('bank.duplicateText')}
              </>
            ) : (
              <Tag kind="over">{t('bank.outgoing')}</Tag>
            ),
          ])}
        />
      )}
      {mayUndo && cases.some((one) => one.payment) && (
        <p>
          <Link href={duesPaths.bankUndoing(file.id)}>{t('bank.undo')}</Link>
        </p>
      )}
    </DuesPage>
  );
}

/** What the bank says of a line, in one sentence. */
function saidBy({ line }: LineCase): string {
  return [line.payer, line.reference, line.words].filter(Boolean).join(' · ').slice(0, 300) || '—';
}
