import { createHash } from 'node:crypto';
import type { FormValues } from '../../../../kernel/http/forms.ts';
import { orderCell, type PieceValue } from '../content/pieces.ts';
import { type Edit, isSame, type Written } from '../edits/rules.ts';

/** The name of the hidden field that says which pieces a page showed, and the edit that each came from. */
export const basesField = 'bases';

/** Reads it; a page of someone else's making says nothing. */
export function readBases(values: FormValues): Record<string, number> {
  try {
    const bases: unknown = JSON.parse(String(values[basesField] ?? '{}'));
    if (typeof bases !== 'object' || bases === null) return {};
    return Object.fromEntries(
      Object.entries(bases).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && entry[1] >= 0),
    );
  } catch {
    return {};
  }
}

/**
 * The edits that a plain form makes: the pieces that it showed and that come back otherwise. Their identifiers follow from the
 * form's own key, so that a form sent twice makes them once.
 * @param said what each edit that the page was on top of said
 */
export function readEdits(values: FormValues, said: Written['said']): Edit[] {
  const bases = readBases(values);
  const key = String(values['requestKey'] ?? '');
  const removed = new Set([values['remove'] ?? []].flat());
  const posted = new Map(Object.keys(bases).map((path) => [path, readValue(values[path])]));
  const rowOf = (path: string) => path.split('/').slice(0, 2).join('/');
  // A row with nothing in it is no row.
  const full = new Set(
    [...posted].filter(([path, value]) => value !== null && !path.endsWith(`/${orderCell}`)).map(([path]) => rowOf(path)),
  );
  return Object.entries(bases).flatMap(([path, base]): Edit[] => {
    const isGone = removed.has(rowOf(path)) || (path.endsWith(`/${orderCell}`) && !full.has(rowOf(path)));
    const value = isGone ? null : posted.get(path)!;
    const seen = said.get(base);
    if (isSame(value, seen?.path === path ? seen.value : null)) return [];
    return [{ id: uuidOf(`${key} ${path}`), path, value, base }];
  });
}

/** What a form sends of a piece: line breaks as people see them, no empty text. */
function readValue(given: string | string[] | undefined): PieceValue | null {
  const list = [given ?? []]
    .flat()
    .map((text) => text.replaceAll('\r\n', '\n'))
    .filter((text) => text.trim() !== '');
  return list.length === 0 ? null : list.length === 1 ? list[0]! : list;
}

/** An identifier that is the same for the same words (RFC 9562, version 8). */
function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
