/** Adds an empty row after the last one of a table of the page, and goes there. */
export function addRow(page: HTMLElement, group: string): void {
  const last = lastRow(page, group);
  const row = last.cloneNode(true) as HTMLElement;
  nameRow(row, crypto.randomUUID().replaceAll('-', '').slice(0, 10));
  for (const field of row.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
    if (field.type === 'hidden') field.value = String(Number(field.value) + 1);
    else if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
    else field.value = '';
  }
  row.removeAttribute('id');
  last.querySelector('button')?.removeAttribute('hidden');
  last.after(row);
  row.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus();
}

/** Adds a row that was added on this device before the page was read again, under its name, and an empty one after it. */
export function restoreRow(page: HTMLElement, group: string, id: string): void {
  // The last row of a page that was kept on the device may have been written in since.
  if (!isEmptyRow(lastRow(page, group))) addRow(page, group);
  const last = lastRow(page, group);
  addRow(page, group);
  nameRow(last, id);
}

/** Whether nothing is written in a row; its place among the others does not count. */
export function isEmptyRow(row: HTMLElement): boolean {
  return [...row.querySelectorAll<HTMLInputElement>('input, select, textarea')].every(
    (field) =>
      field.type === 'hidden' || (field.type === 'radio' || field.type === 'checkbox' ? !field.checked : field.value.trim() === ''),
  );
}

/** Renames a row and all that names it: fields, labels, hints, the button that takes it out. */
function nameRow(row: HTMLElement, id: string): void {
  const { group, row: old } = row.dataset;
  for (const element of row.querySelectorAll<HTMLElement>('[name], [id], [for], [aria-describedby], button'))
    for (const name of ['name', 'id', 'for', 'aria-describedby', 'value']) {
      const value = element.getAttribute(name);
      if (value?.startsWith(`${group}/${old}`)) element.setAttribute(name, value.replaceAll(`${group}/${old}`, `${group}/${id}`));
    }
  row.dataset['row'] = id;
}

function lastRow(page: HTMLElement, group: string): HTMLElement {
  const rows = page.querySelectorAll<HTMLElement>(`[data-row][data-group="${group}"]`);
  return rows[rows.length - 1]!;
}
