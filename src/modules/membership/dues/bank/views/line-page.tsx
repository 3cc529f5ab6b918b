import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Confirm, type FieldErrors, type FormValues, SummaryList, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { LineCase } from '../queries.ts';
import type { BankFile } from '../schema.ts';

interface Asked {
  file: BankFile;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** One line of a file, and the member that a person says it comes from. */
export function LinePage({
  file,
  found,
  parties,
  values,
  errors = {},
}: Asked & { found: LineCase; parties: ReadonlyMap<string, PartyRef> }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { line, match } = found;
  const candidates = match?.kind === 'several' ? match.partyIds : match?.kind === 'found' ? [match.partyId] : [];
  return (
    <DuesPage
      title={t('bank.byHand')}
      section="bank"
      above={[
        { text: t('nav.bank'), href: duesPaths.bank() },
        { text: file.name, href: duesPaths.bankFile(file.id) },
      ]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Confirm button={t('bank.match')} cancelHref={duesPaths.bankFile(file.id)} values={values} errors={errors}>
        <SummaryList
          rows={[
            { key: t('column.day'), value: formatDate(line.bookedOn, lang) },
            { key: t('column.amount'), value: formatMoney(line.amountCents, lang, line.currency) },
            line.payer !== null && { key: t('bank.column.payer'), value: line.payer },
            line.reference !== null && { key: t('bank.column.reference'), value: line.reference },
            { key: t('bank.words'), value: line.words || '—' },
            candidates.length > 0 && {
              key: t('bank.maybe'),
              value: candidates.map((id) => inLang(parties.get(id)!.name, lang)).join(', '),
            },
          ]}
        />
        <TextField
          name="party"
          label={t('column.member')}
          hint={t('bank.partyHint')}
          value={candidates.length === 1 ? inLang(parties.get(candidates[0]!)!.name, lang) : undefined}
        />
        <TextField name="year" label={t('bank.forYear')} hint={t('bank.forYearHint')} width={4} inputmode="numeric" />
        <TextArea name="note" label={t('field.note')} rows={2} maxlength={1000} />
      </Confirm>
    </DuesPage>
  );
}

/** Before all payments of a file are reversed. */
export function UndoPage({ file, count, values, errors = {} }: Asked & { count: number }) {
  const t = say.in(usePage().lang);
  return (
    <DuesPage
      title={t('bank.undo')}
      section="bank"
      above={[
        { text: t('nav.bank'), href: duesPaths.bank() },
        { text: file.name, href: duesPaths.bankFile(file.id) },
      ]}
      hasErrors={Object.keys(errors).length > 0}
    >
      <Confirm button={t('bank.undo')} warning cancelHref={duesPaths.bankFile(file.id)} values={values} errors={errors}>
        <p>{t('bank.undoText', { count })}</p>
        <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
      </Confirm>
    </DuesPage>
  );
}
