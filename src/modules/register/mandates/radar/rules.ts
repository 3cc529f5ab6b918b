import type { MandateTerm, Doubt, Standing } from '../rules.ts';

/** Why someone must look at a mandate: its end has passed without news, an election has opened, a source is not sure, it ends soon. */
export const alerts = ['late', 'election', 'source', 'soon'] as const;
export type Alert = (typeof alerts)[number];

/** What makes a mandate worth looking at on the day; null where nothing does. `until`: the last day that is soon. */
export function alertOf(
  { standing, doubt, expectedEnd, to }: Pick<MandateTerm, 'expectedEnd' | 'to'> & { standing: Standing; doubt: Doubt | null },
  until: Temporal.PlainDate,
): Alert | null {
  if (standing === 'unconfirmed') return doubt === 'expected_end' ? 'late' : doubt;
  if (standing !== 'sitting') return null;
  const end = to?.date ?? expectedEnd?.date;
  return end && Temporal.PlainDate.compare(end, until) <= 0 ? 'soon' : null;
}
