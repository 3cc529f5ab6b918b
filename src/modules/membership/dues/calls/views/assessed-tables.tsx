import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { EmptyState, Link, Table, usePage } from '../../../../../ui/index.ts';
import { say as sayMembership } from '../../../messages.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { figureInWords } from '../paper.ts';
import type { CallPreview, CalledMember } from '../preview.ts';

/** What each member would be asked, from which figures; and who would be asked nothing, with the reason. */
export function AssessedTables({ preview, before }: { preview: CallPreview; before?: ReadonlyMap<string, number> | undefined }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { called, leftOut } = preview;
  return (
    <>
      {called.length === 0 ? (
        <EmptyState title={t('calls.nobody')}>
          <p>{t('calls.nobodyText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('calls.called', { count: called.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.member') },
            { header: t('column.category') },
            { header: t('basis.gni') },
            { header: t('basis.population') },
            { header: t('column.rule') },
            { header: t('column.amount'), numeric: true },
            ...(before ? [{ header: t('column.before'), numeric: true }] : []),
          ]}
          rows={called.map((one) => [
            <Link href={duesPaths.account(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
            sayMembership.in(lang)(`category.${one.category}`),
            one.gni ? figureInWords(one.gni, lang) : '—',
            one.population ? figureInWords(one.population, lang) : '—',
            t(`rule.${one.rule}`),
            amountInWords(one),
            ...(before ? [differenceInWords(one, before.get(one.party.id))] : []),
          ])}
        />
      )}
      {leftOut.length > 0 && (
        <Table
          caption={t('calls.leftOut', { count: leftOut.length })}
          dense
          firstCellIsHeader
          columns={[{ header: t('column.member') }, { header: t('column.category') }, { header: t('column.why') }]}
          rows={leftOut.map((one) => [
            <Link href={duesPaths.account(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
            sayMembership.in(lang)(`category.${one.category}`),
            t(`leftOut.${one.why}`),
          ])}
        />
      )}
    </>
  );

  function amountInWords(one: CalledMember) {
    const fee = one.calls.find((call) => call.kind === 'entry_fee');
    return (
      <>
        {formatMoney(one.amountCents, lang)}
        {fee && <> {t('calls.plusFee', { amount: formatMoney(fee.amountCents, lang) })}</>}
      </>
    );
  }

  function differenceInWords(one: CalledMember, cents: number | undefined): string {
    if (cents === undefined) return t('calls.notBefore');
    const difference = one.amountCents - cents;
    return difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${formatMoney(Math.abs(difference), lang)}`;
  }
}
