/** The door of publishing: what other modules and the site may read and write through it. */
export { publishingPaths } from './paths.ts';
export { listPublishedTexts, type PublishedSummary } from './publications/queries.ts';
export { letterPaths } from './letters/paths.ts';
export { findRecipients } from './letters/recipients.ts';
export { isWritten, sendLetter, type SentLetter } from './letters/send.ts';
