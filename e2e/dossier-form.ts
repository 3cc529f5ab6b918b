import type { Page } from 'playwright-core';
import { findAsked } from '../src/modules/fund/applications/writing/labels.ts';
import { orderCell, type Pieces } from '../src/modules/fund/applications/content/pieces.ts';
import type { FormDefinition } from '../src/modules/fund/calls/forms/definition.ts';

/** One thing that is typed in a section of a dossier. */
export interface Stroke {
  section: string;
  path: string;
  value: string;
}

/** What is typed to say all of this, section by section; what names a result comes once there are results. */
export function strokesOf(definition: FormDefinition, pieces: Pieces): Stroke[] {
  const order = definition.sections.map(({ key }) => key);
  return Object.entries(pieces)
    .filter(([path]) => !path.endsWith(`/${orderCell}`))
    .map(([path, value]) => ({ section: findAsked(definition, path)!.section, path, value: String(value) }))
    .toSorted(
      (one, other) => order.indexOf(one.section) - order.indexOf(other.section) || Number(namesResult(one)) - Number(namesResult(other)),
    );
}

/** Whether this chooses among the results that are written. */
function namesResult({ path }: Pick<Stroke, 'path'>): boolean {
  return isReference(path.split('/')[2]);
}

/**
 * Types one thing where the page asks for it. A row gets its own identifier from the page: `rows` keeps which row of the
 * pieces it is (`budget/travaux` → `budget/3f2a…`).
 */
export async function strike(page: Page, rows: Map<string, string>, { path, value }: Stroke): Promise<void> {
  const [group = '', row, cell] = path.split('/');
  const isRow = cell !== undefined && group !== 'markers';
  const name = isRow ? `${await rowFor(page, rows, group, row!)}/${cell}` : path;
  const field = page.locator(`main form [name="${name}"]`);
  const kind = await field.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.localName));
  // A row may name another one: the page knows it by the identifier that it gave it.
  const named = isReference(cell) ? rows.get(`framework-results/${value}`)?.split('/')[1] : undefined;
  if (kind === 'radio') await page.check(`main form [name="${name}"][value="${value}"]`);
  else if (kind === 'select') await field.selectOption(named ?? value);
  else await field.fill(value);
}

async function rowFor(page: Page, rows: Map<string, string>, group: string, row: string): Promise<string> {
  const known = rows.get(`${group}/${row}`);
  if (known) return known;
  const last = async () => `${group}/${await page.locator(`[data-row][data-group="${group}"]`).last().getAttribute('data-row')}`;
  if ([...rows.values()].includes(await last())) {
    await page.click(`button[name=more][value="${group}"]`);
    await page.waitForLoadState();
  }
  const id = await last();
  rows.set(`${group}/${row}`, id);
  return id;
}

/** The same pieces whatever their rows are called: each row by its place in its table. */
export function withoutRowNames(pieces: Pieces): Pieces {
  const places = new Map<string, string>();
  const groups = Map.groupBy(
    Object.entries(pieces).filter(([path]) => path.endsWith(`/${orderCell}`)),
    ([path]) => path.split('/')[0]!,
  );
  for (const [group, rows] of groups)
    for (const [index, [path]] of rows.toSorted(([, one], [, other]) => Number(one) - Number(other)).entries())
      places.set(path.split('/')[1]!, `${group}-${index + 1}`);
  return Object.fromEntries(
    Object.entries(pieces)
      .filter(([path]) => !path.endsWith(`/${orderCell}`))
      .map(([path, value]): [string, Pieces[string]] => [
        path
          .split('/')
          .map((part, index) => (index === 1 ? (places.get(part) ?? part) : part))
          .join('/'),
        typeof value === 'string' && isReference(path.split('/')[2]) ? (places.get(value) ?? value) : value,
      ])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** A cell that names a result. */
function isReference(cell: string | undefined): boolean {
  return cell === 'parent' || cell === 'result';
}
