import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney, typeAmount } from '../../../../../kernel/money.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import {
  Button,
  Checkboxes,
  DayField,
  Fieldset,
  Form,
  Link,
  NotificationBanner,
  Page,
  Table,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { assemblyPaths, type ItemOutcome } from '../../../../assemblies/index.ts';
import { formatRate, typeRate } from '../../../rates.ts';
import type { AwardedDossier } from '../../awards/queries.ts';
import type { DeskLine } from '../../desk/queries.ts';
import { say } from '../../messages.ts';
import type { Note } from '../../notes/schema.ts';
import { appraisalPaths } from '../../paths.ts';
import { isGrant } from '../../proposal.ts';
import type { Ranked } from '../../scoring/rules.ts';
import { ProposalFields } from '../../views/proposal-fields.tsx';
import type { FundSitting, OnAgenda } from '../queries.ts';

export type SittingForm = 'agenda' | 'awards' | 'owed';

export interface SittingPageProps {
  found: FundSitting;
  /** By item. */
  outcomes: ReadonlyMap<string, ItemOutcome>;
  awards: readonly AwardedDossier[];
  /** By dossier: what scores say, and the note that the sitting has. */
  ranks: ReadonlyMap<string, Ranked>;
  proposals: ReadonlyMap<string, Note>;
  /** The dossiers that whoever reads appraised, and so does not decide of. */
  own: ReadonlySet<string>;
  ready: readonly DeskLine[];
  mayManage: boolean;
  done: boolean;
  refused?: { form: SittingForm; values: FormValues; errors: FieldErrors } | undefined;
}

/** The dossiers of the fund at a sitting: put on its agenda, then what was decided of each. */
export function SittingPage(props: SittingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { found, awards, done, refused, mayManage } = props;
  const { sitting } = found;
  const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
  const isOver = ['closed', 'minuted', 'approved', 'cancelled'].includes(sitting.step);
  return (
    <Page
      title={title}
      noIndex
      width="wide"
      hasErrors={refused !== undefined}
      breadcrumbs={[{ text: t('sittings.title'), href: appraisalPaths.sittings() }, { text: title }]}
    >
      {done && <NotificationBanner kind="success" text={t('done')} />}
      <p class="eyebrow">{formatDate(dayOf(sitting.startsAt), lang)}</p>
      <h1>{title}</h1>
      <p>
        <Link href={assemblyPaths.sitting(sitting.slug)}>{t('sitting.open')}</Link>
        {awards.length > 0 && (
          <>
            {' · '}
            <Link href={appraisalPaths.result(sitting.slug)}>{t('sitting.result')}</Link>
          </>
        )}
      </p>
      <h2>{t('sitting.onAgenda')}</h2>
      {found.onAgenda.length === 0 ? <p>{t('sitting.none')}</p> : <Agenda {...props} />}
      {mayManage && <Awards {...props} />}
      {mayManage && !isOver && <Ready {...props} />}
    </Page>
  );
}

function Agenda({ found, outcomes, awards, ranks, mayManage, refused }: SittingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting } = found;
  const decisionOf = ({ dossier, entry }: OnAgenda) => {
    const award = awards.find((one) => one.award.dossierId === dossier.id)?.award;
    if (award) return t(`outcome.${award.outcome}`);
    const outcome = outcomes.get(entry.itemId);
    return outcome ? (outcome.code ?? t('sitting.rejected')) : t('sitting.waiting');
  };
  return (
    <>
      {refused?.form === 'owed' && <p class="govuk-error-message">{Object.values(refused.errors).join(' ')}</p>}
      <Table
        caption={t('sitting.onAgenda')}
        captionHidden
        dense
        firstCellIsHeader
        columns={[
          { header: t('result.dossier') },
          { header: t('result.cityName') },
          { header: t('sitting.asked'), numeric: true },
          { header: t('sitting.score'), numeric: true },
          { header: t('sitting.decision') },
          { header: t('action') },
        ]}
        rows={found.onAgenda.map((one) => [
          <>
            <Link href={appraisalPaths.dossier(one.dossier.reference)}>{one.dossier.reference}</Link> {one.version.title}
          </>,
          cityOf(found, one, lang),
          formatMoney(one.version.requestedCents, lang, one.version.currency),
          scoreOf(ranks.get(one.dossier.id), lang),
          decisionOf(one),
          one.entry.note === null && mayManage ? (
            <Form action={appraisalPaths.owedNote(sitting.slug, one.dossier.reference)}>
              <Button kind="secondary">{t('agenda.supply')}</Button>
            </Form>
          ) : (
            <Link href={assemblyPaths.item(sitting.slug, one.entry.itemId)}>{t('sitting.item')}</Link>
          ),
        ])}
      />
    </>
  );
}

function Awards({ found, outcomes, awards, own, proposals, refused }: SittingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const open = found.onAgenda.filter(
    ({ dossier, entry }) =>
      outcomes.has(entry.itemId) && !own.has(dossier.id) && !awards.some(({ award }) => award.dossierId === dossier.id),
  );
  if (open.length === 0) return null;
  const typed = refused?.form === 'awards' ? refused : undefined;
  const proposed = Object.assign({}, ...open.map((one) => valuesOf(one, proposals.get(one.dossier.id), outcomes.get(one.entry.itemId)!)));
  return (
    <>
      <h2>{t('award.title')}</h2>
      <p>{t('award.lede')}</p>
      <Form action={appraisalPaths.awards(found.sitting.slug)} values={typed?.values ?? proposed} errors={typed?.errors}>
        {open.map((one) => {
          const suffix = `-${one.dossier.reference}`;
          const words = { reference: one.dossier.reference, city: cityOf(found, one, lang) };
          return (
            <Fieldset legend={t('award.outcome', words)} legendClass="govuk-fieldset__legend--m">
              <ProposalFields version={one.version} call={one.call} suffix={suffix} label={t('sitting.decision')} />
              <TextArea
                name={`departure${suffix}`}
                label={t('award.departureLabel')}
                hint={t('award.departureHint')}
                rows={2}
                maxlength={2000}
              />
            </Fieldset>
          );
        })}
        <Button>{t('award.button')}</Button>
      </Form>
    </>
  );
}

function Ready({ found, ready, refused }: SittingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const typed = refused?.form === 'agenda' ? refused : undefined;
  return (
    <>
      <h2>{t('agenda.heading')}</h2>
      {ready.length === 0 ? (
        <p>{t('agenda.none')}</p>
      ) : (
        <Form action={appraisalPaths.agenda(found.sitting.slug)} values={typed?.values} errors={typed?.errors}>
          <Checkboxes
            name="dossiers"
            label={t('agenda.dossiers')}
            options={ready.map(({ reference, title, city }) => ({
              value: reference,
              label: `${reference} – ${inLang(city.name, lang)}`,
              hint: title,
            }))}
          />
          <TextField name="block" label={t('agenda.block')} hint={t('agenda.blockHint')} maxlength={200} />
          {found.sitting.urgent && <DayField name="owedUntil" label={t('agenda.owed')} hint={t('agenda.owedHint')} />}
          <Button kind="secondary">{t('agenda.button')}</Button>
        </Form>
      )}
    </>
  );
}

function cityOf(found: FundSitting, { dossier }: OnAgenda, lang: 'fr' | 'en'): string {
  const city = found.parties.get(dossier.leadId);
  return city ? inLang(city.name, lang) : '—';
}

function scoreOf(rank: Ranked | undefined, lang: 'fr' | 'en'): string {
  return rank?.score === null || rank === undefined ? '–' : formatRate(rank.score, lang);
}

/** What the note proposed is what is typed to begin with, where the sitting adopted it. */
function valuesOf({ dossier, version }: OnAgenda, note: Note | undefined, { decisionId }: ItemOutcome): FormValues {
  const about = (fields: Record<string, string>) =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${key}-${dossier.reference}`, value]));
  if (!decisionId) return about({ outcome: 'refused' });
  if (!note) return about({ outcome: 'granted', commitment: typeAmount(version.requestedCents) });
  if (!isGrant(note.outcome)) return about({ outcome: note.outcome });
  return about({
    outcome: note.outcome,
    commitment: typeAmount(note.commitmentCents),
    granted: typeAmount(note.grantedCents),
    eligible: typeAmount(note.eligibleCents),
    rate: typeRate(note.rate),
    conditions: note.conditions ?? '',
  });
}
