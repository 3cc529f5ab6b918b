import type { Act } from '../../../../kernel/act.ts';
import { onceADay } from '../../../../kernel/jobs/daily.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import type { Module } from '../../../../kernel/module.ts';
import { asKnownNow } from '../../facts/revision.ts';
import { say } from '../../mandates/messages.ts';
import { findSettings } from '../../settings/queries.ts';
import { listPersons } from '../list.ts';
import { eraseContacts } from './commands.ts';

/**
 * Erases the contacts that were kept long enough after the end of a last mandate, each person's in a revision of its own,
 * where the rules say so; otherwise the list of persons only points them out. Run twice, it finds nothing more.
 * @returns of how many persons
 */
export async function eraseOldContacts(act: Act): Promise<number> {
  const { erasesContacts, contactYears } = await findSettings(act.db, dayOf(act.now));
  if (!erasesContacts) return 0;
  const sort = { key: 'name', direction: 'ascending' } as const;
  const { rows } = await listPersons(act.db, { due: 'yes' }, await asKnownNow(act), 'fr', { sort, limit: null });
  for (const { person } of rows) await eraseContacts(act, person.id, say.in('fr')('keeping.reason', { years: contactYears }));
  return rows.length;
}

const job = 'register.keep';

export const keepingJobs = {
  jobs: {
    [job]: async (act: Act) =>
      void (await onceADay({ ...act, actor: { kind: 'system', name: 'Beffroi' } }, job, async (act) => void (await eraseOldContacts(act)))),
  },
  schedule: [{ job, cron: '40 3 * * *' }],
} satisfies Partial<Module>;
