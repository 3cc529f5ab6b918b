import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../../messages.ts';
import type { VoteForm } from '../rules.ts';

/** What a choice is called: « Pour », the name of who stands, several names. */
export function choiceLabel(form: VoteForm, choice: string, lang: Lang): string {
  const t = say.in(lang);
  const key = `ballot.${choice}`;
  if (say.has(key)) return t(key);
  if (form.kind === 'resolution') return choice;
  return choice
    .split('+')
    .map((one) => form.candidates.find((candidate) => candidate.key === one)?.label ?? one)
    .join(', ');
}
