import type { ComponentChildren } from 'preact';
import { typeDay } from '../../../../kernel/dates.ts';
import { formatInstant } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DayField,
  Details,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Page,
  TextArea,
  TextField,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import type { TextVersion } from '../../schema.ts';
import type { DraftText } from '../queries.ts';
import { Comparison } from './comparison.tsx';
import { DraftNavigation } from './draft-navigation.tsx';
import { FigurePanel, type QuotableFigure } from './figure-panel.tsx';
import { Preview, type PreviewProps } from './preview.tsx';
import { StateTag, TranslationTag } from './tags.tsx';

export interface EditorPageProps {
  text: DraftText;
  figures: readonly QuotableFigure[];
  /** The French that the English was made from, when it has changed since. */
  translated: TextVersion | null;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
  /** Versions that someone saved in between. */
  theirs?: Partial<Record<Lang, TextVersion>> | undefined;
  preview?: PreviewProps | undefined;
}

/** Both languages of a text side by side, the figures it may quote, and how it will read. */
export function EditorPage({ text, figures, translated, values = {}, errors = {}, theirs = {}, preview }: EditorPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('editor.title', { title: text.fr.title })}
      noIndex
      width="wide"
      islands={['confirm-leave', 'copy-button', 'live-preview']}
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('drafts.title'), href: publishingPaths.drafts() },
        { text: text.fr.title, href: publishingPaths.draft(text.slug) },
        { text: t('draft.page.edition') },
      ]}
      before={<DraftNavigation slug={text.slug} current="edition" />}
    >
      <p class="eyebrow">
        {t(`kind.${text.kind}`)} <StateTag state={text.state} />
      </p>
      <h1 lang={lang === 'fr' ? undefined : 'fr'}>{text.fr.title}</h1>
      {text.state !== 'draft' && <InsetText>{t(text.isPublic ? 'editor.willCorrect' : 'editor.willGoBack')}</InsetText>}
      <Form action={publishingPaths.edition(text.slug)} values={values} errors={errors} confirmLeave id="editor">
        <div class="sides">
          <Side language="fr" version={text.fr} values={values} theirs={theirs.fr}>
            <p>
              <TranslationTag state="current" /> {t('editor.authoritative')}
            </p>
          </Side>
          <Side language="en" version={text.en} values={values} theirs={theirs.en}>
            <p>
              <TranslationTag state={text.translation} /> {t(`editor.translation.${text.translation}`)}
            </p>
            {translated && (
              <Details summary={t('editor.sinceTranslation')}>
                <Comparison before={translated} after={text.fr} language="fr" />
              </Details>
            )}
          </Side>
        </div>
        <Checkboxes
          name="translationCurrent"
          label={t('field.translation')}
          options={[{ value: 'yes', label: t('field.translationCurrent') }]}
        />
        <FigurePanel figures={figures} on={text.figuresOn} />
        <DayField name="figuresOn" label={t('field.figuresOn')} hint={t('field.figuresOnHint')} value={typeDay(text.figuresOn)} />
        <ButtonGroup>
          <Button>{t('editor.save')}</Button>
          <Button kind="secondary" formaction={href(`${publishingPaths.preview(text.slug)}#preview`)}>
            {t('editor.preview')}
          </Button>
        </ButtonGroup>
      </Form>
      <live-preview
        data-form="editor"
        data-action={href(publishingPaths.preview(text.slug))}
        data-working={t('editor.previewing')}
        data-failed={t('editor.previewFailed')}
      >
        {preview ? <Preview {...preview} /> : <div id="preview" />}
      </live-preview>
    </Page>
  );
}

interface SideProps {
  language: Lang;
  version: TextVersion | null;
  values: FormValues;
  theirs: TextVersion | undefined;
  children: ComponentChildren;
}

function Side({ language, version, values, theirs, children }: SideProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const typed = (field: string) => String(values[`${language}${field}`] ?? '');
  return (
    <section class="side" aria-labelledby={`side-${language}`}>
      <h2 id={`side-${language}`}>{t(`side.${language}`)}</h2>
      {children}
      {theirs && (
        <>
          <WarningText>{t('editor.overtaken', { by: theirs.savedBy, when: formatInstant(theirs.savedAt, lang) })}</WarningText>
          <Details summary={t('editor.theirs')} open>
            <Comparison
              before={theirs}
              after={{ title: typed('Title'), lead: typed('Lead'), markdown: typed('Markdown'), signature: typed('Signature') }}
              language={language}
            />
          </Details>
        </>
      )}
      {/* After a refusal the next save is made in full knowledge of the version shown. */}
      <input type="hidden" name={`${language}Base`} value={theirs?.number ?? (typed('Base') || String(version?.number ?? 0))} />
      <TextField name={`${language}Title`} label={t('field.title')} value={version?.title} lang={language} maxlength={200} />
      <TextArea
        name={`${language}Lead`}
        label={t('field.lead')}
        hint={t('field.leadHint')}
        value={version?.lead}
        rows={4}
        lang={language}
        spellcheck
      />
      <TextArea
        name={`${language}Markdown`}
        label={t('field.markdown')}
        hint={t('field.markdownHint')}
        value={version?.markdown}
        rows={24}
        lang={language}
        spellcheck
        class="markdown"
      />
      <TextField
        name={`${language}Signature`}
        label={t('field.signature')}
        hint={t('field.signatureHint')}
        value={version?.signature}
        lang={language}
        optional
        maxlength={200}
      />
    </section>
  );
}
