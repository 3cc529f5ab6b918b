import { eq } from 'drizzle-orm';
import type { Act } from '../../kernel/act.ts';
import { createElectionByForm } from '../../modules/register/elections/commands.ts';
import { newElectionInput } from '../../modules/register/elections/inputs.ts';
import { recordByForm, type RecordInput } from '../../modules/register/facts/commands.ts';
import { factForms, recordInput } from '../../modules/register/facts/forms.ts';
import { event } from '../../modules/register/schema.ts';
import { actOn } from './network.ts';

/** The State where it slides. */
export const slidingState = 'cameroun';

const name = 'Élection des maires (démonstration)';

/** Each announcement: on which day, for which days; the last one for none. */
const announcements = [
  { said: '2025-07-20', starts: '2025-09-02', ends: '2025-09-04' },
  { said: '2025-08-28', starts: '2025-09-10', ends: '2025-09-12' },
  { said: '2025-09-08', starts: '2025-09-17', ends: '2025-09-19' },
  { said: '2025-09-15', starts: '', ends: '' },
] as const;

/** The sliding election: the councillors vote, the election of the mayors is put off three times, then without a date. */
export async function tellSlidingElection(act: Act): Promise<void> {
  for (const [index, { said, starts, ends }] of announcements.entries()) {
    const told = {
      nameFr: name,
      nameEn: 'Election of mayors (demonstration)',
      startsOn: starts,
      endsOn: ends,
      from: said,
      certainty: 'confirmed',
    };
    const source = { sourceTitle: `Communiqué du ${said} (inventé)` };
    const today = actOn(act, 'officer', said);
    if (index === 0) {
      await createElectionByForm(
        today,
        newElectionInput.parse({ ...told, ...source, state: slidingState, votesOn: '2025-07-17', status: 'announced' }),
      );
      continue;
    }
    const [held] = await act.db.select({ slug: event.slug }).from(event).where(eq(event.slug, 'election-des-maires-demonstration'));
    const input = recordInput(factForms['occurrence']!).parse({
      ...told,
      ...source,
      state: slidingState,
      status: 'moved',
      endPrevious: 'yes',
    });
    await recordByForm(today, 'occurrence', { event: held!.slug }, input as RecordInput);
  }
}
