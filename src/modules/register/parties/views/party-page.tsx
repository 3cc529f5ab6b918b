import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import type { PartyPanel } from '../../../../kernel/module.ts';
import { BigNumbers, Button, ButtonGroup, InsetText, Link, SummaryList, usePage } from '../../../../ui/index.ts';
import type { AskedDay } from '../../asked-day.ts';
import { saysInWords, shortLabel } from '../../facts/in-words.ts';
import { isOn, spanInWords } from '../../facts/spans.ts';
import type { Done } from '../../facts/done.ts';
import { DoneNotice } from '../../facts/views/done-notice.tsx';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { PartyKind } from '../../vocabulary.ts';
import type { PartyDossier } from '../dossier.ts';
import { say as sayMandates } from '../../mandates/messages.ts';
import type { Mandate } from '../../mandates/queries.ts';
import type { Question } from '../../mandates/questions/queries.ts';
import { QuestionList } from '../../mandates/questions/views/question-list.tsx';
import { GovernanceSection } from '../../mandates/views/governance-section.tsx';
import { HostedSection, IdentitySection, LinkSection, MeasureSection, SeatSection } from './sections.tsx';

export interface PartyPageProps {
  dossier: PartyDossier;
  day: AskedDay;
  mayRecord: boolean;
  /** The secretariat sees what modules hold of the party, and who persons are. */
  isStaff: boolean;
  panels: PartyPanel[];
  /** What was asked about its mandates, for the secretariat alone. */
  questions: Question[];
  /** What the reader just did, when this page follows a form. */
  done: Done | null;
}

/** All that the register holds of one party on a day: each fact with its dates, its source and its history. */
export function PartyPage({ dossier, day, mayRecord, isStaff, panels, questions, done }: PartyPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { party } = dossier;
  const name = inLang(party.name, lang);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.party(party.slug)}
      title={name}
      description={t('party.description', { name })}
      eyebrow={t(`kind.${party.kind as PartyKind}`)}
      lede={summary(dossier, day, lang)}
      before={done && <DoneNotice done={done} />}
    >
      <Content dossier={dossier} isStaff={isStaff} panels={panels} questions={questions} />
    </DatedPage>
  );
}

function Content({ dossier, isStaff, panels, questions }: Pick<PartyPageProps, 'dossier' | 'isStaff' | 'panels' | 'questions'>) {
  const { say: t } = useRegister();
  const ofKind = (...kinds: string[]) => dossier.facts.filter((fact) => kinds.includes(fact.kind));
  if (!dossier.known) return <InsetText>{t('party.notKnownYet')}</InsetText>;
  return (
    <>
      <Members dossier={dossier} />
      <GovernanceSection
        party={dossier.party}
        mandates={dossier.mandates}
        seats={dossier.memberships}
        bodies={dossier.bodies}
        isStaff={isStaff}
      />
      <Questions questions={questions} mandates={dossier.mandates} />
      <Panels panels={panels} />
      <SeatSection dossier={dossier} facts={ofKind('status', 'endorsement')} />
      <MeasureSection dossier={dossier} facts={ofKind('measure')} />
      <LinkSection dossier={dossier} facts={ofKind('party_link')} />
      <HostedSection dossier={dossier} facts={ofKind('occurrence')} />
      <IdentitySection dossier={dossier} facts={ofKind('party_name', 'party_identifier')} />
    </>
  );
}

/** What was asked of it about its mandates: of whom, when, and again when. */
function Questions({ questions, mandates }: { questions: Question[]; mandates: Mandate[] }) {
  const { lang, mayChange } = useRegister();
  if (questions.length === 0) return null;
  const names = new Map(mandates.map(({ factId, person }) => [factId, person.name]));
  return (
    <section>
      <h2>{sayMandates.in(lang)('question.list')}</h2>
      <QuestionList
        questions={questions}
        mayChange={mayChange}
        about={({ mandateId }) => <Link href={registerPaths.mandate(mandateId)}>{names.get(mandateId) ?? '—'}</Link>}
      />
    </section>
  );
}

/** What modules hold of the party, for the secretariat: dues, letters, invitations. */
function Panels({ panels }: { panels: PartyPanel[] }) {
  const { say: t } = useRegister();
  if (panels.length === 0) return null;
  return (
    <section>
      <h2>{t('party.panels')}</h2>
      <SummaryList rows={panels.map(({ path, title, summary }) => ({ key: <Link href={path}>{title}</Link>, value: summary }))} />
    </section>
  );
}

/** Who is in it, where it is an institution or a coalition; the series of meetings it holds. */
function Members({ dossier: { party, seats, endorsements, series } }: { dossier: PartyDossier }) {
  const { say: t, lang, onDay } = useRegister();
  const items = [
    ...seats.map(({ status, total }) => ({ value: formatNumber(total, lang), label: t(`statuses.${status}`, { count: total }) })),
    ...(endorsements > 0 ? [{ value: formatNumber(endorsements, lang), label: t('support.confirmedCount', { count: endorsements }) }] : []),
  ];
  const holdsOthers = items.length > 0 || party.kind === 'institution' || party.kind === 'coalition' || party.kind === 'network';
  if (!holdsOthers && series.length === 0) return null;
  return (
    <>
      {items.length > 0 && <BigNumbers items={items} />}
      <ButtonGroup>
        {holdsOthers && (
          <Button kind="secondary" href={onDay(registerPaths.members(party.slug))}>
            {t(party.kind === 'coalition' ? 'party.supporters' : 'party.members')}
          </Button>
        )}
        {series.map((one) => (
          <Link href={onDay(registerPaths.series(one.slug))}>{inLang({ fr: one.nameFr, en: one.nameEn }, lang)}</Link>
        ))}
      </ButtonGroup>
    </>
  );
}

/** Its confirmed statuses of the day, in one sentence: « OIF : membre depuis 2006 ». */
function summary({ facts, refs }: PartyDossier, day: AskedDay, lang: 'fr' | 'en'): string {
  const t = say.in(lang);
  const statuses = facts.filter(
    (fact) => fact.kind === 'status' && fact.retained && fact.certainty === 'confirmed' && isOn(fact.span, day.at.on),
  );
  return statuses
    .map((fact) =>
      t('party.summary', {
        institution: shortLabel(refs, fact.row['institution_id'], lang),
        status: saysInWords(fact, refs, lang),
        span: spanInWords(fact.span, lang),
      }),
    )
    .join(' · ');
}
