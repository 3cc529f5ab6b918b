import type { PieceValue } from '../content/pieces.ts';

/** An edit that waits for a line. `tried`: it may have arrived, so it is never changed, only sent again. */
interface Waiting {
  id: string;
  path: string;
  value: PieceValue | null;
  base: number | string;
  tried: boolean;
}

/** What the server says of an edit (applications/edits/commands.ts). */
export interface EditResult {
  id: string;
  path: string;
  outcome: 'kept' | 'agreed' | 'conflict' | 'known' | 'refused';
  value: PieceValue | null;
  number: number;
  conflict: number | null;
}

interface Stored {
  waiting: Waiting[];
  /** What is known to stand, later than a page that was kept on the device. */
  known: Record<string, { value: PieceValue | null; number: number }>;
}

/**
 * What was typed in a dossier on this device, in the order in which it was, until the server has answered for it. It outlives the page and
 * the browser (localStorage), and other tabs of the same dossier add to the same queue.
 */
export class DraftQueue {
  readonly #key: string;
  readonly #bases: Record<string, number>;

  constructor(key: string, bases: Record<string, number>) {
    this.#key = key;
    this.#bases = bases;
  }

  get size(): number {
    return this.#read().waiting.length;
  }

  /** The last words of each piece on this device, where they are later than the page's. */
  words(): Map<string, PieceValue | null> {
    const { waiting, known } = this.#read();
    const later = Object.entries(known).filter(([path, { number }]) => number > (this.#bases[path] ?? 0));
    return new Map<string, PieceValue | null>([
      ...later.map(([path, { value }]) => [path, value] as const),
      ...waiting.map(({ path, value }) => [path, value] as const),
    ]);
  }

  /** Adds what a piece says now, on top of what was last known of it; what was typed and never sent is only replaced. */
  write(path: string, value: PieceValue | null): void {
    this.#change((stored) => {
      const before = stored.waiting.findLast((one) => one.path === path);
      if (before && JSON.stringify(before.value) === JSON.stringify(value)) return;
      if (before && !before.tried) {
        before.value = value;
        return;
      }
      const known = stored.known[path];
      const page = this.#bases[path] ?? 0;
      const base = before?.id ?? (known && known.number > page ? known.number : page);
      stored.waiting.push({ id: crypto.randomUUID(), path, value, base, tried: false });
    });
  }

  /** What is to be sent, in order; it may arrive even if no answer comes. */
  take(): Omit<Waiting, 'tried'>[] {
    let taken: Omit<Waiting, 'tried'>[] = [];
    this.#change((stored) => {
      for (const one of stored.waiting) one.tried = true;
      taken = stored.waiting.slice(0, 500).map(({ id, path, value, base }) => ({ id, path, value, base }));
    });
    return taken;
  }

  /** Forgets what the server has answered for, and keeps what stands. */
  settle(results: readonly EditResult[]): void {
    const answered = new Set(results.map(({ id }) => id));
    this.#change((stored) => {
      stored.waiting = stored.waiting.filter(({ id }) => !answered.has(id));
      for (const { path, value, number, outcome } of results)
        if (outcome !== 'conflict' && outcome !== 'refused') stored.known[path] = { value, number };
    });
  }

  #read(): Stored {
    return JSON.parse(localStorage.getItem(this.#key) ?? '{"waiting":[],"known":{}}') as Stored;
  }

  #change(change: (stored: Stored) => void): void {
    const stored = this.#read();
    change(stored);
    localStorage.setItem(this.#key, JSON.stringify(stored));
  }
}
