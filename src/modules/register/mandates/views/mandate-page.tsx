import type { Member } from '../../../../kernel/auth/users/queries.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import type { EndingThing } from '../../../../kernel/module.ts';
import { Button, ButtonGroup, Link, Page, SummaryList, usePage } from '../../../../ui/index.ts';
import type { Done } from '../../facts/done.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { DoneNotice } from '../../facts/views/done-notice.tsx';
import { say as sayRegister } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { sourceLabel } from '../../sources-in-words.ts';
import { termInWords, titleAsLabel, titleOf } from '../in-words.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';
import type { Question } from '../questions/queries.ts';
import { QuestionList } from '../questions/views/question-list.tsx';
import { EndingList } from './ending-list.tsx';
import { DoubtNote, StandingTag } from './standing-tag.tsx';

export interface MandatePageProps {
  mandate: Mandate;
  party: PartyRef;
  source: SourceRow | undefined;
  /** What ends with it, or ended. */
  ending: EndingThing[];
  /** Who may sign in for the party: to be looked at when its head changes. Null for who may not see them. */
  accounts: Member[] | null;
  questions: Question[];
  /** Someone else is at the head of the party now. */
  hasSuccessor: boolean;
  mayChange: boolean;
  done: Done | null;
}

/** A mandate, for the secretariat: what it is, what ends with it, who is asked about it, who signs in for the city. */
export function MandatePage({ mandate, party, source, ending, accounts, questions, hasSuccessor, mayChange, done }: MandatePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  const name = inLang(party.name, lang);
  const isOver = mandate.standing === 'ended';
  const title = `${mandate.person.name}, ${titleOf(mandate, lang)}`;
  return (
    <Page
      title={title}
      noIndex
      before={done && <DoneNotice done={done} />}
      breadcrumbs={[
        { text: r('register.title'), href: registerPaths.parties() },
        { text: name, href: registerPaths.party(party.slug) },
        { text: title },
      ]}
    >
      <p class="eyebrow">
        <Link href={registerPaths.party(party.slug)}>{name}</Link>
      </p>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          {
            key: titleAsLabel(mandate, lang),
            value: <Link href={registerPaths.person(mandate.person.id)}>{mandate.person.name}</Link>,
          },
          {
            key: t('field.standing'),
            value: (
              <>
                <StandingTag standing={mandate.standing} />
                <DoubtNote mandate={mandate} />
              </>
            ),
          },
          { key: t('field.term'), value: termInWords(mandate, lang) },
          source && { key: r('fact.source'), value: sourceLabel(source) },
          mandate.note !== null && { key: r('form.note'), value: mandate.note },
        ]}
      />
      {mayChange && (
        <Actions
          mandate={mandate}
          party={party}
          isOver={isOver}
          hasSuccessor={hasSuccessor}
          isAsked={questions.some(({ closedAt }) => closedAt === null)}
        />
      )}
      <h2>{t(isOver ? 'end.ended' : 'end.wouldEnd')}</h2>
      <EndingList ending={ending} />
      {accounts && <Accounts accounts={accounts} isOver={isOver} />}
      {questions.length > 0 && (
        <>
          <h2>{t('question.list')}</h2>
          <QuestionList questions={questions} mayChange={mayChange} />
        </>
      )}
    </Page>
  );
}

function Actions({
  mandate,
  party,
  isOver,
  hasSuccessor,
  isAsked,
}: {
  mandate: Mandate;
  party: PartyRef;
  isOver: boolean;
  hasSuccessor: boolean;
  isAsked: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <ButtonGroup>
      {isOver && !hasSuccessor && <Button href={registerPaths.newMandate(party.slug)}>{t('mandate.new')}</Button>}
      {!isOver && (
        <>
          {!isAsked && (
            <Button kind="secondary" href={registerPaths.askAbout(mandate.factId)}>
              {t('question.ask')}
            </Button>
          )}
          <Link class="govuk-link" href={registerPaths.endMandate(mandate.factId)}>
            {t('end.title')}
          </Link>
        </>
      )}
      <Link class="govuk-link" href={registerPaths.changeFact('mandate', mandate.factId, 'correction')}>
        {sayRegister.in(lang)('fact.action.correction')}
      </Link>
      <Link class="govuk-link" href={registerPaths.history('mandate', mandate.factId)}>
        {sayRegister.in(lang)('fact.history')}
      </Link>
    </ButtonGroup>
  );
}

function Accounts({ accounts, isOver }: { accounts: Member[]; isOver: boolean }) {
  const t = say.in(usePage().lang);
  const open = accounts.filter(({ deactivatedAt }) => deactivatedAt === null);
  if (open.length === 0) return null;
  return (
    <>
      <h2>{t('accounts.title')}</h2>
      <p>{t(isOver ? 'accounts.review' : 'accounts.text')}</p>
      <ul>
        {open.map(({ name, email }) => (
          <li>
            {name}, {email}
          </li>
        ))}
      </ul>
    </>
  );
}
