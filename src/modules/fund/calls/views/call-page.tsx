import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import {
  Button,
  ButtonGroup,
  EmptyState,
  Form,
  Link,
  NotificationBanner,
  Page,
  SummaryList,
  Table,
  Timeline,
  usePage,
} from '../../../../ui/index.ts';
import { dossierPaths } from '../../applications/paths.ts';
import { dossierStates } from '../../vocabulary.ts';
import type { FormVersion } from '../forms/queries.ts';
import { deadlineInWords, fundingInWords, langsInWords } from '../in-words.ts';
import { say } from '../messages.ts';
import { callPaths, formPaths } from '../paths.ts';
import { type CallFile, nameOf, summaryOf } from '../queries.ts';
import { mayCallBecome } from '../rules.ts';
import { CallTag } from './call-tag.tsx';
import { ConditionList } from './condition-list.tsx';
import { GridTable } from './grid-table.tsx';

export interface CallPageProps {
  file: CallFile;
  form: FormVersion;
  /** Names of the States that the call names. */
  states: ReadonlyMap<string, string>;
  waivers: readonly { party: string; by: string; day: Temporal.PlainDate; reason: string }[];
  mayManage: boolean;
  maySign: boolean;
  done: boolean;
}

/** A call as the secretariat follows it: what it says, where its dossiers are, what was done of it. */
export function CallPage(props: CallPageProps) {
  const { file, done } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const { call } = file;
  const name = inLang(nameOf(call), lang);
  return (
    <Page title={name} noIndex breadcrumbs={[{ text: t('calls.title'), href: callPaths.calls() }, { text: name }]}>
      {done && <NotificationBanner kind="success" text={t('call.done')} />}
      <p class="eyebrow">{t(`purse.${call.purse}`)}</p>
      <h1>{name}</h1>
      <p>
        <CallTag standing={call.standing} /> {deadlineInWords(call, lang)}
      </p>
      <Actions {...props} />
      <Dossiers {...props} />
      <Rules {...props} />
      <Waivers {...props} />
      <h2>{t('call.life')}</h2>
      <Timeline items={lifeOf(props, t, lang)} />
    </Page>
  );
}

function Actions({ file: { call }, mayManage }: CallPageProps) {
  const t = say.in(usePage().lang);
  const isPublic = call.state !== 'draft' && call.standing !== 'cancelled';
  // Everything else leads to a page: the only button that sends something makes a copy.
  return (
    <Form action={callPaths.copy(call.slug)}>
      <ButtonGroup>
        {mayManage && (
          <>
            {mayCallBecome(call.state, 'published') && <Button href={callPaths.publication(call.slug)}>{t('call.publish')}</Button>}
            {call.state === 'draft' && (
              <Button kind="secondary" href={callPaths.edition(call.slug)}>
                {t('call.edit')}
              </Button>
            )}
            {call.state === 'published' && call.closesOn && (
              <Button kind="secondary" href={callPaths.extension(call.slug)}>
                {t('call.extend')}
              </Button>
            )}
            {mayCallBecome(call.state, 'closed') && call.standing !== 'closed' && (
              <Button kind="secondary" href={callPaths.closure(call.slug)}>
                {t('call.close')}
              </Button>
            )}
            {mayCallBecome(call.state, 'cancelled') && (
              <Button kind="secondary" href={callPaths.cancellation(call.slug)}>
                {t('call.cancel')}
              </Button>
            )}
            <Button kind="secondary">{t('call.copy')}</Button>
          </>
        )}
        {isPublic && <Link href={callPaths.publicCall(call.slug)}>{t('call.seePublic')}</Link>}
      </ButtonGroup>
    </Form>
  );
}

function Dossiers({ file: { call, dossiers } }: CallPageProps) {
  const t = say.in(usePage().lang);
  if (call.state === 'draft') return null;
  const states = dossierStates.filter((state) => dossiers.has(state));
  return (
    <>
      <h2>{t('call.dossiers')}</h2>
      {states.length === 0 ? (
        <EmptyState title={t('call.noDossier')} />
      ) : (
        <>
          <p>
            <Link href={callPaths.ranking(call.slug)}>{t('call.ranking')}</Link>
          </p>
          <Table
            caption={t('call.dossierCount', { count: [...dossiers.values()].reduce((sum, count) => sum + count, 0) })}
            firstCellIsHeader
            columns={[{ header: t('call.dossierState') }, { header: t('call.number'), numeric: true }]}
            rows={states.map((state) => [
              // What is being prepared is read by its authors only.
              state === 'draft' ? t('dossier.draft') : <Link href={dossierPaths.deskOf(call.slug, state)}>{t(`dossier.${state}`)}</Link>,
              dossiers.get(state),
            ])}
          />
        </>
      )}
    </>
  );
}

function Rules({ file: { call, body }, form, states, mayManage }: CallPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const isDraft = call.state === 'draft' && mayManage;
  const summary = inLang(summaryOf(call), lang);
  return (
    <>
      <h2>{t('call.says')}</h2>
      {summary ? summary.split(/\n+/).map((paragraph) => <p>{paragraph}</p>) : <p class="muted">{t('call.noSummary')}</p>}
      <SummaryList
        rows={[
          { key: t('call.opensOn'), value: formatDate(call.opensOn, lang) },
          { key: t('call.closesOn'), value: deadlineInWords(call, lang) },
          { key: t('call.funding'), value: fundingInWords(call, lang) },
          call.budgetCents !== null && { key: t('call.budget'), value: formatMoney(call.budgetCents, lang, call.currency) },
          { key: t('call.langs'), value: langsInWords(call, lang) },
          { key: t('call.conceptNote'), value: t(call.conceptNote ? 'call.conceptNote.yes' : 'call.conceptNote.no') },
          {
            key: t('call.form'),
            value: (
              <Link href={formPaths.preview(form.slug, form.number)}>
                {t('call.formVersion', { name: inLang(form.name, lang), number: form.number })}
              </Link>
            ),
          },
          { key: t('call.decisionPath'), value: t(`path.${call.decisionPath}`) },
          {
            key: t('call.body'),
            value: body ? inLang({ fr: body.nameFr, en: body.nameEn }, lang) : t('call.bureau'),
          },
        ]}
      />
      <h2>{t('call.conditions')}</h2>
      <ConditionList call={call} states={states} />
      {isDraft && <Link href={callPaths.eligibility(call.slug)}>{t('call.editConditions')}</Link>}
      <h2>{t('call.grid')}</h2>
      <GridTable call={call} />
      {isDraft && <Link href={callPaths.grid(call.slug)}>{t('call.editGrid')}</Link>}
    </>
  );
}

function Waivers({ file: { call }, waivers, maySign }: CallPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (call.state === 'draft') return null;
  return (
    <>
      <h2>{t('waivers.title')}</h2>
      {waivers.length === 0 ? (
        <p>{t('waivers.none')}</p>
      ) : (
        <Table
          caption={t('waivers.count', { count: waivers.length })}
          firstCellIsHeader
          columns={[{ header: t('waiver.party') }, { header: t('waiver.reason') }, { header: t('waiver.by') }]}
          rows={waivers.map(({ party, reason, by, day }) => [party, reason, t('signed', { name: by, day: formatDate(day, lang) })])}
        />
      )}
      {maySign && <Link href={callPaths.waivers(call.slug)}>{t('waivers.sign')}</Link>}
    </>
  );
}

function lifeOf({ file: { steps, extensions } }: CallPageProps, t: ReturnType<typeof say.in>, lang: 'fr' | 'en') {
  const dated = (at: Temporal.Instant) => ({ at, when: formatDate(dayOf(at), lang), datetime: at.toString() });
  const lines = [
    ...extensions.map((one) => ({
      ...dated(one.at),
      title: t('step.extended', { from: formatDate(one.fromDay, lang), to: formatDate(one.toDay, lang) }),
      by: one.by,
      reason: one.reason,
    })),
    ...steps.map((step) => ({ ...dated(step.at), title: t(`step.${step.state}`), by: step.by, reason: step.reason })),
  ];
  return lines
    .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
    .map(({ reason, title, by, when, datetime }) => ({ title, by, when, datetime, children: reason && <p>{reason}</p> }));
}
