import type { ComponentChildren } from 'preact';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { AssemblyDecision } from '../../../../kernel/module.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Confirm,
  DayField,
  type FieldErrors,
  type FormValues,
  InsetText,
  Radios,
  Select,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { type ApplicationStep, membershipPaths } from '../../paths.ts';
import { opinions } from '../../vocabulary.ts';
import type { Application } from '../queries.ts';
import { Frame } from './frame.tsx';

/** What the page of a step needs to know. */
export interface StepFacts {
  /** The capital of the State, and its head, where the register knows them. */
  capital: PartyRef | null;
  addressee: string | null;
  isCapital: boolean;
  answerBy: Temporal.PlainDate | null;
  /** What R3 says of the State, where this application would exceed it. */
  capWords: string | null;
  today: string;
}

export interface StepPageProps extends StepFacts {
  application: Application;
  step: ApplicationStep;
  /** What general assemblies decided here, of which one may conclude the application. */
  decisions: readonly AssemblyDecision[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What a step of the procedure will do, what it asks for, and its button. */
export function StepPage(props: StepPageProps) {
  const { application, step, values, errors = {} } = props;
  const t = say.in(usePage().lang);
  const base = membershipPaths.application(application.id);
  return (
    <Frame application={application} base={base} title={t(`ask.${step}.title`)} hasErrors={Object.keys(errors).length > 0}>
      <Confirm
        action={membershipPaths.step(application.id, step)}
        button={t(`ask.${step}.button`)}
        cancelHref={base}
        values={values}
        errors={errors}
      >
        <p>{t(`ask.${step}.text`)}</p>
        <StepFields {...props} />
      </Confirm>
    </Frame>
  );
}

function StepFields(props: StepPageProps): ComponentChildren {
  const { application, step, addressee, capital, isCapital, answerBy, capWords, today, decisions } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  switch (step) {
    case 'return':
      return <TextArea name="reason" label={t('ask.return.reason')} rows={4} maxlength={2000} />;
    case 'completion':
      return (
        <TextField
          name="party"
          label={t('ask.completion.party')}
          hint={t('ask.completion.partyHint')}
          value={application.party?.slug}
          width={20}
          optional={application.party === null}
        />
      );
    case 'opinionRequest':
      return (
        <>
          <p class="muted">
            {capital ? t('ask.opinionRequest.capital', { name: inLang(capital.name, lang) }) : t('ask.opinionRequest.noCapital')}
          </p>
          {isCapital && <InsetText>{t('ask.opinionRequest.isCapital')}</InsetText>}
          <TextField
            name="addressee"
            label={t('ask.opinionRequest.addressee')}
            hint={t('ask.opinionRequest.addresseeHint')}
            value={addressee}
          />
          <TextField name="email" type="email" label={t('ask.opinionRequest.email')} spellcheck={false} autocomplete="off" />
          <LangField />
        </>
      );
    case 'opinion':
      return (
        <>
          <OpinionFields />
          <DayField name="receivedOn" label={t('ask.opinion.receivedOn')} value={today} />
        </>
      );
    case 'noOpinion':
      return (
        <>
          {isCapital && <p>{t('ask.noOpinion.isCapital')}</p>}
          {!isCapital && answerBy && <p>{t('ask.noOpinion.delay', { day: formatDate(answerBy, lang) })}</p>}
          <TextArea name="reason" label={t('ask.noOpinion.reason')} rows={3} maxlength={2000} />
        </>
      );
    case 'examination':
      return (
        <>
          <DayField name="on" label={t('ask.examination.on')} value={today} />
          <TextArea name="reason" label={t('ask.examination.reason')} rows={4} maxlength={4000} optional />
        </>
      );
    case 'cap':
      return (
        <>
          {capWords && <InsetText>{capWords}</InsetText>}
          <TextArea name="reason" label={t('ask.cap.reason')} rows={4} maxlength={2000} />
        </>
      );
    case 'decision':
      return (
        <>
          {capWords && <InsetText>{capWords}</InsetText>}
          <Radios
            name="decision"
            label={t('ask.decision.decision')}
            options={(['admitted', 'postponed', 'refused'] as const).map((value) => ({ value, label: t(`decision.${value}`) }))}
          />
          {decisions.length > 0 && (
            <Select
              name="code"
              label={t('ask.decision.code')}
              hint={t('ask.decision.codeHint')}
              options={[
                { value: '', text: t('ask.decision.noCode') },
                ...decisions.map(({ code, title, on }) => ({
                  value: code,
                  text: t('ask.decision.taken', { code, title: inLang(title, lang), day: formatDate(on, lang) }),
                })),
              ]}
            />
          )}
          <DayField
            name="on"
            label={t('ask.decision.on')}
            hint={decisions.length > 0 ? t('ask.decision.onHint') : undefined}
            value={decisions.length > 0 ? undefined : today}
            optional={decisions.length > 0}
          />
          <DayField name="from" label={t('ask.decision.from')} hint={t('ask.decision.fromHint')} optional />
          <TextArea name="reason" label={t('ask.decision.reason')} hint={t('ask.decision.reasonHint')} rows={4} maxlength={4000} optional />
        </>
      );
  }
}

/** The fields of an opinion: the same for a capital that answers by its link and for a paper that is entered. */
export function OpinionFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <Radios name="opinion" label={t('answer.opinion')} options={opinions.map((value) => ({ value, label: t(`opinion.${value}`) }))} />
      <TextArea name="text" label={t('answer.text')} hint={t('answer.textHint')} rows={5} maxlength={4000} optional />
      <TextField name="signatory" label={t('answer.signatory')} hint={t('answer.signatoryHint')} autocomplete="name" />
    </>
  );
}

function LangField() {
  const t = say.in(usePage().lang);
  return (
    <Radios
      name="lang"
      label={t('draft.lang')}
      value="fr"
      inline
      options={[
        { value: 'fr', label: 'Français' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
