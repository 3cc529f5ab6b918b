import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { Button, EmptyState, Link, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { ScaleState } from '../../vocabulary.ts';
import type { ScaleSummary } from '../queries.ts';

/** The scales, year by year. */
export function ScalesPage({ scales, mayKeep }: { scales: readonly ScaleSummary[]; mayKeep: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage title={t('nav.scales')} section="scales">
      <p class="lede">{t('scales.lede')}</p>
      {mayKeep && <Button href={duesPaths.newScale()}>{t('scales.new')}</Button>}
      {scales.length === 0 ? (
        <EmptyState title={t('scales.none')}>
          <p>{t('scales.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('scales.count', { count: scales.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.year') },
            { header: t('scales.version'), numeric: true },
            { header: t('scales.floor'), numeric: true },
            { header: t('column.state') },
            { header: t('column.since') },
          ]}
          rows={scales.map((one) => [
            <Link href={duesPaths.scale(one.id)}>{t('scales.ofYear', { year: String(one.year) })}</Link>,
            String(one.version),
            formatMoney(one.floorCents, lang),
            <ScaleTag state={one.last.state} />,
            one.last.decidedOn ? formatDate(one.last.decidedOn, lang) : `${formatInstant(one.last.at, lang)}, ${one.last.by}`,
          ])}
        />
      )}
    </DuesPage>
  );
}

export function ScaleTag({ state }: { state: ScaleState }) {
  const t = say.in(usePage().lang);
  const kinds = { proposed: 'waiting', voted: 'neutral', in_force: 'good', withdrawn: 'over' } as const;
  return <Tag kind={kinds[state]}>{t(`scaleState.${state}`)}</Tag>;
}
