import { formatDate, formatInstant } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { EmptyState, InsetText, Link, Page, SummaryList, usePage } from '../../../ui/index.ts';
import { Proposal } from '../agenda/views/proposal.tsx';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import type { Sitting } from '../schema.ts';
import { StepTag } from '../views/step-tag.tsx';
import type { SittingStep } from '../vocabulary.ts';
import type { CitySitting } from './queries.ts';

/** The sittings to which a city is convened. */
export function CitySittingsPage({ sittings }: { sittings: readonly { sitting: Sitting; step: SittingStep }[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('city.title')} noIndex breadcrumbs={[{ text: t('city.title') }]}>
      <h1>{t('city.title')}</h1>
      {sittings.length === 0 ? (
        <EmptyState title={t('city.none')}>
          <p>{t('city.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('sittings.count', { count: sittings.length })}</p>
          <SummaryList
            rows={sittings.map(({ sitting, step }) => ({
              key: <Link href={assemblyPaths.citySitting(sitting.slug)}>{inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang)}</Link>,
              value: (
                <>
                  {formatInstant(sitting.startsAt, lang)} <StepTag step={step} />
                </>
              ),
            }))}
          />
        </>
      )}
    </Page>
  );
}

/** One sitting of a city: its convening, its agenda, its papers, whether it votes there and why not. */
export function CitySittingPage({ found: { dossier, partyId, items } }: { found: CitySitting }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, body, state } = dossier;
  const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
  const own = state.voters.get(partyId)!;
  return (
    <Page title={title} noIndex breadcrumbs={[{ text: t('city.title'), href: assemblyPaths.citySittings() }, { text: title }]}>
      <p class="eyebrow">{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</p>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { key: t('sittings.step'), value: <StepTag step={state.step} /> },
          { key: t('sittings.at'), value: formatInstant(sitting.startsAt, lang) },
          { key: t('sittings.mode'), value: t(`mode.${sitting.mode}`) },
          sitting.place !== null && { key: t('field.place'), value: sitting.place },
          {
            key: t('voters.right'),
            value: own.exclusion === null ? t('voters.voices', { voices: own.voices }) : t(`exclusion.${own.exclusion}`),
          },
        ]}
      />
      {state.step === 'convened' && <InsetText>{t('city.notFrozen')}</InsetText>}
      <h2>{t('agenda.title')}</h2>
      <ol>
        {items.map(({ item, out }) => (
          <li>
            <strong>{inLang({ fr: item.titleFr, en: item.titleEn }, lang)}</strong>
            {out ? (
              <p>{t(`city.${out}`)}</p>
            ) : (
              <>
                {item.proposalFr !== '' && <Proposal item={item} />}
                <ul>
                  {item.papers.map((paper) => (
                    <li>
                      {paper.fileId ? (
                        <Link href={assemblyPaths.cityPaper(sitting.slug, paper.id)}>{paper.title}</Link>
                      ) : (
                        <>
                          {paper.title} ({t('paper.owedUntil', { day: formatDate(paper.owedUntil!, lang) })})
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ol>
    </Page>
  );
}
