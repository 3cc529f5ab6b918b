/** Puts a button after its text that copies it; says so. Words come in `data-copy` and `data-copied`. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const text = this.textContent.trim();
    const { copy = '', copied = '' } = this.dataset;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = copy;
    button.setAttribute('aria-label', `${copy} ${text}`);
    const status = document.createElement('span');
    status.className = 'govuk-visually-hidden';
    status.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = status.textContent = copied;
      setTimeout(() => {
        button.textContent = copy;
        status.textContent = '';
      }, 3000);
    });
    this.append(' ', button, status);
  }
}

customElements.define('copy-button', CopyButton);
