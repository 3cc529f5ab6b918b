import type { RouteContext } from '../../kernel/http/env.ts';
import type { ExportFormat } from '../../ui/index.ts';

/** A parameter of the address that must be one of a closed list; anything else counts as absent. */
export function readChoice<const T extends string>(c: RouteContext, name: string, values: readonly T[]): T | undefined {
  const asked = c.req.query(name);
  return values.find((value) => value === asked);
}

/** How a list is sorted: `?sort=name` upwards, `?sort=-name` downwards; only by the columns given. */
export function readSort<const K extends string>(c: RouteContext, keys: readonly K[], usual: Sorted<K>): Sorted<K> {
  const asked = c.req.query('sort') ?? '';
  const key = keys.find((one) => one === asked.replace(/^-/, ''));
  return key ? { key, direction: asked.startsWith('-') ? 'descending' : 'ascending' } : usual;
}

export interface Sorted<K extends string> {
  key: K;
  direction: 'ascending' | 'descending';
}

/** The parameter that `readSort` reads. */
export function sortParam<K extends string>({ key, direction }: Sorted<K>): string {
  return direction === 'descending' ? `-${key}` : key;
}

/** The longest list has far fewer pages. */
const lastPage = 100_000;

/** The page asked for, from 1; what is no whole number, or too large a one, counts as absent. */
export function readPage(c: RouteContext): number {
  const page = Number(c.req.query('page') ?? 1);
  return Number.isSafeInteger(page) && page > 0 && page <= lastPage ? page : 1;
}

/** The parameter that asks for the same list as a file. */
export const exportFormats: Record<ExportFormat, string> = { csv: 'csv', csvExcel: 'csv-excel', xlsx: 'xlsx', json: 'json' };
