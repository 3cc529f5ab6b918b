import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { EmptyState, Link, Page, Table, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { AppraisalNavigation } from '../../views/navigation.tsx';
import type { SittingLine } from '../sittings.ts';

/** The sittings that decide of dossiers. */
export function SittingsPage({ sittings }: { sittings: readonly SittingLine[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('sittings.title')} noIndex before={<AppraisalNavigation current="sittings" />}>
      <h1>{t('sittings.title')}</h1>
      <p class="lede">{t('sittings.lede')}</p>
      {sittings.length === 0 ? (
        <EmptyState title={t('sittings.none')} />
      ) : (
        <Table
          caption={t('sittings.caption')}
          captionHidden
          dense
          firstCellIsHeader
          columns={[
            { header: t('sittings.sitting') },
            { header: t('sittings.day') },
            { header: t('sittings.dossiers'), numeric: true },
            { header: t('sittings.decided'), numeric: true },
          ]}
          rows={sittings.map(({ sitting, dossiers, decided }) => [
            <Link href={appraisalPaths.sitting(sitting.slug)}>{inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang)}</Link>,
            formatDate(dayOf(sitting.startsAt), lang),
            dossiers,
            decided,
          ])}
        />
      )}
    </Page>
  );
}
