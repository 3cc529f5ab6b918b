import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { BigNumbers, Link, Page, SummaryList, usePage } from '../../../../ui/index.ts';
import { assemblyPaths } from '../../../assemblies/index.ts';
import { ResultsTable } from '../../monitoring/views/results-page.tsx';
import { photoPaths } from '../../photos/paths.ts';
import { PhotoFigure } from '../../photos/views/photo-figure.tsx';
import { formatRate } from '../../rates.ts';
import { markers } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { publicPaths } from '../paths.ts';
import type { PublicProject } from '../queries.ts';

/** A project for anyone: what, where, how much, with what result. */
export function PublicProjectPage({ found }: { found: PublicProject }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { project, lead, country, amounts, summary, places, themes, continues, results, photos, decision } = found;
  const money = (cents: number) => formatMoney(cents, lang, project.currency);
  const title = inLang({ fr: project.titleFr, en: project.titleEn }, lang);
  return (
    <Page title={title} breadcrumbs={[{ text: t('projects.title'), href: publicPaths.projects() }, { text: project.reference }]}>
      <p class="eyebrow">
        {[lead, country].flatMap((party) => (party ? inLang(party.name, lang) : [])).join(', ')} · {project.reference}
      </p>
      <h1 lang={lang === 'en' && !project.titleEn ? 'fr' : undefined}>{title}</h1>
      <p class="lede" lang={lang === 'en' ? 'fr' : undefined}>
        {summary}
      </p>
      {amounts && (
        <BigNumbers
          items={[
            { value: money(amounts.grantedCents), label: t('column.granted') },
            { value: money(amounts.totalCents), label: t('column.total') },
          ]}
        />
      )}
      <SummaryList
        rows={[
          {
            key: t('column.period'),
            value: t('period', { from: formatDate(project.startsOn, lang), to: formatDate(project.endsOn, lang) }),
          },
          places?.length !== 0 && { key: t('column.places'), value: places?.join(', ') ?? t('notPublished.all') },
          themes.length > 0 && { key: t('column.theme'), value: themes.map((theme) => inLang(theme, lang)).join(', ') },
          ...(amounts
            ? [
                { key: t('column.share'), value: formatRate(amounts.rate, lang) },
                { key: t('column.city'), value: t('city', { money: money(amounts.cityCents), kind: money(amounts.inKindCents) }) },
                amounts.otherCents > 0 && { key: t('column.others'), value: money(amounts.otherCents) },
              ]
            : [{ key: t('column.amounts'), value: t('notPublished.all') }]),
          decision !== null && { key: t('column.decision'), value: <Link href={assemblyPaths.decision(decision)}>{decision}</Link> },
          continues !== null && {
            key: t('column.continues'),
            value: <Link href={publicPaths.project(continues.slug)}>{inLang(continues.title, lang)}</Link>,
          },
        ]}
      />
      <h2>{t('markers.title')}</h2>
      <SummaryList
        rows={markers.map((marker) => ({
          key: t(`marker.${marker}`),
          value: t(`score.${(found.markers[marker] ?? 'none') as 0 | 1 | 2 | 'none'}`),
        }))}
      />
      <h2>{t('results.title')}</h2>
      <p>{t('results.text')}</p>
      <ResultsTable results={results} />
      {photos.length > 0 && (
        <>
          <h2>{t('photos.title')}</h2>
          <div class="photos">
            {photos.map((one) => (
              <PhotoFigure photo={one} src={photoPaths.public(project.slug, one.photo.id)} />
            ))}
          </div>
        </>
      )}
    </Page>
  );
}
