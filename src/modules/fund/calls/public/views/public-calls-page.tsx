import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../../kernel/i18n/lang.ts';
import { EmptyState, Link, Page, usePage } from '../../../../../ui/index.ts';
import { deadlineInWords, fundingInWords } from '../../in-words.ts';
import { say } from '../../messages.ts';
import { callPaths } from '../../paths.ts';
import { type KnownCall, nameOf, summaryOf } from '../../queries.ts';
import { CallTag } from '../../views/call-tag.tsx';

/** What cities may apply to now, what comes, what closed. */
export function PublicCallsPage({ calls }: { calls: readonly KnownCall[] }) {
  const { lang, user } = usePage();
  const t = say.in(lang);
  const closed = calls.filter(({ standing }) => standing === 'closed');
  const current = calls.filter(({ standing }) => standing !== 'closed');
  return (
    <Page title={t('public.title')} description={t('public.description')} breadcrumbs={[{ text: t('public.title') }]}>
      <h1>{t('public.title')}</h1>
      <p class="lede">{t('public.lede')}</p>
      {user?.role === 'city' && (
        <p>
          <Link href={callPaths.ownCalls()}>{t('public.own')}</Link>
        </p>
      )}
      {current.length === 0 ? (
        <EmptyState title={t('public.none')}>
          <p>{t('public.noneHint')}</p>
        </EmptyState>
      ) : (
        current.map((call) => <CallCard call={call} />)
      )}
      {closed.length > 0 && (
        <>
          <h2>{t('public.closed')}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {closed.map((call) => (
              <li>
                <Link href={callPaths.publicCall(call.slug)}>{inLang(nameOf(call), lang)}</Link>
                {call.closesOn && <span class="muted"> {t('public.closedOn', { day: formatDate(call.closesOn, lang) })}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function CallCard({ call }: { call: KnownCall }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <article class="call">
      <h2>
        <Link href={callPaths.publicCall(call.slug)}>{inLang(nameOf(call), lang)}</Link>
      </h2>
      <p>
        <CallTag standing={call.standing} /> {whenInWords(call, lang)}
      </p>
      <p>{firstSentence(inLang(summaryOf(call), lang))}</p>
      <p class="muted">
        {t(`purse.${call.purse}`)} · {fundingInWords(call, lang)}
      </p>
    </article>
  );
}

function whenInWords(call: KnownCall, lang: Lang): string {
  return call.standing === 'upcoming' ? say.in(lang)('public.opens', { day: formatDate(call.opensOn, lang) }) : deadlineInWords(call, lang);
}

function firstSentence(text: string): string {
  return /^.*?[.!?…](?=\s|$)/s.exec(text)?.[0] ?? text;
}
