import { dayOf, formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { EmptyState, Link, Page, SummaryList, Table, Timeline, usePage } from '../../../../../ui/index.ts';
import { registerPaths } from '../../../../register/index.ts';
import { appraisalPaths } from '../../../appraisal/paths.ts';
import { callPaths } from '../../../calls/paths.ts';
import type { FormDefinition } from '../../../calls/forms/definition.ts';
import type { Theme } from '../../../themes/queries.ts';
import { diffVersions } from '../../deposit/diff.ts';
import type { PieceValue } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import type { Deposit, DepositedDossier } from '../../queries.ts';
import { pieceLabel } from '../../writing/labels.ts';
import { DossierTag } from '../../writing/views/frame.tsx';
import { ContentView } from './content-view.tsx';

export interface DossierPageProps {
  found: DepositedDossier;
  deposit: Deposit;
  definition: FormDefinition;
  themes: readonly Theme[];
}

/** A dossier as the secretariat reads it: what was deposited, and what became of it. */
export function DossierPage({ found, deposit, definition, themes }: DossierPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { dossier, call, lead, state, steps, versions } = found;
  return (
    <Page
      title={t('frame.title', { title: dossier.reference, dossier: deposit.title })}
      noIndex
      width="wide"
      breadcrumbs={[{ text: t('desk.title'), href: dossierPaths.desk() }, { text: dossier.reference }]}
    >
      <p class="eyebrow">{dossier.reference}</p>
      <h1>{deposit.title}</h1>
      <SummaryList
        rows={[
          {
            key: t('overview.state'),
            value: <DossierTag state={state} />,
            actions: [{ href: appraisalPaths.dossier(dossier.reference), text: t('overview.appraisal') }],
          },
          { key: t('overview.lead'), value: <Link href={registerPaths.party(lead.slug)}>{inLang(lead.name, lang)}</Link> },
          {
            key: t('overview.call'),
            value: <Link href={callPaths.call(call.slug)}>{inLang({ fr: call.nameFr, en: call.nameEn }, lang)}</Link>,
          },
          { key: t('deposit.requested'), value: formatMoney(deposit.requestedCents, lang, deposit.currency) },
          { key: t('deposit.total'), value: formatMoney(deposit.totalCents, lang, deposit.currency) },
          {
            key: t('desk.versions'),
            value: (
              <ul>
                {versions.map((one) => (
                  <li>
                    <Link href={dossierPaths.version(dossier.reference, one.number)}>{t('overview.deposit', { number: one.number })}</Link>{' '}
                    {t('overview.deposited', { at: formatInstant(one.at, lang), by: one.by })} · {one.receipt}
                  </li>
                ))}
              </ul>
            ),
            actions: versions.length > 1 ? [{ href: dossierPaths.comparison(dossier.reference), text: t('comparison.link') }] : undefined,
          },
        ]}
      />
      <ContentView
        definition={definition}
        content={deposit.content}
        currency={deposit.currency}
        themes={themes}
        fileHref={(id) => dossierPaths.depositedFile(dossier.reference, id)}
      />
      <h2>{t('desk.life')}</h2>
      <Timeline
        items={steps
          .filter((step) => step.state !== 'draft')
          .toReversed()
          .map((step) => ({
            title: t(`state.${step.state}`),
            by: step.by,
            when: formatDate(dayOf(step.at), lang),
            datetime: step.at.toString(),
            children: step.reason ? <p>{step.reason}</p> : undefined,
          }))}
      />
    </Page>
  );
}

export interface ComparisonPageProps {
  found: DepositedDossier;
  definition: FormDefinition;
  before: Deposit;
  after: Deposit;
}

/** What changed from one deposit to another. */
export function ComparisonPage({ found: { dossier }, definition, before, after }: ComparisonPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { pieces, files } = diffVersions(before.content, after.content);
  const words = (value: PieceValue | null) => (value === null ? '–' : <span class="dossier-words">{[value].flat().join(', ')}</span>);
  return (
    <Page
      title={t('comparison.title')}
      noIndex
      width="wide"
      breadcrumbs={[
        { text: t('desk.title'), href: dossierPaths.desk() },
        { text: dossier.reference, href: dossierPaths.deposited(dossier.reference) },
        { text: t('comparison.title') },
      ]}
    >
      <p class="eyebrow">{dossier.reference}</p>
      <h1>{t('comparison.title')}</h1>
      {pieces.length + files.added.length + files.removed.length === 0 ? (
        <EmptyState title={t('comparison.none')} />
      ) : (
        <Table
          caption={t('comparison.count', { count: pieces.length, before: before.number, after: after.number })}
          dense
          columns={[
            { header: t('history.where') },
            { header: t('overview.deposit', { number: before.number }) },
            { header: t('overview.deposit', { number: after.number }) },
          ]}
          rows={[
            ...pieces.map((one) => [
              pieceLabel(definition, { ...before.content.pieces, ...after.content.pieces }, one.path, lang),
              words(one.before),
              words(one.after),
            ]),
            ...files.removed.map((name) => [t('receipt.files'), name, '–']),
            ...files.added.map((name) => [t('receipt.files'), '–', name]),
          ]}
        />
      )}
    </Page>
  );
}
