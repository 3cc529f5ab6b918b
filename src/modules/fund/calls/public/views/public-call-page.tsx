import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { Button, InsetText, Page, SummaryList, usePage } from '../../../../../ui/index.ts';
import type { FormVersion } from '../../forms/queries.ts';
import { deadlineInWords, fundingInWords, langsInWords } from '../../in-words.ts';
import { say } from '../../messages.ts';
import { callPaths } from '../../paths.ts';
import { type CallExtension, type KnownCall, nameOf, summaryOf } from '../../queries.ts';
import { CallTag } from '../../views/call-tag.tsx';
import { ConditionList } from '../../views/condition-list.tsx';
import { GridTable } from '../../views/grid-table.tsx';

export interface PublicCallPageProps {
  call: KnownCall;
  form: FormVersion;
  states: ReadonlyMap<string, string>;
  body: string | null;
  extensions: readonly CallExtension[];
}

/** A call, for anyone: what for, who may, until when, how much, how it is decided. */
export function PublicCallPage({ call, form, states, body, extensions }: PublicCallPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(nameOf(call), lang);
  const summary = inLang(summaryOf(call), lang);
  return (
    <Page
      title={name}
      description={summary.split('\n')[0]}
      breadcrumbs={[{ text: t('public.title'), href: callPaths.publicCalls() }, { text: name }]}
    >
      <p class="eyebrow">{t(`purse.${call.purse}`)}</p>
      <h1>{name}</h1>
      <p>
        <CallTag standing={call.standing} /> <strong>{deadlineInWords(call, lang)}</strong>
      </p>
      {extensions[0] && (
        <InsetText>
          {t('public.extended', {
            from: formatDate(extensions[0].fromDay, lang),
            day: formatDate(dayOf(extensions[0].at), lang),
            reason: extensions[0].reason,
          })}
        </InsetText>
      )}
      {summary.split(/\n+/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {call.standing === 'open' && <Button href={callPaths.ownCall(call.slug)}>{t('public.apply')}</Button>}
      <h2>{t('public.who')}</h2>
      <ConditionList call={call} states={states} />
      <h2>{t('public.money')}</h2>
      <SummaryList
        rows={[
          { key: t('call.funding'), value: fundingInWords(call, lang) },
          call.budgetCents !== null && { key: t('call.budget'), value: formatMoney(call.budgetCents, lang, call.currency) },
        ]}
      />
      <h2>{t('public.how')}</h2>
      <ol class="govuk-list govuk-list--number">
        {call.conceptNote && <li>{t('public.how.note')}</li>}
        <li>{t('public.how.dossier', { langs: langsInWords(call, lang) })}</li>
        <li>{t('public.how.appraisal')}</li>
        <li>{t(`public.how.${call.decisionPath}`, { body: body ?? t('call.bureau') })}</li>
      </ol>
      <h2>{t('public.asked')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {form.definition.sections.map((section) => (
          <li>{inLang(section.title, lang)}</li>
        ))}
      </ul>
      <h2>{t('public.scored')}</h2>
      <GridTable call={call} />
    </Page>
  );
}
