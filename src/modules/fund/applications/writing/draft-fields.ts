import type { PieceValue } from '../content/pieces.ts';

/** The fields of a page that say one piece: several where it is chosen among several. */
export function fieldsOf(form: HTMLFormElement, path: string): HTMLInputElement[] {
  return [...form.elements].filter((field): field is HTMLInputElement => pathOf(field) === path);
}

/** The pieces that a page asks. */
export function pathsOf(form: HTMLFormElement): Set<string> {
  return new Set([...form.elements].map(pathOf).filter(Boolean));
}

/** What the fields of a piece say now; null where they say nothing. */
export function valueOf(form: HTMLFormElement, path: string): PieceValue | null {
  const chosen = fieldsOf(form, path).filter((field) => !isBox(field) || field.checked);
  const list = chosen.map(({ value }) => value.replaceAll('\r\n', '\n')).filter((value) => value.trim() !== '');
  return list.length === 0 ? null : list.length === 1 ? list[0]! : list;
}

/** Puts a value in the fields of a piece. */
export function fillFields(form: HTMLFormElement, path: string, value: PieceValue | null): void {
  const values = value === null ? [] : [value].flat();
  for (const field of fieldsOf(form, path))
    if (isBox(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? '';
}

function isBox({ type }: HTMLInputElement): boolean {
  return type === 'radio' || type === 'checkbox';
}

function pathOf(field: Element): string {
  return (field as HTMLInputElement).name?.replace(/\[\]$/, '') ?? '';
}
