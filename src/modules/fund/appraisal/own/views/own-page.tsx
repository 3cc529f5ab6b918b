import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { Button, Page, Tag, usePage } from '../../../../../ui/index.ts';
import { say as dossierWords } from '../../../applications/messages.ts';
import { dossierPaths } from '../../../applications/paths.ts';
import type { DossierStep } from '../../../applications/queries.ts';
import { isWritable } from '../../../applications/rules.ts';
import type { FundDossier } from '../../../applications/schema.ts';
import { formatRate } from '../../../rates.ts';
import type { Admissibility, Completion } from '../../admissibility/schema.ts';
import type { AwardedDossier } from '../../awards/queries.ts';
import type { Opinion } from '../../experts/schema.ts';
import { say } from '../../messages.ts';
import { isGrant } from '../../proposal.ts';

export interface OwnPageProps {
  dossier: FundDossier;
  today: Temporal.PlainDate;
  steps: readonly DossierStep[];
  admissibility: readonly Admissibility[];
  completions: readonly Completion[];
  opinions: readonly Opinion[];
  awards: readonly AwardedDossier[];
}

/** Where a dossier stands, for those who wrote it. */
export function OwnPage({ dossier, today, steps, admissibility, completions, opinions, awards }: OwnPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const last = steps.at(-1)!;
  const asked = completions.at(-1);
  const said = admissibility.at(-1);
  return (
    <Page
      title={t('own.title')}
      noIndex
      breadcrumbs={[{ text: dossier.title, href: dossierPaths.dossier(dossier.id) }, { text: t('own.title') }]}
    >
      <p class="eyebrow">{dossier.reference}</p>
      <h1>{t('own.title')}</h1>
      <p class="lede">{t('own.since', { state: dossierWords.in(lang)(`state.${last.state}`), day: formatDate(dayOf(last.at), lang) })}</p>
      {last.state === 'completion_asked' && asked && (
        <>
          <h2>{t('own.completion')}</h2>
          <p>
            <Tag kind={Temporal.PlainDate.compare(today, asked.dueOn) > 0 ? 'bad' : 'waiting'}>
              {t('completion.dueOn')} {formatDate(asked.dueOn, lang)}
            </Tag>
          </p>
          <ul>
            {asked.items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
          {isWritable(last.state) && <Button href={dossierPaths.dossier(dossier.id)}>{t('own.complete')}</Button>}
        </>
      )}
      {said && (
        <>
          <h2>{t('own.admissibility')}</h2>
          <p>
            {t('own.decided', { outcome: t(`admissibility.${said.outcome}`), day: formatDate(dayOf(said.at), lang) })}
            {said.reason && ` – ${said.reason}`}
          </p>
        </>
      )}
      {opinions.length > 0 && (
        <>
          <h2>{t('own.opinions')}</h2>
          {opinions.map(({ choice, words }) => (
            <>
              <h3>{t(`choice.${choice}`)}</h3>
              <p class="dossier-words">{words}</p>
            </>
          ))}
        </>
      )}
      {awards.map(({ award }) => (
        <>
          <h2>{t('own.decision')}</h2>
          <p>{t('own.decided', { outcome: t(`outcome.${award.outcome}`), day: formatDate(dayOfOutcome(steps, award), lang) })}</p>
          {isGrant(award.outcome) && (
            <p>
              {t('own.granted', {
                granted: formatMoney(award.grantedCents, lang, award.currency),
                rate: formatRate(award.rate, lang),
                commitment: formatMoney(award.commitmentCents, lang, award.currency),
              })}
            </p>
          )}
          {award.conditions && <p>{t('own.conditions', { conditions: award.conditions })}</p>}
        </>
      ))}
      {steps.length < 2 && <p>{t('own.nothing')}</p>}
    </Page>
  );
}

/** The day of the sitting, which its result was written down after. */
function dayOfOutcome(steps: readonly DossierStep[], { outcome, at }: AwardedDossier['award']): Temporal.PlainDate {
  return steps.findLast(({ state, at: when }) => state === outcome && when.equals(at))?.onDay ?? dayOf(at);
}
