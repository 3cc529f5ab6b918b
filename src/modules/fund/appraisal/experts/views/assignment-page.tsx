import { dayOf, formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, Form, InsetText, NotificationBanner, Page, Radios, TextArea, TextField, usePage } from '../../../../../ui/index.ts';
import { ContentView } from '../../../applications/desk/views/content-view.tsx';
import { formatRate } from '../../../rates.ts';
import type { Theme } from '../../../themes/queries.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { opinionChoices } from '../../vocabulary.ts';
import type { AskedDossier } from '../reading.ts';

export type AskedForm = 'interest' | 'opinion' | 'scores';

export interface AssignmentPageProps {
  asked: AskedDossier;
  themes: readonly Theme[];
  done: boolean;
  refused?: { form: AskedForm; values: FormValues; errors: FieldErrors } | undefined;
}

/** A dossier as someone who was asked about it reads it: their interests first, then the dossier, then what they say of it. */
export function AssignmentPage({ asked, themes, done, refused }: AssignmentPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { assignment, dossier, declaration, city, definition } = asked;
  const { deposit } = dossier;
  const formOf = (form: AskedForm, values: FormValues = {}) =>
    refused?.form === form ? { values: refused.values, errors: refused.errors } : { values };
  return (
    <Page
      title={dossier.reference}
      noIndex
      hasErrors={refused !== undefined}
      breadcrumbs={[{ text: t('asked.title'), href: appraisalPaths.asked() }, { text: dossier.reference }]}
    >
      {done && <NotificationBanner kind="success" text={t('done')} />}
      <p class="eyebrow">
        {dossier.reference} · {inLang(city.name, lang)} · {t('asked.dueOn')} {formatDate(assignment.dueOn, lang)}
      </p>
      <h1>{deposit.title}</h1>
      {declaration === null ? (
        <>
          <h2>{t('interest.title')}</h2>
          <p>{t('interest.lede')}</p>
          <Form action={appraisalPaths.interest(assignment.id)} {...formOf('interest')}>
            <Radios
              name="interest"
              label={t('interest.question')}
              options={(['none', 'some'] as const).map((value) => ({ value, label: t(`interest.${value}`) }))}
            />
            <TextArea name="words" label={t('interest.words')} rows={2} maxlength={1000} />
            <Button>{t('interest.button')}</Button>
          </Form>
        </>
      ) : (
        <>
          <ul>
            {assignment.tasks.includes('opinion') && (
              <li>
                <a href="#avis">{t('asked.toOpinion')}</a>
              </li>
            )}
            {assignment.tasks.includes('scoring') && (
              <li>
                <a href="#notation">{t('asked.toScores')}</a>
              </li>
            )}
          </ul>
          <ContentView
            definition={definition}
            content={deposit.content}
            currency={deposit.currency}
            themes={themes}
            fileHref={(file) => appraisalPaths.assignmentFile(assignment.id, file)}
          />
          {assignment.tasks.includes('opinion') && <OpinionForm asked={asked} {...formOf('opinion', valuesOfOpinion(asked))} />}
          {assignment.tasks.includes('scoring') && <ScoresForm asked={asked} {...formOf('scores', valuesOfScores(asked))} />}
          <h2>{t('asked.others')}</h2>
          {asked.others === null ? (
            <InsetText>{t('asked.hidden')}</InsetText>
          ) : (
            (asked.others.length === 0 && <p>{t('asked.noOther')}</p>) ||
            asked.others.map(({ choice, words }) => (
              <>
                <h3>
                  {t('asked.another')} – {t(`choice.${choice}`)}
                </h3>
                <p class="dossier-words">{words}</p>
              </>
            ))
          )}
        </>
      )}
    </Page>
  );
}

interface OwnFormProps {
  asked: AskedDossier;
  values: FormValues;
  errors?: FieldErrors | undefined;
}

function OpinionForm({ asked: { assignment, opinion }, values, errors }: OwnFormProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2 id="avis">{t('opinion.title')}</h2>
      {opinion && (
        <InsetText>{t('opinion.given', { day: formatDate(dayOf(opinion.at), lang), choice: t(`choice.${opinion.choice}`) })}</InsetText>
      )}
      <Form action={appraisalPaths.opinion(assignment.id)} values={values} errors={errors}>
        <Radios
          name="choice"
          label={t('opinion.choice')}
          options={opinionChoices.map((value) => ({ value, label: t(`choice.${value}`) }))}
        />
        <TextArea name="words" label={t('opinion.words')} rows={6} maxlength={10_000} />
        <Radios
          name="shared"
          label={t('opinion.shared')}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`opinion.shared.${value}`) }))}
        />
        <Button>{t('opinion.button')}</Button>
      </Form>
    </>
  );
}

function ScoresForm({ asked: { assignment, grid, scores }, values, errors }: OwnFormProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2 id="notation">{t('scores.title')}</h2>
      <p>{t('scores.lede', { most: grid.most, under: formatNumber(grid.commentUnder, lang) })}</p>
      {scores && (
        <InsetText>{t('scores.given', { day: formatDate(dayOf(scores.at), lang), total: formatRate(scores.total, lang) })}</InsetText>
      )}
      <Form action={appraisalPaths.scores(assignment.id)} values={values} errors={errors}>
        {grid.criteria.map(({ key, label, hint, weight }) => {
          const criterion = inLang(label, lang);
          return (
            <>
              <TextField
                name={`score-${key}`}
                label={criterion}
                hint={hint ? inLang(hint, lang) : t('scores.weight', { weight })}
                width={2}
                inputmode="numeric"
                suffix={`/ ${grid.most}`}
              />
              <TextArea name={`comment-${key}`} label={t('scores.comments', { criterion })} rows={2} maxlength={3000} />
            </>
          );
        })}
        <Button kind="secondary">{t('scores.button')}</Button>
      </Form>
    </>
  );
}

function valuesOfOpinion({ opinion }: AskedDossier): FormValues {
  return opinion ? { choice: opinion.choice, words: opinion.words, shared: opinion.shared ? 'yes' : 'no' } : {};
}

function valuesOfScores({ scores }: AskedDossier): FormValues {
  return Object.fromEntries(
    (scores?.raw ?? []).flatMap(({ criterion, score, comment }) => [
      [`score-${criterion}`, String(score)],
      [`comment-${criterion}`, comment],
    ]),
  );
}
