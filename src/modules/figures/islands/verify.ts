import refusalsEn from '../../../kernel/signing/messages/en.json' with { type: 'json' };
import refusalsFr from '../../../kernel/signing/messages/fr.json' with { type: 'json' };
import { keepTogether } from '../../../kernel/i18n/keep-together.ts';
import type { PublicKey } from '../../../kernel/signing/verify.ts';
import { type SnapshotPayload, verifySnapshot } from '../snapshots/payload.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

/**
 * Verifies a snapshot in the reader's browser, the server being of no use: the file printed in the page
 * (`<verify-snapshot data-source="id">`), or one that is chosen or pasted (`<verify-file>` around a form).
 * `data-keys` holds the keys that the register publishes, where the page comes from it; `data-keys-url` where they are.
 */
abstract class Verifier extends HTMLElement {
  protected readonly language = this.closest('[lang]')?.getAttribute('lang') === 'en' ? 'en' : 'fr';

  protected words(): typeof fr {
    return this.language === 'en' ? en : fr;
  }

  protected async verify(file: string | Uint8Array, result: HTMLElement): Promise<void> {
    const words = this.words();
    result.replaceChildren(element('p', words.verifying));
    // WebCrypto is absent from pages served without encryption elsewhere than on this very computer.
    const verification = globalThis.crypto?.subtle
      ? await verifySnapshot(file, this.#trustedKeys())
      : { valid: false as const, reason: 'unable' as const };
    if (!verification.valid) {
      const refusals = this.language === 'en' ? refusalsEn : refusalsFr;
      const title = verification.reason === 'unable' ? words.unable : words.invalid;
      result.replaceChildren(verdict('verdict verdict-bad', title, refusals[`verify.${verification.reason}`]));
      return;
    }
    const { payload, code, key, keyKnown } = verification;
    const aboutKey = element('p', keyKnown ? words.keyKnown : `${keepTogether(words.keyUnknown)} ${this.dataset['keysUrl'] ?? ''}`);
    result.replaceChildren(verdict('verdict verdict-good', words.valid, words.validText), this.#summary(payload, code, key), aboutKey);
  }

  #trustedKeys(): { trustedKeys?: PublicKey[] } {
    const { keys } = this.dataset;
    return keys ? { trustedKeys: JSON.parse(keys) as PublicKey[] } : {};
  }

  /** In the words of the signed file itself: those of the page around it may have been changed. */
  #summary(payload: SnapshotPayload, code: string, key: PublicKey): HTMLElement {
    const words = this.words();
    const number = new Intl.NumberFormat(this.language === 'en' ? 'en-GB' : 'fr-FR', { maximumFractionDigits: 4 });
    const { figure, alternatives } = payload;
    const list = document.createElement('dl');
    const add = (name: string, value: string) => list.append(element('dt', name), element('dd', value));
    add(words.value, `${number.format(payload.value)} ${figure.unit[this.language]}`);
    add(words.rule, figure.rule[this.language]);
    add(words.on, formatDay(payload.on));
    add(words.knownAt, `${formatDay(payload.knownAt)} ${payload.knownAt.slice(11, 16)} UTC`);
    add(words.rows, number.format(payload.rows.length));
    if (payload.excluded.length > 0) add(words.excluded, number.format(payload.excluded.length));
    if (alternatives.length > 0)
      add(
        words.alternatives,
        alternatives.map(({ label, value }) => `${label[this.language]}\u00a0: ${value === null ? '–' : number.format(value)}`).join(' · '),
      );
    add(words.signedBy, payload.frozenBy);
    add(words.code, code);
    add(words.key, key.id);
    const details = document.createElement('section');
    details.className = 'verified';
    details.append(element('h3', words.says), list);
    return details;
  }
}

class VerifySnapshot extends Verifier {
  connectedCallback(): void {
    const source = document.getElementById(this.dataset['source'] ?? '');
    const result = this.querySelector<HTMLElement>('[aria-live]');
    if (source && result) void this.verify(source.textContent, result);
  }
}

class VerifyFile extends Verifier {
  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#read();
    });
    this.querySelector('input[type=file]')?.addEventListener('change', () => void this.#read());
  }

  async #read(): Promise<void> {
    const result = this.querySelector<HTMLElement>('[aria-live]')!;
    const file = this.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
    const pasted = this.querySelector('textarea')?.value.trim() ?? '';
    if (file) await this.verify(new Uint8Array(await file.arrayBuffer()), result);
    else if (pasted) await this.verify(pasted, result);
    else result.replaceChildren(element('p', this.words().noFile));
    result.scrollIntoView({ block: 'nearest' });
  }
}

/** `2025-11-19…` as `19/11/2025`. */
function formatDay(iso: string): string {
  return iso.slice(0, 10).split('-').reverse().join('/');
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function verdict(className: string, title: string, text: string): HTMLElement {
  const made = document.createElement('p');
  made.className = className;
  made.append(element('strong', title), ` ${text}`);
  return made;
}

customElements.define('verify-snapshot', VerifySnapshot);
customElements.define('verify-file', VerifyFile);
