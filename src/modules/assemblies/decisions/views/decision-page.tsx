import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Confirm,
  Details,
  type FieldErrors,
  type FormValues,
  InsetText,
  Page,
  SummaryList,
  TextArea,
  usePage,
} from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import type { VoteResult } from '../../votes/rules.ts';
import type { Decision } from '../queries.ts';

export interface DecisionPageProps {
  decision: Decision;
  body: Body;
  /** How it was voted; null without a vote. */
  result: VoteResult | null;
  mayCancel: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** One decision: its words, who took it, by how many voices. */
export function DecisionPage({ decision, body, result, mayCancel, values, errors = {} }: DecisionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const said = (choice: string) => result?.voices[choice] ?? 0;
  return (
    <Page
      title={t('decisions.one', { code: decision.code })}
      noIndex={!decision.isPublic}
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('decisions.record'), href: assemblyPaths.decisions() }, { text: decision.code }]}
    >
      <p class="eyebrow">{t('decisions.one', { code: decision.code })}</p>
      <h1>{inLang(decision.title, lang)}</h1>
      {decision.cancelled && (
        <InsetText>
          {t('decisions.cancelledOn', { day: formatDate(dayOf(decision.cancelled.at), lang), reason: decision.cancelled.reason })}
        </InsetText>
      )}
      {!decision.isPublic && <InsetText>{t('decisions.confidential')}</InsetText>}
      <div lang={lang === 'en' && !decision.text.en ? 'fr' : undefined}>
        {inLang(decision.text, lang)
          .split(/\n+/)
          .map((paragraph) => (
            <p>{paragraph.replace(/^- /, '— ')}</p>
          ))}
      </div>
      <SummaryList
        rows={[
          { key: t('sittings.body'), value: inLang({ fr: body.nameFr, en: body.nameEn }, lang) },
          { key: t('sittings.sitting'), value: inLang(decision.sitting.title, lang) },
          { key: t('decisions.on'), value: formatDate(dayOf(decision.at), lang) },
          {
            key: t('decisions.how'),
            value: !result
              ? t('decisions.consensus')
              : result.outcome === 'elected'
                ? t('outcome.elected')
                : t('draft.counts', {
                    for: said('for'),
                    against: said('against'),
                    abstain: said('abstain'),
                    blank: said('blank') + said('null'),
                  }),
          },
        ]}
      />
      {mayCancel && !decision.cancelled && (
        <Details summary={t('decisions.cancel')} open={Object.keys(errors).length > 0}>
          <Confirm
            action={assemblyPaths.cancellation(decision.code)}
            button={t('decisions.cancelButton')}
            warning
            cancelHref={assemblyPaths.decision(decision.code)}
            values={values}
            errors={errors}
          >
            <p>{t('decisions.cancelHint')}</p>
            <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
          </Confirm>
        </Details>
      )}
    </Page>
  );
}
