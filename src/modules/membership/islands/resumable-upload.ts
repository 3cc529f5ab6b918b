/** What one request carries: on a slow line, no more than half a minute is lost with it. */
const pieceLength = 256 * 1024;
/** Seconds before each new try, the last one again and again: a line may be down for an hour. */
const pauses = [1, 3, 10, 30];
/** How sending went on: to the end, until the line was lost, or no further, for a reason or because the upload is no longer known. */
type Continued = 'done' | 'lost' | 'gone' | { refused: string };
const protocol = { 'Tus-Resumable': '1.0.0' };

/**
 * Sends the file of its form in pieces (tus), and goes on where it was when the line comes back: on this page, or on another day
 * with the same file. Without this script the form sends it whole.
 */
class ResumableUpload extends HTMLElement {
  #status = document.createElement('p');
  #progress = document.createElement('progress');

  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector<HTMLInputElement>('input[type="file"]');
    if (!form || !input) return;
    this.#status.setAttribute('role', 'status');
    form.addEventListener('submit', (event) => {
      const [file] = input.files ?? [];
      if (!file) return;
      event.preventDefault();
      form.querySelector('button')?.setAttribute('disabled', '');
      this.append(this.#progress, this.#status);
      void this.#send(file, form.querySelector<HTMLInputElement>('input[name="kind"]:checked')?.value ?? '').finally(() =>
        form.querySelector('button')?.removeAttribute('disabled'),
      );
    });
  }

  async #send(file: File, kind: string): Promise<void> {
    const { done = '', most = '', tooLong = '', refused = '' } = this.dataset;
    if (file.size > Number(most)) return this.#say(tooLong);
    const key = ['resumable-upload', this.dataset['action'], kind, file.name, file.size, file.lastModified].join(' ');
    for (let failures = 0; ;) {
      const known = localStorage.getItem(key);
      const address = known ?? (await this.#begin(file, kind));
      if (address === 'refused') return this.#say(refused);
      if (address !== null) {
        localStorage.setItem(key, address);
        const result = await this.#continue(file, address, () => (failures = 0));
        if (result === 'done') {
          localStorage.removeItem(key);
          location.assign(done);
          return;
        }
        if (result !== 'lost') {
          localStorage.removeItem(key);
          // It expired, or was taken in already and its answer lost: begin again where it was only remembered.
          if (result === 'gone' && known !== null) continue;
          return this.#say(result === 'gone' ? refused : result.refused);
        }
      }
      this.#say(this.dataset['lost'] ?? '');
      await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(failures, pauses.length - 1)]! * 1000));
      failures += 1;
    }
  }

  /** The address of a new upload; null where the line is down, « refused » where it may not begin. */
  async #begin(file: File, kind: string): Promise<string | null> {
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
    const answer = await ask(`${this.dataset['action']}?piece=${encodeURIComponent(kind)}`, 'POST', {
      'Upload-Length': String(file.size),
      'Upload-Metadata': `filename ${name}`,
    });
    if (!answer || answer.status >= 500) return null;
    return answer.status === 201 ? answer.headers.get('location') : 'refused';
  }

  async #continue(file: File, address: string, onPiece: () => void): Promise<Continued> {
    const head = await ask(address, 'HEAD', {});
    if (!head || head.status >= 500) return 'lost';
    if (!head.ok) return 'gone';
    let offset = Number(head.headers.get('upload-offset'));
    do {
      this.#show(offset, file.size);
      const answer = await ask(
        address,
        'PATCH',
        { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
        file.slice(offset, offset + pieceLength),
      );
      if (!answer || answer.status >= 500 || answer.status === 409) return 'lost';
      if (answer.status === 422) return { refused: await answer.text() };
      if (!answer.ok) return 'gone';
      offset = Number(answer.headers.get('upload-offset'));
      onPiece();
    } while (offset < file.size);
    return 'done';
  }

  #show(offset: number, size: number): void {
    this.#progress.max = size;
    this.#progress.value = offset;
    this.#say((this.dataset['sending'] ?? '').replace('%', String(Math.floor((100 * offset) / size))));
  }

  #say(sentence: string): void {
    this.#status.textContent = sentence;
  }
}

/** The answer, or null where there is no line. */
async function ask(address: string, method: string, headers: Record<string, string>, body?: Blob): Promise<Response | null> {
  try {
    return await fetch(address, { method, headers: { ...protocol, ...headers }, ...(body ? { body } : {}) });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

customElements.define('resumable-upload', ResumableUpload);
