/**
 * Brings a job's progress up to date without loading the page again: keeps the place, the focus, what is
 * unrolled. Without JavaScript the page asks for itself (`refresh` of `Page`).
 */
class AutoRefresh extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#timer = window.setInterval(() => void this.#update(), 3000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#timer);
  }

  async #update(): Promise<void> {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('auto-refresh');
    // Over: the whole page is shown as the server prints it, with its result.
    if (!next) location.reload();
    else this.replaceChildren(...next.childNodes);
  }
}

customElements.define('auto-refresh', AutoRefresh);
