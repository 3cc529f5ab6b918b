import type { Act } from '../../kernel/act.ts';
import { parsePartialDate } from '../../kernel/dates.ts';
import { pastDueInput, recordPastDue } from '../../modules/membership/dues/calls/commands.ts';
import { pastReminderInput, recordReminder } from '../../modules/membership/dues/reminders/commands.ts';
import { asKnownNow, findParty, usualTitle } from '../../modules/register/index.ts';
import { beginMandate } from '../../modules/register/mandates/commands.ts';
import { actOn, invent } from './network.ts';

/** A real city, whose debts and mayors are invented. */
export const uninvitedCity = 'port-louis';

/**
 * The uninvited city: 550 € a year unpaid for ten years despite a reminder each autumn; a new mayor in 2022 inherits what
 * nobody told them of.
 */
export async function tellUninvitedCity(act: Act): Promise<void> {
  const at = await asKnownNow(act, Temporal.PlainDate.from('2024-01-01'));
  const { id } = (await findParty(act.db, uninvitedCity, at))!;
  await invent(actOn(act, 'officer', '2026-11-20'), 'La ville qui n’a pas été invitée', async (rev, context) => {
    await beginMandate(rev, {
      ...context,
      partyId: id,
      title: usualTitle({ kind: 'local_authority', state: null }),
      person: { name: 'Anselme MUTISME', gender: 'm' },
      accession: 'elected',
      from: parsePartialDate('2012-12-10'),
      to: parsePartialDate('2018-06-15'),
    });
  });
  for (let year = 2014; year <= 2023; year += 1) {
    const due = {
      year: String(year),
      amount: '550',
      calledOn: `${year}-02-01`,
      dueOn: `${year}-04-30`,
      source: 'Registre des cotisations (inventé)',
    };
    await recordPastDue(actOn(act, 'finance', '2024-01-08'), id, pastDueInput.parse(due));
    const reminder = {
      year: String(year),
      sentOn: `${year}-10-15`,
      recipient: year < 2022 ? 'Mairie, à l’attention du maire' : 'Mairie, à l’attention de la maire',
      address: 'Hôtel de ville (adresse inventée)',
      words: `Madame, Monsieur, la cotisation de ${year}, 550 €, reste due. Nous vous serions reconnaissants de la régler.`,
    };
    await recordReminder(actOn(act, 'finance', '2024-01-08'), id, pastReminderInput.parse(reminder));
  }
}
