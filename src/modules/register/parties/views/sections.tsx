import { Link, Tag } from '../../../../ui/index.ts';
import { occurrenceDates, occurrenceName, partyLabel, saysInWords } from '../../facts/in-words.ts';
import type { HeldFact } from '../../facts/read.ts';
import { isOn, spanInWords } from '../../facts/spans.ts';
import { FactTable, type FactTableProps } from '../../facts/views/fact-table.tsx';
import { StatusTag } from '../../institutions/views/status-tag.tsx';
import { registerPaths } from '../../paths.ts';
import { useRegister } from '../../views/register-context.ts';
import type { StatusValue } from '../../vocabulary.ts';
import type { PartyDossier } from '../dossier.ts';

interface SectionProps {
  dossier: PartyDossier;
  facts: HeldFact[];
}

/** What it is in institutions, and the coalitions it has endorsed. */
export function SeatSection({ dossier, facts }: SectionProps) {
  const { say: t } = useRegister();
  const says = (fact: HeldFact) => (
    <>
      <PartyName dossier={dossier} id={fact.row[fact.kind === 'status' ? 'institution_id' : 'coalition_id']} />{' '}
      {fact.kind === 'status' ? (
        <>
          <StatusTag status={fact.row['status'] as StatusValue} />
          <Category fact={fact} />
        </>
      ) : (
        <Tag kind="good">{t('says.endorses')}</Tag>
      )}
    </>
  );
  return (
    <Section
      title={t('section.seats')}
      kinds={['status', 'endorsement']}
      what={t('section.seatsWhat')}
      says={says}
      dossier={dossier}
      facts={newestFirst(facts)}
    />
  );
}

/** Its measures: where sources disagree, the claims stand side by side, the one retained first. */
export function MeasureSection({ dossier, facts }: SectionProps) {
  const { say: t, lang } = useRegister();
  const says = (fact: HeldFact) => (
    <>
      {t(`measure.${fact.row['measure']}` as 'measure.population')} : <strong>{saysInWords(fact, dossier.refs, lang)}</strong>
    </>
  );
  const claims = newestFirst(facts).toSorted(
    (a, b) => String(a.row['measure']).localeCompare(String(b.row['measure'])) || Number(b.retained) - Number(a.retained),
  );
  return (
    <Section
      title={t('section.measures')}
      kinds={['measure']}
      what={t('section.measuresWhat')}
      says={says}
      dossier={dossier}
      facts={claims}
    />
  );
}

/** What it is tied to, from either end. */
export function LinkSection({ dossier, facts }: SectionProps) {
  const { say: t } = useRegister();
  const says = (fact: HeldFact) => {
    const outward = fact.row['party_id'] === dossier.party.id;
    return (
      <>
        {t(`${outward ? 'link' : 'linked'}.${fact.row['link']}` as 'link.part_of')}{' '}
        <PartyName dossier={dossier} id={fact.row[outward ? 'target_id' : 'party_id']} />
      </>
    );
  };
  return (
    <Section title={t('section.links')} kinds={['party_link']} what={t('section.linksWhat')} says={says} dossier={dossier} facts={facts} />
  );
}

/** The meetings that it hosts, has hosted or will. */
export function HostedSection({ dossier, facts }: SectionProps) {
  const { say: t, lang, onDay } = useRegister();
  if (facts.length === 0) return null;
  const says = (fact: HeldFact) => {
    const event = dossier.refs.events.get(String(fact.row['event_id']));
    const path = event?.series ? registerPaths.series(event.series.slug) : registerPaths.allSeries();
    return (
      <>
        <Link href={`${onDay(path)}#${event?.slug}`}>{occurrenceName(fact.row, lang)}</Link>{' '}
        <span class="row-note">
          {[fact.row['place'], t(`occurrence.${fact.row['status']}` as 'occurrence.held')].filter(Boolean).join(' · ')}
        </span>
      </>
    );
  };
  const latest = facts.toSorted((a, b) => String(b.row['starts_on'] ?? '').localeCompare(String(a.row['starts_on'] ?? '')));
  return (
    <Section
      title={t('section.hosted')}
      kinds={[]}
      what={t('section.hostedWhat')}
      says={says}
      when={(fact) => occurrenceDates(fact.row, lang) ?? t('series.noDate')}
      dossier={dossier}
      facts={latest}
    />
  );
}

/** Its names by language, and the codes by which others know it. */
export function IdentitySection({ dossier, facts }: SectionProps) {
  const { say: t, lang } = useRegister();
  const isBounded = ({ span }: HeldFact) => Boolean(span.from ?? span.to ?? span.attestedFrom);
  const says = ({ kind, row }: HeldFact) =>
    kind === 'party_name' ? (
      <>
        <strong lang={row['language'] === 'en' ? 'en' : undefined}>{row['name']}</strong>{' '}
        <span class="row-note">
          {t(`usage.${row['usage']}` as 'usage.common')}, {t(`nameLanguage.${row['language']}` as 'nameLanguage.fr')}
        </span>
      </>
    ) : (
      <>
        {row['scheme'] === 'website' && /^https?:/.test(String(row['value'])) ? (
          <a href={String(row['value'])} rel="external">
            {row['value']}
          </a>
        ) : (
          <code>{row['value']}</code>
        )}{' '}
        <span class="row-note">{t(`scheme.${row['scheme']}` as 'scheme.insee')}</span>
      </>
    );
  return (
    <Section
      title={t('section.identity')}
      kinds={['party_name', 'party_identifier']}
      what={t('section.identityWhat')}
      says={says}
      dossier={dossier}
      facts={facts.toSorted((a, b) => b.kind.localeCompare(a.kind))}
      when={(fact) => (isBounded(fact) ? spanInWords(fact.span, lang) : t('span.inUse'))}
    />
  );
}

interface FramedSectionProps extends SectionProps, Pick<FactTableProps, 'what' | 'says' | 'when'> {
  title: string;
  /** The kinds of facts that may be recorded from here. */
  kinds: readonly string[];
}

/** A section is there when it has facts of some day, or when the reader may record one. */
function Section({ title, kinds, what, says, when, dossier, facts }: FramedSectionProps) {
  const { say: t, mayChange, day } = useRegister();
  const recordable = mayChange ? kinds : [];
  if (facts.length === 0 && recordable.length === 0) return null;
  const onDay = facts.filter((fact) => isOn(fact.span, day.at.on)).length;
  return (
    <section>
      <h2>
        {title}
        {onDay > 1 && <span class="count"> {onDay}</span>}
      </h2>
      {facts.length > 0 && <FactTable caption={title} facts={facts} refs={dossier.refs} what={what} says={says} when={when} />}
      {recordable.length > 0 && (
        <p class="section-actions">
          {recordable.map((kind) => (
            <Link href={registerPaths.newFact(dossier.party.slug, kind)}>{t(`record.${kind}` as 'record.status')}</Link>
          ))}
        </p>
      )}
    </section>
  );
}

function Category({ fact }: { fact: HeldFact }) {
  const { say: t } = useRegister();
  const category = fact.row['category'];
  return typeof category === 'string' ? <> {t(`category.${category}` as 'category.city')}</> : null;
}

function PartyName({ dossier, id }: { dossier: PartyDossier; id: unknown }) {
  const { lang, partyHref } = useRegister();
  const found = dossier.refs.parties.get(String(id));
  return found ? <Link href={partyHref(found.slug)}>{partyLabel(dossier.refs, id, lang)}</Link> : <>—</>;
}

function newestFirst(facts: HeldFact[]): HeldFact[] {
  return facts.toSorted((a, b) => String(b.span.from?.date ?? '').localeCompare(String(a.span.from?.date ?? '')));
}
