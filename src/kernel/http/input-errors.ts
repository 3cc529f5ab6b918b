import type { z } from 'zod';
import { say } from '../messages.ts';
import type { Lang } from '../i18n/lang.ts';

/** The sentence for what a schema refuses, in plain words: what is wrong and what to do. */
export function inputSentence(issue: z.core.$ZodRawIssue, lang: Lang): string {
  const t = say.in(lang);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? t('input.required') : t('input.type', { expected: issue.expected });
    case 'too_small':
      if (issue.origin === 'string')
        return issue.input === '' || Number(issue.minimum) <= 1 ? t('input.required') : t('input.short', { min: Number(issue.minimum) });
      if (issue.origin === 'array') return t('input.choose');
      return t('input.min', { min: Number(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string' ? t('input.long', { max: Number(issue.maximum) }) : t('input.max', { max: Number(issue.maximum) });
    case 'invalid_value':
      return issue.input === undefined || issue.input === ''
        ? t('input.choose')
        : t('input.choice', { value: typeof issue.input === 'string' ? issue.input : JSON.stringify(issue.input) });
    case 'invalid_format':
      if (issue.format === 'email') return t('input.email');
      if (issue.format === 'url') return t('input.url');
      return issue.input === '' ? t('input.required') : t('input.format');
    case 'custom':
      return customSentence(issue.params?.['reason'], lang);
    default:
      return t('input.format');
  }
}

function customSentence(reason: unknown, lang: Lang): string {
  const key = `input.${String(reason)}`;
  return say.has(key) ? say.in(lang)(key) : say.in(lang)('input.format');
}
