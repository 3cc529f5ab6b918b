import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, InsetText, Link, Page, SummaryList, Tag, type TagKind, usePage } from '../../../../../ui/index.ts';
import { answerOf, type EligibilityAnswer, type EligibilityLine } from '../../eligibility/check.ts';
import { deadlineInWords } from '../../in-words.ts';
import { say } from '../../messages.ts';
import { callPaths } from '../../paths.ts';
import { type KnownCall, nameOf } from '../../queries.ts';
import { CallTag } from '../../views/call-tag.tsx';

/** The calls of the day, each with what the rules say of the city. */
export function OwnCallsPage({ calls }: { calls: readonly { call: KnownCall; answer: EligibilityAnswer }[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('own.title')} noIndex>
      <h1>{t('own.title')}</h1>
      {calls.length === 0 && (
        <EmptyState title={t('public.none')}>
          <p>{t('public.noneHint')}</p>
        </EmptyState>
      )}
      {calls.map(({ call, answer }) => (
        <article class="call">
          <h2>
            <Link href={callPaths.ownCall(call.slug)}>{inLang(nameOf(call), lang)}</Link>
          </h2>
          <p>
            <CallTag standing={call.standing} /> {deadlineInWords(call, lang)}
          </p>
          <p>
            {t('own.eligible')} <AnswerTag answer={answer} />
          </p>
        </article>
      ))}
    </Page>
  );
}

/** What each rule of a call says of the city, why, and what it may provide; what is against it is shown with its reason. */
export function OwnCallPage({ call, city, lines }: { call: KnownCall; city: string; lines: readonly EligibilityLine[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(nameOf(call), lang);
  return (
    <Page title={name} noIndex breadcrumbs={[{ text: t('own.title'), href: callPaths.ownCalls() }, { text: name }]}>
      <h1>{name}</h1>
      <p>
        <CallTag standing={call.standing} /> {deadlineInWords(call, lang)}
      </p>
      <p>
        <Link href={callPaths.publicCall(call.slug)}>{t('own.read')}</Link>
      </p>
      <h2>{t('own.may', { city })}</h2>
      <InsetText>{t(`own.answer.${answerOf(lines)}`)}</InsetText>
      <SummaryList
        rows={lines.map(({ rule, answer, why, provide }) => ({
          key: t(`rule.${rule}`),
          value: (
            <>
              <p>
                <AnswerTag answer={answer} /> {why(lang)}
              </p>
              {provide && <p>{t('own.provide', { what: provide(lang) })}</p>}
            </>
          ),
        }))}
      />
      {call.standing === 'open' && <Button href={callPaths.ownDossier(call.slug)}>{t('own.begin')}</Button>}
    </Page>
  );
}

const kinds: Record<EligibilityAnswer, TagKind> = { yes: 'good', no: 'bad', unknown: 'waiting' };

function AnswerTag({ answer }: { answer: EligibilityAnswer }) {
  return <Tag kind={kinds[answer]}>{say.in(usePage().lang)(`answer.${answer}`)}</Tag>;
}
