/** The door of publishing: what other modules and the site may read and write through it. */
export { publishingPaths } from './paths.ts';
export { listPublishedTexts, type PublishedSummary } from './publications/queries.ts';
export { letterPaths } from './letters/paths.ts';
export { findRecipients, type Recipient } from './letters/recipients.ts';
export { type NewLetter, sendLetter, type SentLetter } from './letters/send.ts';
export type { LetterPurpose } from './letters/vocabulary.ts';
