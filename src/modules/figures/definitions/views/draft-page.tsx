import type { Catalogue } from '../../../../kernel/catalogue.ts';
import { inLang, type Localized } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  type FieldErrors,
  Form,
  type FormValues,
  Page,
  SubNavigation,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../../register/index.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import type { FilterSubject } from '../filter-form.ts';
import type { FigureVersion } from '../queries.ts';
import { CalculationForm } from './calculation-form.tsx';
import { Conditions } from './conditions.tsx';
import { Preview } from './preview.tsx';

/** The form that was refused, if one was. */
export interface RefusedForm {
  form: 'words' | 'calculation' | 'condition' | 'alternative' | 'publication';
  values: FormValues;
  errors: FieldErrors;
}

export interface DraftPageProps {
  draft: FigureVersion;
  day: AskedDay;
  catalogue: Catalogue;
  parties: ReadonlyMap<string, Localized>;
  /** The reading being written: 0 is the figure's own. */
  reading: number;
  /** What the condition being added is about, once chosen. */
  subject: FilterSubject | null;
  preview: Evaluation | null;
  /** Why there is no preview. */
  fault: string | null;
  refused?: RefusedForm | undefined;
}

/** The workshop of a figure: its words, its calculation, its conditions, its other readings, and at once what they give. */
export function DraftPage(props: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { draft, reading, refused } = props;
  const name = inLang(draft.name, lang);
  return (
    <Page
      title={t('draft.title', { name })}
      noIndex
      hasErrors={refused !== undefined}
      breadcrumbs={[
        { text: t('figures.title'), href: figurePaths.figures() },
        ...(draft.number > 1 ? [{ text: name, href: figurePaths.figure(draft.slug) }] : []),
        { text: t('draft.eyebrow', { number: draft.number }) },
      ]}
    >
      <p class="eyebrow">{t('draft.eyebrow', { number: draft.number })}</p>
      <h1>{name}</h1>
      <h2>{t('draft.calculation')}</h2>
      <p>{t('draft.calculationWhy')}</p>
      {draft.alternatives.length > 0 && (
        <SubNavigation
          label={t('draft.readings')}
          items={[{ label: { fr: t('draft.ownReading') } }, ...draft.alternatives].map(({ label }, index) => ({
            href: withQuery(figurePaths.draft(draft.slug), { lecture: index || null }),
            label: inLang(label, lang),
            current: index === reading,
          }))}
        />
      )}
      <CalculationForm {...props} />
      <Conditions {...props} />
      <Preview {...props} />
      <Alternatives {...props} />
      <Words {...props} />
      <Publication {...props} />
    </Page>
  );
}

/** What was typed in a form and refused, when it is that form. */
export function refusedIn(refused: RefusedForm | undefined, form: RefusedForm['form']): { values?: FormValues; errors?: FieldErrors } {
  return refused?.form === form ? { values: refused.values, errors: refused.errors } : {};
}

function Alternatives({ draft, reading, refused }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('draft.readings')}</h2>
      <p>{t('draft.readingsWhy')}</p>
      {reading > 0 && (
        <Form action={figurePaths.readingRemoval(draft.slug, reading)}>
          <Button kind="secondary">{t('draft.removeReading', { label: inLang(draft.alternatives[reading - 1]!.label, lang) })}</Button>
        </Form>
      )}
      <Form action={figurePaths.readings(draft.slug)} {...refusedIn(refused, 'alternative')}>
        <TextField name="labelFr" label={t('draft.labelFr')} hint={t('draft.labelHint')} lang="fr" />
        <TextField name="labelEn" label={t('draft.labelEn')} lang="en" />
        <Button kind="secondary">{t('draft.addReading')}</Button>
      </Form>
    </>
  );
}

function Words({ draft, refused }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('draft.words')}</h2>
      <p>{t('draft.wordsWhy')}</p>
      <Form action={figurePaths.draftWords(draft.slug)} {...refusedIn(refused, 'words')}>
        <TextField name="nameFr" label={t('words.nameFr')} value={draft.name.fr} lang="fr" hint={t('words.nameHint')} />
        <TextField name="nameEn" label={t('words.nameEn')} value={draft.name.en} lang="en" />
        <TextArea name="ruleFr" label={t('words.ruleFr')} value={draft.rule.fr} lang="fr" hint={t('words.ruleHint')} />
        <TextArea name="ruleEn" label={t('words.ruleEn')} value={draft.rule.en} lang="en" />
        <TextField name="unitFr" label={t('words.unitFr')} value={draft.unit.fr} lang="fr" hint={t('words.unitHint')} width={20} />
        <TextField name="unitEn" label={t('words.unitEn')} value={draft.unit.en} lang="en" width={20} />
        <Button kind="secondary">{t('draft.saveWords')}</Button>
      </Form>
    </>
  );
}

function Publication({ draft, refused }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('draft.publication')}</h2>
      <p>{t('draft.publicationWhy')}</p>
      <Form action={figurePaths.publication(draft.slug)} {...refusedIn(refused, 'publication')}>
        <ButtonGroup>
          <Button>{t('draft.publish', { number: draft.number })}</Button>
          <Button kind="warning" formaction={usePage().href(figurePaths.abandonment(draft.slug))}>
            {t('draft.abandon')}
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}
