import { Refused } from '../../../../kernel/errors.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';

export type Unreadable =
  | 'empty'
  | 'header-only'
  | 'too-big'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'binary'
  | 'workbook'
  | 'encoding'
  | 'quotes'
  | 'duplicate-header'
  | 'missing-columns';

/** The file as a whole cannot be read as a table; `why` lets a page offer the way out. */
export class UnreadableFile extends Refused {
  override name = 'UnreadableFile';
  readonly why: Unreadable;
  constructor(why: Unreadable, sentence: Message) {
    super(sentence);
    this.why = why;
  }
}
