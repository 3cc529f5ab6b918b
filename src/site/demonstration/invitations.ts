import { randomUUID } from 'node:crypto';
import type { Act } from '../../kernel/act.ts';
import { parsePartialDate } from '../../kernel/dates.ts';
import { recordAnswer } from '../../modules/events/invitations/answers.ts';
import { conditionInput } from '../../modules/events/invitations/input.ts';
import { approveList, proposeList } from '../../modules/events/invitations/list-commands.ts';
import { findList } from '../../modules/events/invitations/queries.ts';
import { addCondition } from '../../modules/events/invitations/rule-commands.ts';
import { sendInvitations } from '../../modules/events/invitations/sending.ts';
import { newMeetingInput } from '../../modules/events/meetings/input.ts';
import { prepareMeeting } from '../../modules/events/meetings/commands.ts';
import { findMeeting } from '../../modules/events/meetings/queries.ts';
import { factKinds, recordFact } from '../../modules/register/index.ts';
import { event } from '../../modules/register/schema.ts';
import { actOn, invent } from './network.ts';
import { uninvitedCity } from './uninvited-city.ts';

const congress = 'congres-de-mai-2024';

/**
 * Who was invited to the congress of May 2024 and who was not, each with its reason, signed by the direction before anything
 * was sent: the second half of the story of the uninvited city.
 */
export async function demonstrateInvitations(act: Act): Promise<void> {
  const officer = (day: string) => actOn(act, 'officer', day);
  await invent(officer('2023-12-01'), 'Congrès inventé', async (rev, context) => {
    const eventId = randomUUID();
    await rev.act.db.insert(event).values({ id: eventId, slug: congress, revision: rev.number });
    await recordFact(rev, factKinds.occurrence, {
      ...context,
      from: parsePartialDate('2023-12-01'),
      to: null,
      values: {
        eventId,
        nameFr: 'Congrès des maires (démonstration)',
        nameEn: 'Congress of mayors (demonstration)',
        place: 'Dakar',
        startsOn: Temporal.PlainDate.from('2024-05-15'),
        endsOn: Temporal.PlainDate.from('2024-05-17'),
        datePrecision: 'day',
        status: 'held',
      },
    });
  });
  const meeting = {
    event: congress,
    timeZone: 'Africa/Dakar',
    languages: 'fr, en',
    venue: 'Palais des congrès',
    answersBy: '15/04/2024',
    delegatesEach: '3',
  };
  await prepareMeeting(officer('2024-01-15'), newMeetingInput.parse(meeting));
  for (const condition of [{ kind: 'standing', standings: ['member'] }, { kind: 'head' }, { kind: 'arrears', years: '5' }])
    await addCondition(officer('2024-01-15'), congress, conditionInput.parse({ block: '20', ...condition }));
  const number = await proposeList(officer('2024-02-01'), congress);
  const direction = actOn(act, 'direction', '2024-02-05');
  const { digest, lines } = await findList(direction, (await findMeeting(direction, congress)).id, number);
  await approveList(direction, congress, number, { digest });
  await sendInvitations(officer('2024-02-06'), congress, number);
  const invited = lines.filter(({ verdict, party }) => verdict === 'in' && party.slug !== uninvitedCity);
  for (const [index, { party }] of invited.entries()) {
    if (index % 4 === 3) continue;
    await recordAnswer(officer('2024-03-11'), congress, party.slug, { answer: index % 9 === 8 ? 'declined' : 'accepted', message: null });
  }
}
