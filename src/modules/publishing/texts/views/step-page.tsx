import type { ComponentChildren } from 'preact';
import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Checkboxes, Confirm, type FieldErrors, type FormValues, Page, SummaryList, TextArea, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import type { DraftFigure } from '../draft-figures.ts';
import type { SeenVersions } from '../input.ts';
import type { DraftText } from '../queries.ts';

/** The steps that ask once more before they are taken. */
export type AskedStep = 'approval' | 'sendingBack' | 'publication' | 'correction' | 'withdrawal';

export interface StepPageProps {
  step: AskedStep;
  text: DraftText;
  /** An administrator approves their own text: a reason is asked for. */
  /** The versions that the person read. */
  seen: SeenVersions;
  /** What the figures are worth now, for who answers for them. */
  figures: DraftFigure[];
  alone?: boolean | undefined;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** What a step will do, what it asks for, and its button. */
export function StepPage({ step, text, seen, figures, alone, values, errors = {} }: StepPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t(`ask.${step}.title`)}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('drafts.title'), href: publishingPaths.drafts() },
        { text: text.fr.title, href: publishingPaths.draft(text.slug) },
        { text: t(`ask.${step}.title`) },
      ]}
    >
      <p class="eyebrow" lang={lang === 'fr' ? undefined : 'fr'}>
        {text.fr.title}
      </p>
      <h1>{t(`ask.${step}.title`)}</h1>
      <Confirm
        action={publishingPaths[step](text.slug)}
        button={t(`ask.${step}.button`)}
        warning={step === 'withdrawal'}
        cancelHref={publishingPaths.draft(text.slug)}
        values={values}
        errors={errors}
      >
        <p>{t(`ask.${step}.text`)}</p>
        {figures.length > 0 && <FigureValues figures={figures} />}
        <StepFields step={step} text={text} alone={alone} />
        {(['frSeen', 'enSeen'] as const).map((name) => (
          <input type="hidden" name={name} value={seen[name]} />
        ))}
      </Confirm>
    </Page>
  );
}

function FigureValues({ figures }: { figures: DraftFigure[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('ask.approval.figures')}</h2>
      <SummaryList
        rows={figures.map(({ name, unit, on, value }) => ({
          key: t('ask.approval.figure', { name: inLang(name, lang), day: formatDate(on, lang) }),
          value: value === null ? '…' : `${formatNumber(value, lang, { maximumFractionDigits: 4 })} ${inLang(unit, lang)}`,
        }))}
      />
    </>
  );
}

function StepFields({ step, text, alone }: Pick<StepPageProps, 'step' | 'text' | 'alone'>): ComponentChildren {
  const t = say.in(usePage().lang);
  switch (step) {
    case 'approval':
      return alone && <TextArea name="reason" label={t('field.aloneReason')} hint={t('field.aloneReasonHint')} rows={3} maxlength={1000} />;
    case 'sendingBack':
      return <TextArea name="reason" label={t('field.backReason')} rows={3} maxlength={1000} />;
    case 'publication':
      return <EnglishToo text={text} />;
    case 'correction':
      return (
        <>
          <NoticeFields />
          <EnglishToo text={text} />
        </>
      );
    case 'withdrawal':
      return <NoticeFields />;
  }
}

function NoticeFields() {
  const t = say.in(usePage().lang);
  return (
    <>
      <TextArea name="noticeFr" label={t('field.noticeFr')} hint={t('field.noticeHint')} rows={3} lang="fr" maxlength={1000} />
      <TextArea name="noticeEn" label={t('field.noticeEn')} rows={3} lang="en" optional maxlength={1000} />
    </>
  );
}

/** The English goes with the French only when it says the same. */
function EnglishToo({ text }: { text: DraftText }) {
  const t = say.in(usePage().lang);
  if (text.translation !== 'current') return <p>{t(`ask.english.${text.translation}`)}</p>;
  return (
    <Checkboxes
      name="withEnglish"
      label={t('field.languages')}
      values={['yes']}
      options={[{ value: 'yes', label: t('field.withEnglish') }]}
    />
  );
}
