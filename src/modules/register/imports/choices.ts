import { langs } from '../../../kernel/i18n/lang.ts';
import { say as sayRegister } from '../messages.ts';
import { officeTitleCodes, titleInWords } from '../offices/titles.ts';
import {
  accessions,
  certainties,
  endCauses,
  genders,
  identifierSchemes,
  links,
  measures,
  memberCategories,
  nameLanguages,
  nameUsages,
  occurrenceStatuses,
  partyKinds,
  statuses,
} from '../vocabulary.ts';
import { say } from './messages.ts';

/** A closed list, by its codes and by the words that people see for them. */
export interface Choices<T extends string> {
  codes: readonly T[];
  /** The code for what a cell says, or null. */
  read(text: string): T | null;
}

/** The closed lists of the register as cells may write them: « member », « membre », « Membre ». */
export const choices = {
  kind: choicesOf(partyKinds, 'kind'),
  status: choicesOf(statuses, 'status'),
  category: choicesOf(memberCategories, 'category'),
  certainty: choicesOf(certainties, 'certainty'),
  measure: choicesOf(measures, 'measure'),
  occurrenceStatus: choicesOf(occurrenceStatuses, 'occurrence'),
  link: choicesOf(links, 'link'),
  language: choicesOf(nameLanguages, 'language'),
  usage: choicesOf(nameUsages, 'usage'),
  scheme: choicesOf(identifierSchemes, 'scheme'),
  accession: choicesOf(accessions, 'accession'),
  endCause: choicesOf(endCauses, 'endCause'),
  gender: choicesOf(genders, 'gender'),
  title: choicesOf(officeTitleCodes, 'title', (code) => langs.flatMap((lang) => genders.map((gender) => titleInWords(code, gender, lang)))),
  answer: choicesOf(['yes', 'no'] as const, 'answer'),
};

function choicesOf<const T extends string>(codes: readonly T[], prefix: string, ownWords: (code: T) => string[] = () => []): Choices<T> {
  const byWords = new Map<string, T>();
  for (const code of codes) {
    for (const words of [code, ...wordsFor(`${prefix}.${code}`), ...ownWords(code)]) {
      if (!byWords.has(fold(words))) byWords.set(fold(words), code);
    }
  }
  return { codes, read: (text) => byWords.get(fold(text)) ?? null };
}

/** What pages say for a code, and other words of ours that files use for it, separated by « | ». */
function wordsFor(key: string): string[] {
  return langs.flatMap((lang) => [
    ...(sayRegister.has(key) ? [sayRegister.in(lang)(key)] : []),
    ...(say.has(key) ? say.in(lang)(key).split(' | ') : []),
  ]);
}

function fold(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_–—-]+/g, ' ')
    .trim()
    .toLowerCase();
}
