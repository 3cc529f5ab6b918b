import type { Message } from './i18n/lang.ts';

/** What was asked for does not exist, or the person may not know that it does: 404. */
export class Missing extends Error {
  override name = 'Missing';
}

/** The person may not do this: 403. */
export class Forbidden extends Error {
  override name = 'Forbidden';
}

/** A rule of the domain refuses: 409, with a sentence for the person. */
export class Refused extends Error {
  override name = 'Refused';
  readonly sentence: Message;
  constructor(sentence: Message) {
    super(sentence('fr'));
    this.sentence = sentence;
  }
}

/** Input that the schema accepts but the register does not, field by field: 422. Field `''` is the whole form. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly fields: Record<string, Message>;
  constructor(fields: Record<string, Message>) {
    super(
      Object.values(fields)
        .map((say) => say('fr'))
        .join(' '),
    );
    this.fields = fields;
  }
}
