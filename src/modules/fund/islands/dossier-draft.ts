import { readBudget } from '../applications/content/budget.ts';
import { yearsOf } from '../applications/content/framework.ts';
import type { Pieces, PieceValue, Problem } from '../applications/content/pieces.ts';
import { problemValues } from '../applications/content/sentences.ts';
import { isAskedNow } from '../applications/content/simple.ts';
import { checkQuestions, isWrong } from '../applications/writing/checks.ts';
import type { BudgetLimits } from '../applications/content/budget.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Question } from '../calls/forms/definition.ts';
import { fieldsOf, fillFields, pathsOf, valueOf } from '../applications/writing/draft-fields.ts';
import { showSums } from '../applications/writing/draft-sums.ts';
import { addRow, isEmptyRow, restoreRow } from '../applications/writing/draft-rows.ts';
import { DraftQueue, type EditResult } from '../applications/writing/draft-queue.ts';

/** Seconds before each new try, the last one again and again: a line may be down for an hour. */
const pauses = [1, 3, 10, 30];
/** Milliseconds of quiet before what was typed is sent. */
const quiet = 800;

interface Words {
  saved: string;
  saving: string;
  waitingOne: string;
  waiting: string;
  refused: string;
  signIn: string;
  conflict: string;
  choose: string;
  addRow: string;
  conflictUrl: string;
  levels: Record<string, string>;
  problems: Record<string, string>;
}

/**
 * A section of a dossier that is written on a poor line. What is typed is kept on the device at once and sent when there is a line;
 * the server keeps each piece once, however often it is sent. `data-state` says where things stand: `idle`, `saving`, `saved`,
 * `offline`, `conflict`, `refused`. Without this script the page is a plain form.
 */
class DossierDraft extends HTMLElement {
  #form!: HTMLFormElement;
  #queue!: DraftQueue;
  #words!: Words;
  #check!: { questions: Question[]; limits: BudgetLimits; period: { from: string; to: string } };
  #lang = document.documentElement.lang as Lang;
  #timer = 0;
  #isSending = false;
  #failures = 0;
  #conflicts = new Map<string, EditResult>();

  connectedCallback(): void {
    this.#form = this.querySelector('form')!;
    this.#words = JSON.parse(this.dataset['words']!);
    this.#check = JSON.parse(this.dataset['check']!);
    const bases = this.#form.querySelector<HTMLInputElement>('input[name="bases"]')!;
    this.#queue = new DraftQueue(`dossier ${this.dataset['dossier']}`, JSON.parse(bases.value));
    this.#restore();
    this.#offerRows();
    this.addEventListener('input', (event) => this.#typed(event.target as HTMLInputElement));
    this.addEventListener('change', (event) => this.#typed(event.target as HTMLInputElement));
    this.#form.addEventListener('submit', (event) => void this.#submit(event));
    window.addEventListener('online', () => void this.#send());
    window.addEventListener('beforeunload', (event) => {
      if (this.#queue.size > 0) event.preventDefault();
    });
    this.#show();
    this.dataset['ready'] = '';
    void this.#keepPages();
    void this.#send();
  }

  /** What was typed on this device and is not on this page: it waits for a line, or the page is older than it. */
  #restore(): void {
    const words = this.#queue.words();
    const fill = () => {
      for (const [path, value] of words)
        if (value !== undefined && JSON.stringify(valueOf(this.#form, path)) !== JSON.stringify(value)) this.#fill(path, value);
    };
    fill();
    // A choice among the results comes back once they have.
    this.#offerResults();
    fill();
  }

  #typed(field: HTMLInputElement): void {
    const path = field.name?.replace(/\[\]$/, '');
    if (!path || path === 'bases' || path === 'requestKey' || !field.closest('form')) return;
    this.#keep(path);
    const row = field.closest<HTMLElement>('[data-row]');
    // The place of a row is written with its first cell.
    if (row) this.#keep(`${row.dataset['group']}/${row.dataset['row']}/_`);
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#send(), quiet);
  }

  #keep(path: string): void {
    this.#queue.write(path, valueOf(this.#form, path));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const button = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (button?.name === 'more') return addRow(this, button.value);
    if (button?.name === 'remove') this.#removeRow(button.value);
    await this.#send();
    if (button?.name === 'remove' || this.#queue.size > 0 || this.dataset['state'] === 'conflict') return;
    if (button?.name === 'next') location.assign(this.dataset['next']!);
  }

  /** Sends what waits, in order. What the server has answered for waits no longer; anything else is tried again. */
  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#queue.size === 0) return;
    this.#isSending = true;
    this.#tell('saving');
    const edits = this.#queue.take();
    const answer = await fetch(this.dataset['url']!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(edits),
    }).catch(() => null);
    this.#isSending = false;
    if (!answer || answer.status >= 500 || answer.status === 429) return this.#wait();
    this.#failures = 0;
    const body = (await answer.json().catch(() => null)) as { results?: EditResult[]; refused?: string } | null;
    if (!body?.results) return this.#tell('refused', body?.refused ?? this.#words.signIn);
    this.#queue.settle(body.results);
    for (const result of body.results) {
      if (result.outcome === 'conflict') this.#conflicts.set(result.path, result);
      else if (result.conflict === null) this.#conflicts.delete(result.path);
    }
    this.#showConflicts();
    this.#tell(this.#conflicts.size > 0 ? 'conflict' : 'saved');
    if (this.#queue.size > 0) await this.#send();
  }

  #wait(): void {
    this.#tell('offline');
    const pause = pauses[Math.min(this.#failures, pauses.length - 1)]!;
    this.#failures += 1;
    this.#timer = window.setTimeout(() => void this.#send(), pause * 1000);
  }

  #tell(state: string, why = ''): void {
    this.dataset['state'] = state;
    this.dataset['waiting'] = String(this.#queue.size);
    const { saved, saving, waiting, waitingOne, refused } = this.#words;
    const count = this.#queue.size;
    const sentence = {
      saved,
      saving,
      conflict: saved,
      offline: count === 1 ? waitingOne : waiting.replace('%', String(count)),
      refused: refused.replace('%', why),
    }[state];
    this.querySelector('[data-status]')!.textContent = sentence ?? '';
  }

  /** Beside each piece that someone else wrote meanwhile: what they wrote, and where one chooses. */
  #showConflicts(): void {
    for (const note of this.querySelectorAll('[data-conflict]')) note.remove();
    for (const { path, value, conflict } of this.#conflicts.values()) {
      const field = fieldsOf(this.#form, path)[0]?.closest('.govuk-form-group');
      if (!field) continue;
      const note = document.createElement('p');
      note.className = 'govuk-inset-text';
      note.dataset['conflict'] = path;
      note.textContent = `${this.#words.conflict.replace('%', [value ?? ''].flat().join(', '))} `;
      const link = document.createElement('a');
      link.href = this.#words.conflictUrl.replace('{number}', String(conflict));
      link.textContent = this.#words.choose;
      note.append(link);
      field.before(note);
    }
  }

  #removeRow(address: string): void {
    const row = this.querySelector<HTMLElement>(`[data-row="${address.split('/')[1]}"]`);
    if (!row) return;
    for (const field of row.querySelectorAll<HTMLInputElement>('[name]'))
      if (field.name.startsWith(`${address}/`)) this.#queue.write(field.name.replace(/\[\]$/, ''), null);
    row.remove();
    this.#show();
  }

  /** With this script a row is added at once: the button says so. */
  #offerRows(): void {
    for (const button of this.querySelectorAll('button[name="more"]')) button.textContent = this.#words.addRow;
  }

  /** What indicators and other results may rest on: the results as they are typed, before any page is read again. */
  #offerResults(): void {
    const choices = [...this.querySelectorAll<HTMLSelectElement>('select[name^="framework-"]:is([name$="/parent"], [name$="/result"])')];
    for (const { dataset } of this.querySelectorAll<HTMLElement>('[data-row][data-group="framework-results"]')) {
      const id = dataset['row']!;
      const text = valueOf(this.#form, `framework-results/${id}/text`);
      if (typeof text === 'string')
        for (const choice of choices) {
          const option = [...choice.options].find(({ value }) => value === id) ?? choice.appendChild(new Option('', id));
          option.textContent = text;
        }
    }
  }

  /** What is wrong, by the rules that the server applies; what hangs on other answers; the sums. */
  #show(): void {
    this.#offerResults();
    const pieces = this.#pieces();
    for (const box of this.querySelectorAll<HTMLElement>('[data-when]'))
      box.hidden = !isAskedNow({ when: JSON.parse(box.dataset['when']!) }, pieces);
    const { questions, limits } = this.#check;
    // Files and what only the server knows are checked there.
    const asked = questions.filter(({ kind }) => kind !== 'file');
    const problems = checkQuestions(asked, pieces, { limits, known: null, files: [] }).filter((one) => isWrong(one, pieces));
    this.#list(problems);
    if (questions.some(({ kind }) => kind === 'budget'))
      showSums(
        this,
        readBudget(pieces, limits, null, () => {}),
        limits.currency,
        this.#lang,
      );
  }

  #list(problems: readonly Problem[]): void {
    const place = this.querySelector<HTMLElement>('[data-checks]')!;
    place.replaceChildren();
    place.dataset['count'] = String(problems.length);
    if (problems.length === 0) return;
    const title = document.createElement('h2');
    title.textContent = place.dataset['title']!;
    const list = document.createElement('ul');
    for (const problem of problems) {
      const sentence = this.#sentence(problem);
      const item = document.createElement('li');
      const field = fieldsOf(this.#form, problem.path)[0];
      const link = document.createElement(field ? 'a' : 'span');
      link.textContent = sentence;
      if (field) link.setAttribute('href', `#${field.id}`);
      item.append(link);
      list.append(item);
    }
    place.append(title, list);
  }

  #sentence(problem: Problem): string {
    const values = problemValues(problem, this.#lang);
    const template = this.#words.problems[problem.code] ?? '';
    const sentence = template.replace(
      /\{(\w+)\}/g,
      (_, name: string) => (name === 'level' ? this.#words.levels[values['level']!] : values[name]) ?? '',
    );
    const label = fieldsOf(this.#form, problem.path)[0]?.labels?.[0]?.textContent?.trim();
    return label ? `${label} – ${sentence}` : sentence;
  }

  /** What the fields of this page say now, and the period, which the framework is read with wherever it is asked. */
  #pieces(): Pieces {
    const pieces: Record<string, PieceValue> = {};
    const { from, to } = this.#check.period;
    if (yearsOf({ from, to }).length > 0 || from) Object.assign(pieces, { 'period/from': from, 'period/to': to });
    const empty = new Set(
      [...this.querySelectorAll<HTMLElement>('[data-row]')]
        .filter((row) => isEmptyRow(row))
        .map((row) => `${row.dataset['group']}/${row.dataset['row']}/`),
    );
    for (const path of pathsOf(this.#form)) {
      const value = valueOf(this.#form, path);
      if (value !== null && ![...empty].some((row) => path.startsWith(row))) pieces[path] = value;
    }
    return pieces;
  }

  #fill(path: string, value: PieceValue | null): void {
    const [group = '', row, cell] = path.split('/');
    const isTable = cell && this.querySelector(`[data-row][data-group="${group}"]`);
    if (isTable && value !== null && !this.querySelector(`[data-row="${row}"]`)) restoreRow(this, group, row!);
    fillFields(this.#form, path, value);
  }

  /** Keeps the pages of the dossier on the device, to be opened and written in without a line. */
  async #keepPages(): Promise<void> {
    const { worker, scope, pages } = this.dataset;
    if (!('serviceWorker' in navigator) || !worker || !scope) return;
    const needed = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], script[src]')];
    try {
      await navigator.serviceWorker.register(worker, { scope });
      const kept = await caches.open('dossiers');
      await kept.addAll([...(JSON.parse(pages!) as string[]), ...needed.map((one) => ('href' in one ? one.href : one.src))]);
      this.dataset['kept'] = '';
    } catch {
      // No line, or a browser that keeps nothing: the page is written in as long as it stays open.
    }
  }
}

customElements.define('dossier-draft', DossierDraft);
