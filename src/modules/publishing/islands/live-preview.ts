/** Draws the preview anew a moment after the last key, with what the server would draw for « Prévisualiser ». */
class LivePreview extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;
  #status = document.createElement('p');

  connectedCallback(): void {
    const form = document.getElementById(this.dataset['form'] ?? '');
    if (!(form instanceof HTMLFormElement)) return;
    this.#status.className = 'muted';
    this.#status.setAttribute('role', 'status');
    this.before(this.#status);
    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#draw(form), 1200);
    });
  }

  async #draw(form: HTMLFormElement): Promise<void> {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const { action = '', working = '', failed = '' } = this.dataset;
    this.#status.textContent = working;
    const fields = [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
    try {
      const answer = await fetch(action, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { 'x-part': 'preview' },
        signal: asked.signal,
      });
      const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('preview');
      if (drawn) this.replaceChildren(drawn);
      this.#status.textContent = drawn ? '' : failed;
    } catch (error) {
      if (!asked.signal.aborted) this.#status.textContent = failed;
      if (!(error instanceof TypeError) && !asked.signal.aborted) throw error;
    }
  }
}

customElements.define('live-preview', LivePreview);
