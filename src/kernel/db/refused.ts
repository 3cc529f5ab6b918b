import { Refused } from '../errors.ts';
import type { Message } from '../i18n/lang.ts';

/** The database cannot be used, for a reason that the person can act upon. */
export class DatabaseRefused extends Refused {
  override name = 'DatabaseRefused';
  constructor(sentence: Message, options: ErrorOptions = {}) {
    super(sentence);
    this.cause = options.cause;
  }
}
