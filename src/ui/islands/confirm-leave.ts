/** Warns before leaving a form whose changes are not recorded. Wraps one form; `data-changed` when it came back refused. */
class ConfirmLeave extends HTMLElement {
  #changed = false;

  connectedCallback(): void {
    this.#changed = this.dataset['changed'] !== undefined;
    this.addEventListener('input', () => (this.#changed = true));
    this.addEventListener('submit', () => (this.#changed = false));
    window.addEventListener('beforeunload', this.#warn);
  }

  disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#warn);
  }

  // Browsers print their own sentence.
  #warn = (event: BeforeUnloadEvent): void => {
    if (this.#changed) event.preventDefault();
  };
}

customElements.define('confirm-leave', ConfirmLeave);
