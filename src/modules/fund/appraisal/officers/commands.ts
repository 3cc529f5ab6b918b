import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { listColleagues } from '../../../../kernel/auth/users/queries.ts';
import { Forbidden, Invalid } from '../../../../kernel/errors.ts';
import { signed } from '../../signed.ts';
import { inDossier } from '../held.ts';
import { say } from '../messages.ts';
import { fundOfficer, fundPresence } from './schema.ts';

/** Who takes a dossier on; empty: whoever asks. */
export const officerInput = z.object({ officer: z.string().optional() });

/** Says who appraises a dossier from now on. @throws Forbidden, Missing; Invalid where it is nobody of the secretariat */
export async function assignOfficer(act: Act, reference: string, { officer }: z.output<typeof officerInput>): Promise<void> {
  await inDossier(act, reference, async (act, { id }) => {
    const chosen = officer ? (await listColleagues(act)).find((one) => one.id === officer) : oneself(act);
    if (!chosen) throw new Invalid({ officer: say.later('officer.unknown') });
    const number = (await act.db.$count(fundOfficer, eq(fundOfficer.dossierId, id))) + 1;
    await act.db.insert(fundOfficer).values({ dossierId: id, number, userId: chosen.id, name: chosen.name, ...signed(act) });
    await audit(act, { command: 'fund.officer', subject: reference, detail: { officer: chosen.name } });
  });
}

/** Notes that someone of the secretariat has the page of a dossier open; the caller has checked that they may. */
export async function notePresence(act: Act, dossierId: string): Promise<void> {
  const userId = actorId(act.actor);
  if (!userId) return;
  const seen = { name: actorName(act.actor), seenAt: act.now };
  await act.db
    .insert(fundPresence)
    .values({ dossierId, userId, ...seen })
    .onConflictDoUpdate({ target: [fundPresence.dossierId, fundPresence.userId], set: seen });
}

function oneself(act: Act): { id: string; name: string } {
  const id = actorId(act.actor);
  if (!id) throw new Forbidden();
  return { id, name: actorName(act.actor) };
}
