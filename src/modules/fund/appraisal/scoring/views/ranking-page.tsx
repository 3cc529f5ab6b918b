import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { EmptyState, ExportLinks, Link, Page, Table, usePage } from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import { DossierTag } from '../../../applications/writing/views/frame.tsx';
import { callPaths } from '../../../calls/paths.ts';
import type { FundCall } from '../../../calls/schema.ts';
import { formatRate } from '../../../rates.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import type { RankedDossier } from '../ranking.ts';

/** The dossiers of a call by their score, with how far apart their scorers are. */
export function RankingPage({ call, dossiers }: { call: FundCall; dossiers: readonly RankedDossier[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang({ fr: call.nameFr, en: call.nameEn }, lang);
  const title = t('ranking.title', { call: name });
  return (
    <Page title={title} noIndex width="wide" breadcrumbs={[{ text: name, href: callPaths.call(call.slug) }, { text: title }]}>
      <h1>{title}</h1>
      <p class="lede">{t('ranking.lede')}</p>
      {dossiers.length === 0 ? (
        <EmptyState title={t('ranking.none')} />
      ) : (
        <>
          <Table
            caption={t('ranking.caption')}
            dense
            columns={[
              { header: t('ranking.place'), numeric: true },
              { header: t('ranking.dossier') },
              { header: t('ranking.city') },
              { header: t('ranking.score'), numeric: true },
              { header: t('ranking.spread'), numeric: true },
              { header: t('ranking.count'), numeric: true },
              { header: t('ranking.state') },
            ]}
            rows={dossiers.map((one) => [
              one.place ?? '–',
              <>
                <Link href={appraisalPaths.dossier(one.dossier.reference)}>{one.dossier.reference}</Link> {one.dossier.title}
              </>,
              inLang(one.city.name, lang),
              scoreInWords(one, t, (score) => formatRate(score, lang)),
              one.isHidden || one.count < 2 ? '–' : formatRate(one.spread, lang),
              one.count,
              <DossierTag state={one.state} />,
            ])}
          />
          <ExportLinks hrefOf={(format) => `${appraisalPaths.ranking(call.slug)}?format=${exportFormats[format]}`} />
        </>
      )}
    </Page>
  );
}

function scoreInWords({ score, lacks, isHidden }: RankedDossier, t: ReturnType<typeof say.in>, format: (score: number) => string) {
  if (isHidden) return <span class="muted">{t('ranking.hidden')}</span>;
  if (score !== null) return format(score);
  return <span class="muted">{lacks ? t(`ranking.lacks.${lacks}`) : '–'}</span>;
}
