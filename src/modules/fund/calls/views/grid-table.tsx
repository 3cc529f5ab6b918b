import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Table, usePage } from '../../../../ui/index.ts';
import { scoringGrid } from '../forms/definition.ts';
import { say } from '../messages.ts';
import type { FundCall } from '../schema.ts';

/** What dossiers are scored on, and how much each criterion weighs. */
export function GridTable({ call }: { call: FundCall }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const grid = scoringGrid.parse(call.grid);
  const total = grid.criteria.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <>
      <Table
        caption={t('grid.caption', { most: grid.most })}
        firstCellIsHeader
        columns={[{ header: t('grid.criterion') }, { header: t('grid.weight'), numeric: true }]}
        rows={grid.criteria.map(({ label, hint, weight }) => [
          <>
            {inLang(label, lang)}
            {hint && <div class="muted">{inLang(hint, lang)}</div>}
          </>,
          formatNumber(weight / total, lang, { style: 'percent', maximumFractionDigits: 1 }),
        ])}
      />
      <p class="muted">{t('grid.rules', { under: formatNumber(grid.commentUnder, lang), gap: grid.gap })}</p>
    </>
  );
}
