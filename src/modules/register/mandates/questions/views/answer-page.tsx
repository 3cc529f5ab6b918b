import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, DayField, Form, InsetText, Page, Panel, Radios, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { spanInWords } from '../../../facts/spans.ts';
import type { Refusal } from '../../../facts/views/fact-forms.tsx';
import { say } from '../../messages.ts';
import { titleOf } from '../../in-words.ts';
import type { AskedOfCity } from '../queries.ts';
import { type Answer, answers } from '../schema.ts';

/** The question as a city reads it, and its three answers; what changed is said only by who says that something did. */
export function AnswerPage({
  asked: { party, mandate },
  refusal,
  signed = false,
}: {
  asked: Pick<AskedOfCity, 'party' | 'mandate'>;
  refusal: Refusal;
  /** Whoever answers has an account: nobody asks their name. */
  signed?: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const words = {
    person: mandate.person.name,
    title: titleOf(mandate, lang),
    party: inLang(party.name, lang),
    gender: mandate.person.gender ?? 'other',
  };
  return (
    <Page title={t('answer.title', words)} noIndex hasErrors={Object.keys(refusal.errors).length > 0}>
      <p class="eyebrow">{words.party}</p>
      <h1>{t('answer.title', words)}</h1>
      {mandate.from && <p>{t('answer.since', { since: spanInWords({ from: mandate.from, to: null, attestedFrom: null }, lang) })}</p>}
      <p>{t('answer.why')}</p>
      <Form {...refusal}>
        <Radios
          name="answer"
          label={t('answer.question', words)}
          options={answers.map((value) => ({
            value,
            label: t(`answer.${value}`, words),
            conditional: value === 'changed' && <Change />,
          }))}
        />
        {!signed && <TextField name="answeredBy" label={t('answer.by')} hint={t('answer.byHint')} autocomplete="name" optional />}
        <TextArea name="note" label={t('answer.note')} rows={2} optional />
        <Button>{t('answer.send')}</Button>
      </Form>
    </Page>
  );
}

function Change() {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextField name="successor" label={t('answer.successor')} hint={t('answer.ifKnown')} autocomplete="off" optional />
      <DayField name="changedOn" label={t('answer.changedOn')} hint={t('answer.ifKnown')} optional />
    </>
  );
}

/** It is answered: what will be done with it. */
export function AnsweredPage({ answer }: { answer: Answer | null }) {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('answered.title')} noIndex>
      <Panel title={t('answered.title')} />
      {answer && <p>{t(`answered.${answer}`)}</p>}
    </Page>
  );
}

/** The question is no longer asked, or was answered before. */
export function NoLongerAskedPage({ state }: { state: 'answered' | 'over' }) {
  const t = say.in(usePage().lang);
  return (
    <Page title={t(`notAsked.${state}.title`)} noIndex>
      <h1>{t(`notAsked.${state}.title`)}</h1>
      <InsetText>{t(`notAsked.${state}.text`)}</InsetText>
    </Page>
  );
}
