import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { FormDefinition, Question } from '../../calls/forms/definition.ts';
import { isOf, titlePath } from '../content/addresses.ts';
import { orderCell, rowsOf, type Pieces } from '../content/pieces.ts';
import { say } from '../messages.ts';
import { cellLabel } from './columns.ts';

/** The question that a piece answers, and the section where it is asked; null for the title, and for what the form no longer asks. */
export function findAsked(definition: FormDefinition, path: string): { section: string; question: Question } | null {
  for (const { key, questions } of definition.sections)
    for (const question of questions)
      if (question.key === path || isOf(question, path) || isWholeTable(question, path)) return { section: key, question };
  return null;
}

/** What a piece is called for people: « Budget, ligne 2 : coût unitaire ». */
export function pieceLabel(definition: FormDefinition, pieces: Pieces, path: string, lang: Lang): string {
  const t = say.in(lang);
  if (path === titlePath) return t('dossier.title');
  const asked = findAsked(definition, path);
  if (!asked) return path;
  const { question } = asked;
  const label = inLang(question.label, lang);
  const [group = '', row, cell] = path.split('/');
  if (question.kind === 'markers' && row) return t('label.part', { label, part: markerLabel(row, cell ?? '', lang) });
  if (!row) return label;
  if (!cell) return t('label.part', { label, part: inLang(cellLabel(question.kind, row), lang) });
  const number = rowsOf(pieces, group).findIndex(({ id }) => id === row) + 1;
  const column = question.kind === 'table' ? question.columns.find(({ key }) => key === cell)?.label : undefined;
  const part = cell === orderCell ? t('label.order') : inLang(column ?? cellLabel(group, cell), lang);
  return number > 0 ? t('label.row', { label, number, part }) : t('label.removedRow', { label, part });
}

function markerLabel(marker: string, cell: string, lang: Lang): string {
  const t = say.in(lang);
  const name = `marker.${marker}`;
  const criterion = `criterion.${marker}.${cell.replace(/-evidence$/, '')}.short`;
  const what = say.has(criterion) ? t(criterion) : t('marker.departure');
  return `${say.has(name) ? t(name) : marker}, ${what}${cell.endsWith('-evidence') ? `, ${t('marker.evidence')}` : ''}`;
}

/** The address of a table as a whole bears its own problems: « budget-funding ». */
function isWholeTable({ kind }: Question, path: string): boolean {
  return (kind === 'budget' && path === 'budget-funding') || (kind === 'framework' && /^framework-(?:results|indicators)$/.test(path));
}
