import { criteria } from '../../markers/criteria.ts';
import type { FormDefinition, Question } from '../../calls/forms/definition.ts';
import { orderCell } from './pieces.ts';

/** The title of a dossier is a piece too, at an address that no question can have. */
export const titlePath = 'dossier-title';

/** The tables that a question fills, by the first part of their addresses, with the cells that a row may have. */
export function tablesOf(question: Question): { group: string; cells: readonly string[] | RegExp }[] {
  switch (question.kind) {
    case 'table':
      return [{ group: question.key, cells: question.columns.map(({ key }) => key) }];
    case 'places':
      return [{ group: 'places', cells: ['name', 'party', 'latitude', 'longitude'] }];
    case 'sectors':
      return [{ group: 'sectors', cells: ['theme', 'purpose', 'share'] }];
    case 'budget':
      return [
        { group: 'budget', cells: ['category', 'label', 'unit', 'quantity', 'unitCost', 'paidBy'] },
        { group: 'budget-funding', cells: ['party', 'name', 'amount', 'inKind', 'state'] },
      ];
    case 'framework':
      return [
        { group: 'framework-results', cells: ['level', 'parent', 'text'] },
        {
          group: 'framework-indicators',
          cells: /^(?:result|name|unit|bySex|source|(?:baseline|target-\d{4})(?:-women|-men)?)$/,
        },
      ];
    case 'risks':
      return [{ group: 'risks', cells: ['text', 'likelihood', 'impact', 'response'] }];
    default:
      return [];
  }
}

/** The addresses of what a question asks once. */
export function singlesOf(question: Question): string[] {
  switch (question.kind) {
    case 'period':
      return ['period/from', 'period/to'];
    case 'place':
      return ['name', 'latitude', 'longitude'].map((cell) => `${question.key}/${cell}`);
    case 'markers':
      return question.which.flatMap((marker) =>
        [...criteria[marker].flatMap(({ key }) => [key, `${key}-evidence`]), 'departure', 'departure-reason'].map(
          (cell) => `markers/${marker}/${cell}`,
        ),
      );
    case 'text':
    case 'number':
    case 'money':
    case 'date':
    case 'choice':
    case 'party':
      return [question.key];
    case 'summary':
      return ['summary'];
    default:
      return [];
  }
}

/** Whether a question of the form has a piece at this address. */
export function isAsked(definition: FormDefinition, path: string): boolean {
  return definition.sections.some(({ questions }) => questions.some((question) => isOf(question, path)));
}

/** Whether a piece belongs to a question. */
export function isOf(question: Question, path: string): boolean {
  if (singlesOf(question).includes(path)) return true;
  const [group, row, cell, more] = path.split('/');
  if (!row || !cell || more !== undefined || !/^[A-Za-z0-9]{1,40}$/.test(row)) return false;
  return tablesOf(question).some(
    (table) =>
      table.group === group &&
      (cell === orderCell || (Array.isArray(table.cells) ? table.cells.includes(cell) : (table.cells as RegExp).test(cell))),
  );
}
