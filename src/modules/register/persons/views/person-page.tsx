import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatPartialDate } from '../../../../kernel/dates.ts';
import { ButtonGroup, InsetText, Link, Page, SummaryList, Table, Timeline, usePage, WarningText } from '../../../../ui/index.ts';
import type { Done } from '../../facts/done.ts';
import { aboutInWords } from '../../facts/in-words.ts';
import type { HeldFact } from '../../facts/read.ts';
import type { Refs } from '../../facts/refs.ts';
import { spanInWords } from '../../facts/spans.ts';
import { DoneNotice } from '../../facts/views/done-notice.tsx';
import { SeatStandingTag } from '../../bodies/views/seat-standing-tag.tsx';
import { say } from '../../mandates/messages.ts';
import { mannerInWords, titleOf } from '../../mandates/in-words.ts';
import { QuestionList } from '../../mandates/questions/views/question-list.tsx';
import { DoubtNote, StandingTag } from '../../mandates/views/standing-tag.tsx';
import { say as sayRegister } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { sourceLabel } from '../../sources-in-words.ts';
import type { PersonDossier } from '../dossier.ts';

export interface PersonPageProps {
  dossier: PersonDossier;
  mayRecord: boolean;
  mayErase: boolean;
  done: Done | null;
}

/** A person, for the secretariat alone: their names, how they are reached, their mandates and seats, what was asked about them. */
export function PersonPage({ dossier, mayRecord, mayErase, done }: PersonPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { person, erasure } = dossier;
  const mayChange = mayRecord && !erasure;
  return (
    <Page
      title={person.name}
      noIndex
      width="wide"
      before={done && <DoneNotice done={done} />}
      breadcrumbs={[{ text: t('persons.title'), href: registerPaths.persons() }, { text: person.name }]}
    >
      <p class="eyebrow">{t('person.eyebrow')}</p>
      <h1>{person.name}</h1>
      {erasure && (
        <InsetText>
          {t('redaction.done', { when: formatInstant(erasure.at, lang), who: erasure.actor, reason: erasure.reason })}{' '}
          <Link href={registerPaths.revision(erasure.number)}>{sayRegister.in(lang)('done.revision', { number: erasure.number })}</Link>
        </InsetText>
      )}
      <Mandates dossier={dossier} />
      <Seats dossier={dossier} />
      <Facts title={t('person.names')} facts={dossier.names} refs={dossier.refs} mayChange={mayChange} says={nameInWords} />
      {mayChange && <RecordLink id={person.id} kind="person_name" />}
      <Contacts dossier={dossier} mayChange={mayChange} mayErase={mayErase && !erasure} />
      {dossier.questions.length > 0 && (
        <>
          <h2>{t('question.list')}</h2>
          <QuestionList questions={dossier.questions} mayChange={mayRecord} />
        </>
      )}
      {mayErase && !erasure && (
        <>
          <h2>{t('redaction.section')}</h2>
          <p>
            {t('redaction.what')} <Link href={registerPaths.erasePerson(person.id)}>{t('redaction.title')}</Link>
          </p>
        </>
      )}
    </Page>
  );
}

function Mandates({ dossier: { mandates, parties } }: { dossier: PersonDossier }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('person.mandates')}</h2>
      {mandates.length === 0 && <p class="muted">{t('persons.noMandate')}</p>}
      <Timeline
        items={mandates.map((mandate) => {
          const party = parties.get(mandate.partyId);
          return {
            title: (
              <>
                <Link href={registerPaths.mandate(mandate.factId)}>
                  {titleOf(mandate, lang)}, {party ? inLang(party.name, lang) : '—'}
                </Link>{' '}
                <StandingTag standing={mandate.standing} />
              </>
            ),
            when: spanInWords({ from: mandate.from, to: mandate.to, attestedFrom: null }, lang),
            datetime: mandate.from ? formatPartialDate(mandate.from) : (mandate.to?.date.toString() ?? ''),
            children: (
              <>
                <p>{mannerInWords(mandate, lang)}</p>
                <DoubtNote mandate={mandate} />
              </>
            ),
          };
        })}
      />
    </>
  );
}

function Seats({ dossier: { seats } }: { dossier: PersonDossier }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  if (seats.length === 0) return null;
  return (
    <>
      <h2>{t('person.seats')}</h2>
      <Table
        caption={t('person.seats')}
        captionHidden
        dense
        firstCellIsHeader
        columns={[
          { header: r('column.body_id') },
          { header: r('column.function') },
          { header: t('column.city') },
          { header: r('fact.when') },
          { header: t('field.standing') },
        ]}
        rows={seats.map(({ factId, body, function: seatFunction, party, from, to, standing }) => [
          <Link href={registerPaths.body(body.slug)}>{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</Link>,
          r(`function.${seatFunction}`),
          inLang(party.name, lang),
          <Link href={registerPaths.history('seat', factId)}>{spanInWords({ from, to, attestedFrom: null }, lang)}</Link>,
          standing ? <SeatStandingTag standing={standing} /> : <span class="muted">{t('person.seatOver')}</span>,
        ])}
      />
    </>
  );
}

function Contacts({ dossier, mayChange, mayErase }: { dossier: PersonDossier; mayChange: boolean; mayErase: boolean }) {
  const t = say.in(usePage().lang);
  const { contacts, refs, person, areContactsDue, contactYears } = dossier;
  return (
    <>
      {areContactsDue && <WarningText>{t('person.contactsDue', { years: contactYears })}</WarningText>}
      <Facts
        title={t('person.contacts')}
        facts={contacts}
        refs={refs}
        mayChange={mayChange}
        says={contactInWords}
        hint={t('person.contactsHint')}
      />
      {mayChange && <RecordLink id={person.id} kind="person_contact" />}
      {mayErase && contacts.length > 0 && (
        <ButtonGroup>
          <Link href={registerPaths.eraseContacts(person.id)}>{t('contacts.erase')}</Link>
        </ButtonGroup>
      )}
    </>
  );
}

function Facts({
  title,
  hint,
  facts,
  refs,
  mayChange,
  says,
}: {
  title: string;
  hint?: string;
  facts: HeldFact[];
  refs: Refs;
  mayChange: boolean;
  says: (fact: HeldFact, lang: 'fr' | 'en') => { key: string; value: string };
}) {
  const { lang } = usePage();
  const r = sayRegister.in(lang);
  return (
    <>
      <h2>{title}</h2>
      {hint && <p class="muted">{hint}</p>}
      {facts.length === 0 && <p class="muted">{say.in(lang)('person.none')}</p>}
      <SummaryList
        rows={facts.map((fact) => {
          const { key, value } = says(fact, lang);
          const about = aboutInWords(fact, refs, lang);
          const source = refs.sources.get(fact.sourceId);
          const isHeld = mayChange && fact.retained;
          const link = (change: 'fin' | 'correction' | 'retrait') => ({
            href: registerPaths.changeFact(fact.kind, fact.factId, change),
            text: r(`fact.action.${change}`),
            hidden: about,
          });
          return {
            key,
            value: (
              <>
                {value}
                <p class="row-note">
                  {[fact.span.from || fact.span.to ? spanInWords(fact.span, lang) : null, source && sourceLabel(source)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </>
            ),
            actions: [
              ...(isHeld && !fact.span.to ? [link('fin')] : []),
              ...(isHeld ? [link('correction'), link('retrait')] : []),
              { href: registerPaths.history(fact.kind, fact.factId), text: r('fact.history'), hidden: about },
            ],
          };
        })}
      />
    </>
  );
}

function RecordLink({ id, kind }: { id: string; kind: 'person_name' | 'person_contact' }) {
  return (
    <ButtonGroup>
      <Link href={registerPaths.newPersonFact(id, kind)}>{sayRegister.in(usePage().lang)(`record.${kind}`)}</Link>
    </ButtonGroup>
  );
}

function nameInWords({ row }: HeldFact, lang: 'fr' | 'en') {
  const r = sayRegister.in(lang);
  const details = [
    String(row['sort_key']),
    row['gender'] ? r(`gender.${row['gender']}` as 'gender.f') : null,
    row['form_of_address'] ? `«\u00a0${row['form_of_address']}\u00a0»` : null,
  ];
  return { key: String(row['name']), value: details.filter(Boolean).join(' · ') };
}

function contactInWords({ row }: HeldFact, lang: 'fr' | 'en') {
  return { key: sayRegister.in(lang)(`channel.${row['channel']}` as 'channel.email'), value: String(row['value']) };
}
