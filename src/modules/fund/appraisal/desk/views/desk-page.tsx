import { dayOf } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { EmptyState, Filters, Link, Page, Select, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { DossierTag } from '../../../applications/writing/views/frame.tsx';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { AppraisalNavigation } from '../../views/navigation.tsx';
import { type DeskFilter, deskFilters, type DeskLine } from '../queries.ts';

export interface DeskPageProps {
  lines: readonly DeskLine[];
  filter: DeskFilter;
  today: Temporal.PlainDate;
}

/** Who works on what, and what waits since when. */
export function DeskPage({ lines, filter, today }: DeskPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const calls = new Map(lines.map(({ call }) => [call.slug, call]));
  const count = ({ given, asked }: { given: number; asked: number }) => (asked === 0 ? '–' : t('desk.count', { given, asked }));
  return (
    <Page title={t('desk.title')} noIndex width="wide" before={<AppraisalNavigation current="desk" />}>
      <h1>{t('desk.title')}</h1>
      <p class="lede">{t('desk.lede')}</p>
      <Filters action={appraisalPaths.desk()} values={{ charge: filter }} clearHref={appraisalPaths.desk()}>
        <Select name="charge" label={t('desk.filter')} options={deskFilters.map((value) => ({ value, text: t(`desk.${value}`) }))} />
      </Filters>
      {lines.length === 0 ? (
        <EmptyState title={t('desk.none')} />
      ) : (
        <Table
          caption={t('desk.caption', { count: lines.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('desk.dossier') },
            { header: t('desk.city') },
            { header: t('desk.state') },
            { header: t('desk.since') },
            { header: t('desk.officer') },
            { header: t('desk.opinions') },
            { header: t('desk.scores') },
          ]}
          rows={lines.map((line) => [
            <>
              <Link href={appraisalPaths.dossier(line.reference)}>{line.reference}</Link> {line.title}
            </>,
            inLang(line.city.name, lang),
            line.dueOn && Temporal.PlainDate.compare(today, line.dueOn) > 0 ? (
              <Tag kind="bad">{t('desk.late')}</Tag>
            ) : (
              <DossierTag state={line.state} />
            ),
            t('desk.days', { days: dayOf(line.since).until(today, { largestUnit: 'day' }).days }),
            line.officer?.name ?? <span class="muted">{t('desk.nobody')}</span>,
            count(line.progress.opinions),
            count(line.progress.scores),
          ])}
        />
      )}
      {calls.size > 0 && (
        <>
          <h2>{t('desk.rankings')}</h2>
          <ul>
            {[...calls.values()].map(({ slug, nameFr, nameEn }) => (
              <li>
                <Link href={appraisalPaths.ranking(slug)}>{inLang({ fr: nameFr, en: nameEn }, lang)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
