import { BigNumbers, ExportLinks, usePage } from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import type { CallPreview } from '../../calls/preview.ts';
import { AssessedTables } from '../../calls/views/assessed-tables.tsx';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { Scale } from '../queries.ts';

export interface SimulationPageProps {
  scale: Scale;
  preview: CallPreview;
  /** What each party was asked the year before. */
  before: ReadonlyMap<string, number>;
}

/** What a scale would ask of each member, before it is voted. */
export function SimulationPage({ scale, preview, before }: SimulationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const total = [...before.values()].reduce((sum, cents) => sum + cents, 0);
  return (
    <DuesPage
      title={t('simulation.title', { year: String(scale.year), version: String(scale.version) })}
      section="scales"
      above={[{ text: t('scales.ofYear', { year: String(scale.year) }), href: duesPaths.scale(scale.id) }]}
    >
      <p class="lede">{t('simulation.lede')}</p>
      <BigNumbers
        items={[
          { value: formatMoney(preview.totalCents, lang), label: t('simulation.total') },
          { value: String(preview.called.length), label: t('simulation.called') },
          { value: String(preview.leftOut.length), label: t('simulation.leftOut') },
          ...(before.size > 0
            ? [{ value: formatMoney(total, lang), label: t('simulation.before', { year: String(scale.year - 1) }) }]
            : []),
        ]}
      />
      <AssessedTables preview={preview} before={before} />
      <ExportLinks hrefOf={(format) => `${duesPaths.simulation(scale.id)}?format=${exportFormats[format]}`} />
    </DuesPage>
  );
}
