import { inLang } from '../../../../kernel/i18n/lang.ts';
import { BigNumbers, DayBar, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { ExcludedTable, RowsTable } from '../../views/rows-table.tsx';
import { formatValue, shownOf } from '../../views/words.ts';
import type { DraftPageProps } from './draft-page.tsx';
import { dayBar } from './figures-page.tsx';

/** What the reading gives as it is now written: its value, its first rows, what it leaves out. */
export function Preview({ draft, day, catalogue, reading, preview, fault }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { expression } = reading === 0 ? draft.reading : draft.alternatives[reading - 1]!;
  const collection = catalogue.collections.get(expression.collection);
  const path = figurePaths.draft(draft.slug);
  return (
    <section aria-label={t('draft.preview')}>
      <h2>{t('draft.preview')}</h2>
      <DayBar {...dayBar(day, path, reading > 0 ? { lecture: String(reading) } : {})} />
      {fault && <p class="govuk-error-message">{fault}</p>}
      {preview && (
        <>
          <BigNumbers
            items={[
              { value: formatValue(preview.value, lang), label: inLang(draft.unit, lang) || t('draft.noUnit') },
              { value: formatValue(preview.left, lang), label: t('draft.left', { count: preview.left }) },
            ]}
          />
          {preview.value === null && <p>{t('figure.noValue')}</p>}
          {preview.rows.length > 0 && (
            <RowsTable
              caption={t('draft.rowsCaption', shownOf(preview.counted, preview.rows.length))}
              rows={preview.rows}
              collection={collection}
              expression={expression}
            />
          )}
          {preview.excluded.length > 0 && (
            <ExcludedTable caption={t('figure.excludedCaption', shownOf(preview.left, preview.excluded.length))} rows={preview.excluded} />
          )}
        </>
      )}
    </section>
  );
}
