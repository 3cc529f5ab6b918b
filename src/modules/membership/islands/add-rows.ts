/** Adds an empty row to a table of fields at once; without this, the button asks the server for the page with more rows. */
class AddRows extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button[name="more"]')?.addEventListener('click', (event) => {
      const body = this.querySelector('tbody');
      const last = body?.rows.item(body.rows.length - 1);
      if (!body || !last) return;
      event.preventDefault();
      const row = last.cloneNode(true) as HTMLTableRowElement;
      const number = String(body.rows.length + 1);
      row.cells[0]!.textContent = number;
      for (const field of row.querySelectorAll('input')) {
        field.value = '';
        field.setAttribute('aria-label', field.getAttribute('aria-label')!.replace(/\d+$/, number));
      }
      body.append(row);
      row.querySelector('input')?.focus();
    });
  }
}

customElements.define('add-rows', AddRows);
