import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { SimpleQuestion } from '../../calls/forms/views/question-field.tsx';
import type { PieceValue } from '../content/pieces.ts';

/** An answer as it is written on paper: the words of a choice, apart by « ; »; anything else as it was typed. */
export function wordsOf(question: SimpleQuestion | null, values: readonly string[], lang: Lang): string {
  if (question?.kind !== 'choice') return values.join('\n');
  return values.map((value) => inLang(question.options.find((option) => option.value === value)?.label ?? { fr: value }, lang)).join(' ; ');
}

/** What is written on paper, as an answer: the words of a choice are one in either language; what is none of them is kept as it is. */
export function readWords(question: SimpleQuestion | null, words: string): PieceValue | null {
  const text = words.trim();
  if (text === '') return null;
  if (question?.kind !== 'choice') return text;
  const fold = (one: string) => one.normalize('NFKC').trim().toLowerCase();
  const values = text
    .split(';')
    .map(
      (one) =>
        question.options.find(({ value, label }) => [value, label.fr, label.en].some((known) => fold(known) === fold(one)))?.value ??
        one.trim(),
    )
    .filter(Boolean);
  return values.length === 0 ? null : values.length === 1 ? values[0]! : values;
}
