import { and, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { requireCity } from '../../../../kernel/actor.ts';
import type { Localized } from '../../../../kernel/i18n/lang.ts';
import { fundCall } from '../../calls/schema.ts';
import { fundProject } from '../../projects/schema.ts';
import type { DossierState } from '../../vocabulary.ts';
import { fundDossier, fundDossierNow, fundDossierParty } from '../schema.ts';

/** A dossier in the list of a city. */
export interface OwnListed {
  id: string;
  reference: string | null;
  title: string;
  call: Localized;
  state: DossierState;
  since: Temporal.Instant;
  /** The city leads it, is a partner that has accepted, or is asked to be one. */
  part: 'lead' | 'partner' | 'invited';
}

/** The dossiers of the city of whoever asks, those that it leads and those that it takes part in, the latest first. @throws Forbidden */
export async function listOwnDossiers(act: Act): Promise<OwnListed[]> {
  const partyId = requireCity(act.actor);
  const rows = await act.db
    .select({
      dossier: fundDossier,
      call: fundCall,
      state: fundDossierNow.state,
      since: fundDossierNow.since,
      acceptedAt: fundDossierParty.acceptedAt,
    })
    .from(fundDossier)
    .innerJoin(fundDossierNow, eq(fundDossierNow.dossierId, fundDossier.id))
    .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
    .leftJoin(
      fundDossierParty,
      and(
        eq(fundDossierParty.dossierId, fundDossier.id),
        eq(fundDossierParty.partyId, partyId),
        eq(fundDossierParty.role, 'partner'),
        isNull(fundDossierParty.endedAt),
      ),
    )
    .where(or(eq(fundDossier.leadId, partyId), isNotNull(fundDossierParty.partyId)))
    .orderBy(desc(fundDossier.at), desc(fundDossier.id));
  return rows.map(({ dossier, call, state, since, acceptedAt }) => ({
    id: dossier.id,
    reference: dossier.reference,
    title: dossier.title,
    call: { fr: call.nameFr, en: call.nameEn },
    state,
    since,
    part: dossier.leadId === partyId ? 'lead' : acceptedAt ? 'partner' : 'invited',
  }));
}

/** What a city may go on with before it begins another dossier: its drafts in a call, and its projects. */
export async function findBeginnings(
  act: Act,
  callId: string,
): Promise<{ drafts: { id: string; title: string }[]; projects: { reference: string; title: string }[] }> {
  const partyId = requireCity(act.actor);
  const drafts = await act.db
    .select({ id: fundDossier.id, title: fundDossier.title })
    .from(fundDossier)
    .innerJoin(fundDossierNow, eq(fundDossierNow.dossierId, fundDossier.id))
    .where(and(eq(fundDossier.leadId, partyId), eq(fundDossier.callId, callId), eq(fundDossierNow.state, 'draft')))
    .orderBy(desc(fundDossier.at));
  const projects = await act.db
    .select({ reference: fundProject.reference, title: fundProject.titleFr })
    .from(fundProject)
    .where(eq(fundProject.leadId, partyId))
    .orderBy(desc(fundProject.reference));
  return { drafts, projects };
}
