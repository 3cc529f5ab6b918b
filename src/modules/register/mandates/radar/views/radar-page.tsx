import { formatDate, formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Details,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Select,
  Table,
  Tag,
  type TagKind,
  usePage,
} from '../../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../../asked-day.ts';
import { ElectionVersions } from '../../../elections/views/election-versions.tsx';
import type { Refs } from '../../../facts/refs.ts';
import { exportFormats } from '../../../list-params.ts';
import { say as sayRegister } from '../../../messages.ts';
import { registerPaths } from '../../../paths.ts';
import { DatedPage } from '../../../views/dated-page.tsx';
import { useRegister } from '../../../views/register-context.ts';
import { termInWords, titleOf } from '../../in-words.ts';
import { say } from '../../messages.ts';
import { AnswerText, QuestionList } from '../../questions/views/question-list.tsx';
import { DoubtNote } from '../../views/standing-tag.tsx';
import type { Radar, RadarFilters, RadarLine, RadarState } from '../queries.ts';
import { type Alert, alerts } from '../rules.ts';

export interface RadarPageProps {
  day: AskedDay;
  mayRecord: boolean;
  radar: Radar;
  filters: RadarFilters;
}

/** The months within which a mandate's end may be soon, as the filter offers them. */
export const radarMonths = [3, 6, 12, 24] as const;
export const usualMonths = 6;

/** What must be looked at, by State: mandates without news, elections that slide, ends that come near; each with its reason. */
export function RadarPage(props: RadarPageProps) {
  const t = say.in(usePage().lang);
  const { day, mayRecord, filters } = props;
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.radar()}
      params={shownParams(filters)}
      title={t('radar.title')}
      eyebrow={t('radar.eyebrow')}
      lede={t('radar.lede')}
      width="wide"
      noIndex
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({ day, radar, filters }: RadarPageProps) {
  const { lang, mayChange } = useRegister();
  const t = say.in(lang);
  const path = registerPaths.radar();
  const params = { ...shownParams(filters), ...day.query };
  return (
    <>
      <Answers radar={radar} mayChange={mayChange} />
      <BigNumbers
        items={alerts.map((alert) => ({
          value: formatNumber(radar.counts[alert], lang),
          label: t(`alerts.${alert}`, { count: radar.counts[alert] }),
        }))}
      />
      <RadarFilter day={day} radar={radar} filters={filters} />
      {mayChange && (
        <p>
          <Link href={registerPaths.newElection()}>{t('election.new')}</Link>
        </p>
      )}
      <p>
        <Link href={registerPaths.settings()}>{t('rules.link')}</Link>
      </p>
      {radar.states.length === 0 && (
        <EmptyState title={t('radar.empty')}>
          <p>{t('radar.emptyHint')}</p>
        </EmptyState>
      )}
      {radar.states.map((one) => (
        <StateSection state={one} refs={radar.refs} />
      ))}
      {radar.total > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { ...params, format: exportFormats[format] })} />}
    </>
  );
}

/** What cities answered, and that only the secretariat can deal with. */
function Answers({ radar: { answers }, mayChange }: { radar: Radar; mayChange: boolean }) {
  const { lang } = useRegister();
  if (answers.length === 0) return null;
  const parties = new Map(answers.map((one) => [one.id, one.party]));
  return (
    <section>
      <h2>{say.in(lang)('radar.answers', { count: answers.length })}</h2>
      <QuestionList
        questions={answers}
        mayChange={mayChange}
        about={({ id, mandateId }) => <Link href={registerPaths.mandate(mandateId)}>{inLang(parties.get(id)!.name, lang)}</Link>}
      />
    </section>
  );
}

function StateSection({ state: { state, lines, elections }, refs }: { state: RadarState; refs: Refs }) {
  const { lang, partyHref } = useRegister();
  const t = say.in(lang);
  const name = state ? inLang(state.name, lang) : t('radar.noState');
  return (
    <section>
      <h2>
        {state ? <Link href={partyHref(state.slug)}>{name}</Link> : name}
        {lines.length > 1 && <span class="count"> {lines.length}</span>}
      </h2>
      {elections.map((one) => (
        <ElectionVersions election={one} refs={refs} />
      ))}
      {lines.length > 0 && (
        <Table
          caption={t('radar.caption', { state: name, count: lines.length })}
          captionHidden
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.city') },
            { header: t('column.person') },
            { header: t('radar.why') },
            { header: t('radar.asked') },
            { header: sayRegister.in(lang)('fact.actions') },
          ]}
          rows={lines.map((line) => cells(line, lang))}
        />
      )}
    </section>
  );
}

function cells({ mandate, alert, party, question, hasAddress }: RadarLine, lang: 'fr' | 'en') {
  const t = say.in(lang);
  const isWaiting = question !== null && question.closedAt === null;
  return [
    <Link href={registerPaths.party(party.slug)}>{inLang(party.name, lang)}</Link>,
    <>
      <Link href={registerPaths.person(mandate.person.id)}>{mandate.person.name}</Link>
      <p class="row-note">
        {titleOf(mandate, lang)}, {termInWords(mandate, lang)}
      </p>
    </>,
    <>
      <Tag kind={kinds[alert]}>{t(`alert.${alert}`)}</Tag>
      <DoubtNote mandate={mandate} />
      {alert === 'soon' && mandate.to && (
        <p class="row-note">{t('radar.endKnown', { day: formatDate(mandate.to.date, lang, mandate.to.precision) })}</p>
      )}
    </>,
    question ? (
      <Details
        summary={
          question.answer
            ? t(`answers.${question.answer.answer}`)
            : t(question.closedAt ? 'question.state.withdrawn' : 'question.state.waiting')
        }
      >
        <p>{formatInstant(question.askedAt, lang)}</p>
        <AnswerText question={question} />
      </Details>
    ) : (
      <span class="muted">{t(hasAddress ? 'radar.notAsked' : 'radar.noAddress')}</span>
    ),
    <ul class="row-actions">
      {!isWaiting && (
        <li>
          <Link href={registerPaths.askAbout(mandate.factId)}>
            {t('radar.ask')}
            <span class="govuk-visually-hidden"> ({inLang(party.name, lang)})</span>
          </Link>
        </li>
      )}
      <li>
        <Link href={registerPaths.mandate(mandate.factId)}>
          {t('radar.open')}
          <span class="govuk-visually-hidden"> ({inLang(party.name, lang)})</span>
        </Link>
      </li>
    </ul>,
  ];
}

function RadarFilter({ day, radar, filters }: Pick<RadarPageProps, 'day' | 'radar' | 'filters'>) {
  const { lang } = useRegister();
  const t = say.in(lang);
  const path = registerPaths.radar();
  const any = { value: '', text: sayRegister.in(lang)('filter.any') };
  return (
    <Filters action={path} values={{}} keep={day.query} clearHref={withQuery(path, day.query)}>
      <Select
        name="months"
        label={t('radar.months')}
        value={String(filters.months)}
        options={radarMonths.map((count) => ({ value: String(count), text: t('radar.withinMonths', { count }) }))}
      />
      <Select
        name="state"
        label={t('column.state')}
        value={filters.state ?? ''}
        options={[any, ...radar.offered.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
      />
      <Select
        name="alert"
        label={t('radar.why')}
        value={filters.alert ?? ''}
        options={[any, ...alerts.map((value) => ({ value, text: t(`alert.${value}`) }))]}
      />
    </Filters>
  );
}

const kinds: Record<Alert, TagKind> = { late: 'bad', election: 'waiting', source: 'waiting', soon: 'neutral' };

function shownParams({ months, state, alert }: RadarFilters): Record<string, string> {
  return { ...(months === usualMonths ? {} : { months: String(months) }), ...(state ? { state } : {}), ...(alert ? { alert } : {}) };
}
