import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  Checkboxes,
  type FieldErrors,
  Fieldset,
  Form,
  type FormValues,
  InsetText,
  Link,
  Page,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { markers } from '../../../vocabulary.ts';
import { say } from '../../messages.ts';
import { formPaths } from '../../paths.ts';
import type { Question, QuestionKind } from '../definition.ts';
import { isSingle } from '../faults.ts';
import type { FormVersion } from '../queries.ts';

interface EditProps {
  version: FormVersion;
  action: string;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where a section is named. */
export function SectionPage({ title, ...props }: EditProps & { title: string }) {
  const t = say.in(usePage().lang);
  return (
    <EditFrame {...props} title={title}>
      <TextField name="title.fr" label={t('edit.titleFr')} maxlength={1000} />
      <TextField name="title.en" label={t('edit.titleEn')} lang="en" maxlength={1000} />
      <TextArea name="intro.fr" label={t('edit.introFr')} rows={3} maxlength={1000} />
      <TextArea name="intro.en" label={t('edit.introEn')} lang="en" rows={3} maxlength={1000} />
      <TextField name="key" label={t('edit.key')} hint={t('edit.keyHint')} width={20} maxlength={40} />
    </EditFrame>
  );
}

/** What kind of question is to be added: one link for each. */
export function KindPage({
  version,
  kinds,
  hrefOf,
}: {
  version: FormVersion;
  kinds: readonly QuestionKind[];
  hrefOf: (kind: QuestionKind) => string;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('edit.addQuestion');
  const offer = (title: string, offered: readonly QuestionKind[]) =>
    offered.length > 0 && (
      <>
        <h2>{title}</h2>
        <dl class="kinds">
          {offered.map((kind) => (
            <div>
              <dt>
                <Link href={hrefOf(kind)}>{t(`kind.${kind}`)}</Link>
              </dt>
              <dd>{t(`kindHint.${kind}`)}</dd>
            </div>
          ))}
        </dl>
      </>
    );
  return (
    <Page
      title={title}
      noIndex
      breadcrumbs={[
        { text: t('forms.title'), href: formPaths.forms() },
        { text: inLang(version.name, lang), href: formPaths.version(version.slug, version.number) },
        { text: title },
      ]}
    >
      <h1>{title}</h1>
      <p class="lede">{t('edit.whichKind')}</p>
      {offer(
        t('edit.ordinary'),
        kinds.filter((kind) => !isSingle(kind)),
      )}
      {offer(
        t('edit.core'),
        kinds.filter((kind) => isSingle(kind)),
      )}
    </Page>
  );
}

export interface QuestionPageProps extends EditProps {
  title: string;
  kind: QuestionKind;
  isColumn: boolean;
  /** Questions that this one may depend on. */
  choices: readonly Extract<Question, { kind: 'choice' }>[];
  /** What was seen of it when the page was opened. */
  mark: string | null;
}

/** Where a question is written. */
export function QuestionPage({ title, kind, isColumn, choices, mark, ...props }: QuestionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <EditFrame {...props} title={title}>
      <p class="muted">
        {t(`kind.${kind}`)}. {t(`kindHint.${kind}`)}
      </p>
      {mark && <input type="hidden" name="mark" value={mark} />}
      <TextField name="label.fr" label={t('edit.labelFr')} maxlength={1000} />
      <TextField name="label.en" label={t('edit.labelEn')} lang="en" maxlength={1000} />
      <TextArea name="hint.fr" label={t('edit.hintFr')} rows={2} maxlength={1000} />
      <TextArea name="hint.en" label={t('edit.hintEn')} lang="en" rows={2} maxlength={1000} />
      <Checkboxes name="required[]" label={t('edit.answer')} options={[{ value: 'yes', label: t('edit.mustAnswer') }]} />
      <KindFields kind={kind} />
      {!isColumn && !isSingle(kind) && choices.length > 0 && (
        <Checkboxes
          name="when[]"
          label={t('edit.when')}
          hint={t('edit.whenHint')}
          options={choices.flatMap((choice) =>
            choice.options.map((option) => ({
              value: `${choice.key}:${option.value}`,
              label: t('edit.whenIs', { question: inLang(choice.label, lang), answer: inLang(option.label, lang) }),
            })),
          )}
        />
      )}
      {!isSingle(kind) && <TextField name="key" label={t('edit.key')} hint={t('edit.keyHint')} width={20} maxlength={40} />}
    </EditFrame>
  );
}

function KindFields({ kind }: { kind: QuestionKind }) {
  const t = say.in(usePage().lang);
  const several = <Checkboxes name="several[]" label={t('edit.several')} options={[{ value: 'yes', label: t('edit.severalYes') }]} />;
  switch (kind) {
    case 'text':
      return (
        <>
          <TextField name="rows" label={t('edit.rows')} width={3} inputmode="numeric" />
          <TextField name="most" label={t('edit.mostSigns')} width={5} inputmode="numeric" />
        </>
      );
    case 'summary':
      return <TextField name="most" label={t('edit.mostSigns')} width={5} inputmode="numeric" />;
    case 'number':
      return (
        <Fieldset legend={t('kind.number')}>
          <TextField name="unit.fr" label={t('edit.unitFr')} width={20} />
          <TextField name="unit.en" label={t('edit.unitEn')} width={20} lang="en" />
          <TextField name="least" label={t('edit.least')} width={10} inputmode="decimal" />
          <TextField name="most" label={t('edit.most')} width={10} inputmode="decimal" />
          <TextField name="decimals" label={t('edit.decimals')} width={2} inputmode="numeric" />
        </Fieldset>
      );
    case 'choice':
      return (
        <>
          <TextArea name="options" label={t('edit.options')} hint={t('edit.optionsHint')} rows={6} />
          {several}
        </>
      );
    case 'table':
      return <TextField name="most" label={t('edit.mostRows')} width={3} inputmode="numeric" />;
    case 'file':
      return (
        <>
          <Checkboxes
            name="accept[]"
            label={t('edit.accept')}
            options={(['pdf', 'image', 'word', 'spreadsheet'] as const).map((value) => ({ value, label: t(`accept.${value}`) }))}
          />
          {several}
        </>
      );
    case 'markers':
      return (
        <Checkboxes name="which[]" label={t('edit.which')} options={markers.map((value) => ({ value, label: t(`marker.${value}`) }))} />
      );
    default:
      return null;
  }
}

function EditFrame({ version, title, action, values, errors = {}, children }: EditProps & { title: string; children: ComponentChildren }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const back = formPaths.version(version.slug, version.number);
  return (
    <Page
      title={title}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('forms.title'), href: formPaths.forms() }, { text: inLang(version.name, lang), href: back }, { text: title }]}
    >
      <h1>{title}</h1>
      {version.publishedAt && <InsetText>{t('form.published')}</InsetText>}
      <Form action={action} values={values} errors={errors}>
        {children}
        <Button>{t('edit.save')}</Button>
      </Form>
    </Page>
  );
}
