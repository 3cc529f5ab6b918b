import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, type FieldErrors, Form, Link, TextField, usePage } from '../../../../../ui/index.ts';
import type { FormDefinition } from '../../../calls/forms/definition.ts';
import { titlePath } from '../../content/addresses.ts';
import { yearsOf } from '../../content/framework.ts';
import { readPeriod } from '../../content/parts.ts';
import { problemCodes } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { rowGroupsOf } from '../columns.ts';
import { readFramework, resultLevels } from '../../content/framework.ts';
import { singlesOf } from '../../content/addresses.ts';
import { orderCell } from '../../content/pieces.ts';
import { basesField } from '../form.ts';
import type { OwnDossier } from '../queries.ts';
import { Frame } from './frame.tsx';
import { QuestionBox } from './question.tsx';
import { shownRows } from './rows.tsx';

export interface SectionPageProps {
  own: OwnDossier;
  section: FormDefinition['sections'][number];
  errors: FieldErrors;
  /** Something was just saved. */
  isSaved: boolean;
}

/**
 * One section of a dossier. It is a plain form; with its island, what is typed is kept on the device and sent by itself, and
 * checked while it is typed by the rules that the server applies.
 */
export function SectionPage({ own, section, errors, isSaved }: SectionPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const { dossier, definition, pieces, written } = own;
  const index = definition.sections.findIndex(({ key }) => key === section.key);
  const next = definition.sections[index + 1];
  const choices = {
    years: yearsOf(readPeriod(pieces, () => {})),
    results: readFramework(pieces, [], () => {}).results.filter(({ text }) => text),
    themes: own.themes.filter(({ retiredOn }) => !retiredOn),
  };
  const questions = section.questions.map((question) => ({
    question,
    tables: rowGroupsOf(question, choices).map((of) => ({ of, rows: shownRows(pieces, of.group) })),
  }));
  const paths = [
    ...(index === 0 ? [titlePath] : []),
    ...questions.flatMap(({ question, tables }) => [
      ...singlesOf(question),
      ...tables.flatMap(({ of, rows }) =>
        rows.flatMap(({ id }) => [orderCell, ...of.columns.map(({ key }) => key)].map((cell) => `${of.group}/${id}/${cell}`)),
      ),
    ]),
  ];
  const bases = Object.fromEntries(paths.map((path) => [path, written.pieces.get(path)?.number ?? 0]));
  return (
    <Frame own={own} title={inLang(section.title, lang)} hasErrors={Object.keys(errors).length > 0} islands={['dossier-draft']}>
      <p>{t('section.number', { number: index + 1, total: definition.sections.length })}</p>
      {section.intro && <p class="govuk-body-l">{inLang(section.intro, lang)}</p>}
      <dossier-draft
        data-dossier={dossier.id}
        data-url={href(dossierPaths.pieces(dossier.id))}
        data-worker={href(dossierPaths.worker(dossier.id))}
        data-scope={href(dossierPaths.dossier(dossier.id))}
        data-pages={JSON.stringify(
          [dossierPaths.dossier(dossier.id), ...definition.sections.map(({ key }) => dossierPaths.section(dossier.id, key))].map(href),
        )}
        data-next={href(next ? dossierPaths.section(dossier.id, next.key) : dossierPaths.dossier(dossier.id))}
        data-state={isSaved ? 'saved' : 'idle'}
        data-check={JSON.stringify({
          questions: section.questions,
          limits: own.limits,
          period: { from: pieces['period/from'] ?? '', to: pieces['period/to'] ?? '' },
        })}
        data-words={JSON.stringify({ ...islandWords(lang), conflictUrl: href(dossierPaths.conflict(dossier.id, '{number}')) })}
      >
        <p class="dossier-state" role="status" data-status>
          {isSaved ? t('draft.saved') : ''}
        </p>
        <Form errors={errors} keptNote={false}>
          <input type="hidden" name={basesField} value={JSON.stringify(bases)} />
          {index === 0 && <TextField name={titlePath} label={t('dossier.title')} value={dossier.title} maxlength={200} />}
          {questions.map((one) => (
            <QuestionBox own={own} errors={errors} {...one} />
          ))}
          <div class="dossier-checks" data-checks data-title={t('draft.checks')} aria-live="polite" />
          <ButtonGroup>
            <Button name="next" value="next">
              {t(next ? 'section.next' : 'section.finish')}
            </Button>
            <Button kind="secondary">{t('section.save')}</Button>
            <Link href={dossierPaths.dossier(dossier.id)}>{t('section.overview')}</Link>
          </ButtonGroup>
        </Form>
      </dossier-draft>
    </Frame>
  );
}

/** What the island says, in the reader's language: its own sentences, and those about what is wrong, with their places. */
function islandWords(lang: 'fr' | 'en') {
  const t = say.in(lang);
  const holes = Object.fromEntries(
    ['rate', 'ceiling', 'least', 'most', 'cents', 'lines', 'women', 'men', 'total', 'year', 'level'].map((name) => [name, `{${name}}`]),
  );
  return {
    saved: t('draft.saved'),
    saving: t('draft.saving'),
    waitingOne: t('draft.waiting', { count: 1 }),
    waiting: t('draft.waitingMany'),
    refused: t('draft.refused'),
    conflict: t('draft.conflict'),
    choose: t('conflict.choose'),
    signIn: t('draft.signIn'),
    addRow: t('rows.addHere'),
    levels: Object.fromEntries(resultLevels.map((level) => [level, t(`level.${level}`)])),
    problems: Object.fromEntries(problemCodes.filter((code) => code !== 'decimals').map((code) => [code, t(`problem.${code}`, holes)])),
  };
}
