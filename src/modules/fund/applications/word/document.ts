import { randomUUID } from 'node:crypto';
import { dayOf, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Paper, PaperBlock } from '../../../../kernel/papers/index.ts';
import type { SimpleQuestion } from '../../calls/forms/views/question-field.tsx';
import { criteria } from '../../markers/criteria.ts';
import { singlesOf, titlePath } from '../content/addresses.ts';
import { listOf, rowsOf } from '../content/pieces.ts';
import { readFramework, yearsOf } from '../content/framework.ts';
import { readPeriod } from '../content/parts.ts';
import { say } from '../messages.ts';
import { rowGroupsOf } from '../writing/columns.ts';
import { pieceLabel } from '../writing/labels.ts';
import type { OwnDossier } from '../writing/queries.ts';
import { wordsOf } from './answers.ts';

/** Empty rows that each table of the document has, to be filled in. */
const emptyRows = 2;

/**
 * A dossier as a Word document that an office fills in and sends back: every answer is a row of a table, whose last cell says which
 * piece it is and which edit of it was read (`need@12`): what comes back is compared with that.
 */
export function dossierPaper(own: OwnDossier, now: Temporal.Instant, lang: Lang): Paper {
  const t = say.in(lang);
  const { definition, pieces, written, dossier } = own;
  const row = (label: string, path: string, question: SimpleQuestion | null): string[] => [
    label,
    wordsOf(question, listOf(pieces, path), lang),
    `${path}@${written.pieces.get(path)?.number ?? 0}`,
  ];
  const table = (rows: string[][]): PaperBlock[] =>
    rows.length === 0
      ? []
      : [{ kind: 'table', columns: [{ header: t('word.question') }, { header: t('word.answer') }, { header: t('word.mark') }], rows }];
  const choices = {
    years: yearsOf(readPeriod(pieces, () => {})),
    results: readFramework(pieces, [], () => {}).results.filter(({ text }) => text),
    themes: own.themes.filter(({ retiredOn }) => !retiredOn),
  };
  const blocks = definition.sections.flatMap(({ title, intro, questions }): PaperBlock[] => [
    { kind: 'heading', level: 1, text: inLang(title, lang) },
    ...(intro ? [{ kind: 'paragraph' as const, text: inLang(intro, lang) }] : []),
    ...questions.flatMap((question): PaperBlock[] => {
      const label = inLang(question.label, lang);
      const heading: PaperBlock = { kind: 'heading', level: 2, text: label };
      const simple =
        'options' in question || ['text', 'number', 'money', 'date', 'party'].includes(question.kind) ? (question as SimpleQuestion) : null;
      if (question.kind === 'markers')
        return [
          heading,
          ...question.which.flatMap((marker): PaperBlock[] => [
            { kind: 'heading', level: 3, text: t(`marker.${marker}`) },
            ...table(
              criteria[marker].flatMap(({ key }) => [
                row(t(`criterion.${marker}.${key}` as 'criterion.gender.analysis'), `markers/${marker}/${key}`, answerQuestion),
                row(t('marker.evidenceOf'), `markers/${marker}/${key}-evidence`, null),
              ]),
            ),
          ]),
        ];
      const singles = singlesOf(question);
      if (singles.length > 0)
        return [
          heading,
          ...table(singles.map((path) => row(path === question.key ? label : pieceLabel(definition, pieces, path, lang), path, simple))),
        ];
      const groups = rowGroupsOf(question, choices);
      if (groups.length === 0) return [];
      return [
        heading,
        ...groups.flatMap(({ group, title, columns }): PaperBlock[] => {
          const rows = rowsOf(pieces, group).map(({ id }) => id);
          const ids = [...rows, ...Array.from({ length: emptyRows }, () => randomUUID().replaceAll('-', '').slice(0, 10))];
          return ids.flatMap((id, index): PaperBlock[] => [
            { kind: 'heading', level: 3, text: t('word.row', { table: inLang(title, lang), number: index + 1 }) },
            ...table(columns.map((column) => row(inLang(column.label, lang), `${group}/${id}/${column.key}`, column))),
          ]);
        }),
      ];
    }),
  ]);
  return {
    lang,
    title: dossier.title,
    author: inLang(own.lead.name, lang),
    date: dayOf(now),
    reference: dossier.reference ?? t('state.draft'),
    blocks: [
      { kind: 'paragraph', style: 'lead', text: t('word.explained', { at: formatInstant(now, lang) }) },
      ...table([row(t('dossier.title'), titlePath, null)]),
      ...blocks,
    ],
  };
}

/** The answers of a checklist, as a choice. */
export const answerQuestion: SimpleQuestion = {
  kind: 'choice',
  key: 'answer',
  label: { fr: '', en: '' },
  required: false,
  several: false,
  options: (['yes', 'no', 'na'] as const).map((value) => ({
    value,
    label: { fr: say.in('fr')(`answer.${value}`), en: say.in('en')(`answer.${value}`) },
  })),
};
