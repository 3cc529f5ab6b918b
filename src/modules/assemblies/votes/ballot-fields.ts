import type { FormValues } from '../../../kernel/http/forms.ts';
import type { VoteForm, Voices } from './rules.ts';

/** The choices of a ballot, in the order in which it prints them. A spoilt ballot (`null`) is one of paper only. */
export function choicesOf(form: VoteForm, { onPaper = false } = {}): string[] {
  const own = form.kind === 'resolution' ? ['for', 'against', 'abstain'] : form.candidates.map(({ key }) => key);
  return [...own, 'blank', ...(onPaper ? ['null'] : [])];
}

/** Whether several names may be ticked on one ballot. */
export function namesSeveral(form: VoteForm): boolean {
  return form.kind === 'election' && form.byName && form.seats > 1;
}

/**
 * What a posted ballot says: one choice with all the voices, several names, or voices split among choices (`voices-for`). What is
 * no ballot is left as it is, for the command to refuse.
 */
export function readSays(form: VoteForm, voices: number, values: FormValues): Voices {
  if (namesSeveral(form)) {
    const names = [values['choices'] ?? []].flat().toSorted();
    const choice = names.join('+');
    return choice === '' ? {} : { [choice]: voices };
  }
  if (Object.keys(values).some((name) => name.startsWith('voices-'))) return readCounts(form, values, { onPaper: true });
  const choice = [values['choice'] ?? ''].flat()[0]!;
  return choice === '' ? {} : { [choice]: voices };
}

/** Numbers typed beside each choice; an empty one is none. What is no number is no voice, and the sum then does not match. */
export function readCounts(form: VoteForm, values: FormValues, { onPaper = false } = {}): Voices {
  const counts: Voices = {};
  for (const choice of choicesOf(form, { onPaper })) {
    const typed = String(values[`voices-${choice}`] ?? '').trim();
    if (typed !== '' && typed !== '0') counts[choice] = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  }
  return counts;
}
