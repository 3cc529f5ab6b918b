import { z } from 'zod';
import { day, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { textKinds } from '../vocabulary.ts';

const title = z.string().trim().max(200);
const signature = z.string().trim().max(200);
const base = z.coerce.number().int().min(0).max(1_000_000);

/** Markdown as a form sends it, with line ends of one kind and no control characters; 60,000 characters are some forty pages. */
const markdown = z
  .string()
  .max(60_000)
  .transform((text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .trim(),
  );

export const newTextInput = z.object({
  title: requiredText(200),
  kind: z.enum(textKinds),
  /** The day on which its figures are evaluated. */
  figuresOn: day,
  signature: optionalText(200),
});
export type NewText = z.output<typeof newTextInput>;

/** Both languages of the editor, in one form. A base is the number of the version that the person had before them, 0 for none. */
export const savedTextInput = z.object({
  figuresOn: day,
  frBase: base,
  frTitle: requiredText(200),
  frLead: markdown,
  frMarkdown: markdown,
  frSignature: signature,
  enBase: base,
  enTitle: title,
  enLead: markdown,
  enMarkdown: markdown,
  enSignature: signature,
  /** The English says all that the French says. */
  translationCurrent: z.literal('yes').optional(),
});
export type SavedText = z.output<typeof savedTextInput>;

/** A reason that must be written: to send back, to publish a number that nothing vouches for. */
export const reasonInput = z.object({ reason: requiredText(1000) });

/** The numbers of the versions that the person read, 0 for none: what is decided is decided on their words. Unsaid, nothing was read. */
export const seenInput = z.object({ frSeen: base.catch(0), enSeen: base.catch(0) });
export type SeenVersions = z.output<typeof seenInput>;

/** The reason of an administrator who approves alone; left out by the others. */
export const approvalInput = seenInput.extend({ reason: optionalText(1000) });
export type NewApproval = z.output<typeof approvalInput>;

/** The mention that a reason is about, as the reading names it. */
export const mentionReasonInput = reasonInput.extend({
  lang: z.enum(['fr', 'en']),
  sentence: requiredText(4000),
  mention: requiredText(400),
});
export type NewMentionReason = z.output<typeof mentionReasonInput>;

const withEnglish = z.literal('yes').optional();

export const publicationInput = seenInput.extend({ withEnglish });
export type NewPublication = z.output<typeof publicationInput>;

/** What the public is told of a change. */
const notices = { noticeFr: requiredText(1000), noticeEn: optionalText(1000) };

export const correctionInput = seenInput.extend({ withEnglish, ...notices });
export type NewCorrection = z.output<typeof correctionInput>;

export const withdrawalInput = z.object(notices);
export type NewWithdrawal = z.output<typeof withdrawalInput>;
