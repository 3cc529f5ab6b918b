import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { requireCity } from '../../../kernel/actor.ts';
import { Missing } from '../../../kernel/errors.ts';
import { type FundDossier, fundDossier, fundDossierParty } from './schema.ts';

/**
 * A dossier as one of its authors opens it: someone of the city that leads it, or of a partner that has accepted. To anyone else, the
 * secretariat included, it is not there.
 * @throws Forbidden to who is of no city, Missing
 */
export async function openAsAuthor(act: Act, id: string): Promise<FundDossier & { isLead: boolean; partyId: string }> {
  const partyId = requireCity(act.actor);
  const [dossier] = isUuid(id) ? await act.db.select().from(fundDossier).where(eq(fundDossier.id, id)) : [];
  if (!dossier) throw new Missing(`dossier ${id}`);
  const isLead = dossier.leadId === partyId;
  if (!isLead && !(await isPartner(act, id, partyId))) throw new Missing(`dossier ${id}`);
  return { ...dossier, isLead, partyId };
}

async function isPartner(act: Act, dossierId: string, partyId: string): Promise<boolean> {
  const [found] = await act.db
    .select({ role: fundDossierParty.role })
    .from(fundDossierParty)
    .where(
      and(
        eq(fundDossierParty.dossierId, dossierId),
        eq(fundDossierParty.partyId, partyId),
        eq(fundDossierParty.role, 'partner'),
        isNotNull(fundDossierParty.acceptedAt),
        isNull(fundDossierParty.endedAt),
      ),
    );
  return found !== undefined;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
