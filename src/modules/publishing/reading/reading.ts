export { readDraft } from './classify.ts';
export type { Reading } from './comparison/rows.ts';
export { guessLang } from './language.ts';
export { sentenceAt } from './sentences.ts';
