/**
 * The welcome desk on a phone that may have no network: each arrival is kept on the phone first, with an identifier of its
 * own and the time of the phone's clock, then sent when it can be. The server takes them as a set, so that sending twice,
 * or from two phones, changes nothing. Without JavaScript the page's forms record each arrival on line.
 */
class CheckIn extends HTMLElement {
  #database!: IDBDatabase;
  #isSending = false;

  connectedCallback(): void {
    void this.#start();
  }

  async #start(): Promise<void> {
    this.#database = await openDatabase(this.dataset['scans']!);
    await this.#keepPage();
    this.addEventListener('submit', (event) => void this.#arrive(event));
    window.addEventListener('online', () => void this.#send());
    window.setInterval(() => void this.#send(), 10_000);
    for (const scan of await this.#scans()) this.#show(scan);
    this.dataset['ready'] = '';
    await this.#send();
  }

  /** Keeps the page and what it needs on the phone; the worker gives them back when there is no network. */
  async #keepPage(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    await navigator.serviceWorker.register(this.dataset['worker']!, { scope: location.pathname });
    const needed = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], script[src]')];
    const addresses = needed.map((one) => ('href' in one ? one.href : one.src));
    const kept = await caches.open('check-in');
    // Off line there is nothing newer to keep.
    await kept.addAll([location.pathname, ...addresses]).catch(() => {});
  }

  async #arrive(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const delegate = new URL(form.action).pathname.split('/').at(-1)!;
    if (!/^[0-9a-f-]{36}$/.test(delegate)) return;
    event.preventDefault();
    const scan: Scan = { id: crypto.randomUUID(), delegate, at: new Date().toISOString(), sent: 0 };
    await this.#put(scan);
    this.#show(scan);
    await this.#send();
  }

  /** Sends what waits. What the server keeps, or knows nobody by, waits no longer; anything else is tried again. */
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      const waiting = (await this.#scans()).filter((scan) => scan.sent === 0).slice(0, 500);
      if (waiting.length > 0) {
        const answer = await fetch(this.dataset['scans']!, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ device: deviceName(), scans: waiting.map(({ id, delegate, at }) => ({ id, delegate, at })) }),
        });
        if (answer.ok) {
          const { kept, unknown } = (await answer.json()) as { kept: string[]; unknown: string[] };
          const settled = new Set([...kept, ...unknown]);
          for (const scan of waiting) if (settled.has(scan.id)) await this.#put({ ...scan, sent: 1 });
        }
      }
    } catch {
      // No network: the arrivals stay on the phone.
    } finally {
      this.#isSending = false;
      await this.#count();
    }
  }

  #show({ delegate, at }: Scan): void {
    const form = this.querySelector<HTMLFormElement>(`form[action$="${delegate}"]`);
    const state = form?.closest('tr')?.querySelector('[data-state]');
    if (!state || state.textContent?.trim()) return;
    const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
    state.textContent = this.dataset['arrived']!.replace('%', time);
  }

  async #count(): Promise<void> {
    const waiting = (await this.#scans()).filter((scan) => scan.sent === 0).length;
    const status = this.querySelector('[role=status]')!;
    status.textContent = waiting === 0 ? this.dataset['allSent']! : this.dataset['waiting']!.replace('%', String(waiting));
    this.dataset['left'] = String(waiting);
  }

  #scans(): Promise<Scan[]> {
    return done(this.#database.transaction('scans').objectStore('scans').getAll() as IDBRequest<Scan[]>);
  }

  async #put(scan: Scan): Promise<void> {
    await done(this.#database.transaction('scans', 'readwrite').objectStore('scans').put(scan));
  }
}

interface Scan {
  id: string;
  delegate: string;
  at: string;
  /** 1 once the server has answered for it. */
  sent: 0 | 1;
}

/** One store for each event, named by where its arrivals are sent. */
function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore('scans', { keyPath: 'id' }));
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** The same for ever on one phone; it says nothing of whose it is. */
function deviceName(): string {
  const known = localStorage.getItem('check-in-device');
  if (known) return known;
  const name = crypto.randomUUID().slice(0, 8);
  localStorage.setItem('check-in-device', name);
  return name;
}

customElements.define('check-in', CheckIn);
