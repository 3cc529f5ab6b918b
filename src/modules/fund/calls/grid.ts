import { Invalid } from '../../../kernel/errors.ts';
import type { FormValues } from '../../../kernel/http/forms.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { type ScoringGrid, scoringGrid } from './forms/definition.ts';
import { say } from './messages.ts';

/** Rows of the page of a grid. */
export const mostCriteria = 12;

/**
 * A grid as its page sends it: `labelFr1`, `labelEn1`, `weight1`… A row without words is no criterion; a key stays that of the
 * row, so that scores keep their criterion.
 * @throws Invalid, all at once
 */
export function readGrid(values: FormValues): ScoringGrid {
  const field = (name: string) => [values[name]].flat()[0]?.trim() ?? '';
  const wrong: Record<string, Message> = {};
  const number = (name: string, least: number, most: number) => {
    const value = Number(field(name).replace(',', '.'));
    if (field(name) === '' || !Number.isFinite(value) || value < least || value > most)
      wrong[name] = say.later('grid.number', { least, most });
    return value;
  };
  const most = number('most', 2, 100);
  const grid = { most, commentUnder: number('commentUnder', 0, 100), gap: number('gap', 1, 100), criteria: [] as unknown[] };
  const keys = new Set<string>();
  for (let row = 1; row <= mostCriteria; row += 1) {
    const [fr, en, hint, weight] = ['labelFr', 'labelEn', 'hintFr', 'weight'].map((name) => field(`${name}${row}`));
    if (!fr && !en && !weight) continue;
    if (!fr) wrong[`labelFr${row}`] = say.later('grid.words');
    if (!en) wrong[`labelEn${row}`] = say.later('grid.words');
    const key = /^[a-z][A-Za-z0-9]{0,39}$/.test(field(`key${row}`)) ? field(`key${row}`) : `criterion${row}`;
    if (keys.has(key)) wrong[`labelFr${row}`] = say.later('grid.twice');
    keys.add(key);
    const hintEn = field(`hintEn${row}`);
    if (hint && !hintEn) wrong[`hintEn${row}`] = say.later('grid.words');
    if (!hint && hintEn) wrong[`hintFr${row}`] = say.later('grid.words');
    grid.criteria.push({
      key,
      label: { fr, en },
      ...(hint && hintEn ? { hint: { fr: hint, en: hintEn } } : {}),
      weight: number(`weight${row}`, 1, 100),
    });
  }
  if (grid.criteria.length === 0) wrong['labelFr1'] = say.later('grid.empty');
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  const parsed = scoringGrid.safeParse(grid);
  if (!parsed.success) throw new Invalid({ '': say.later('grid.whole') });
  return parsed.data;
}

/** A grid as its page takes it back. */
export function typeGrid(grid: ScoringGrid): FormValues {
  const values: FormValues = { most: String(grid.most), commentUnder: String(grid.commentUnder).replace('.', ','), gap: String(grid.gap) };
  for (const [index, { key, label, hint, weight }] of grid.criteria.entries())
    Object.assign(values, {
      [`key${index + 1}`]: key,
      [`labelFr${index + 1}`]: label.fr,
      [`labelEn${index + 1}`]: label.en,
      [`hintFr${index + 1}`]: hint?.fr ?? '',
      [`hintEn${index + 1}`]: hint?.en ?? '',
      [`weight${index + 1}`]: String(weight),
    });
  return values;
}
