import type { Message } from '../i18n/lang.ts';

/** The database cannot be used, for a reason that the person can act upon. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
  readonly sentence: Message;
  constructor(sentence: Message, options?: ErrorOptions) {
    super(sentence('fr'), options);
    this.sentence = sentence;
  }
}
