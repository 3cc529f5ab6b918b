import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { findSitting, type HeldSitting } from '../../../assemblies/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { type DossierVersion, type FundDossier, fundDossier, fundDossierVersion } from '../../applications/schema.ts';
import { type FundCall, fundCall } from '../../calls/schema.ts';
import { mayReadFund } from '../../policy.ts';
import { type AgendaEntry, fundAgendaEntry } from './schema.ts';

/** A dossier on the agenda of a sitting, as the sitting has it before it. */
export interface OnAgenda {
  entry: AgendaEntry;
  dossier: FundDossier & { reference: string };
  version: DossierVersion;
  call: FundCall;
}

/** The dossiers of the fund at a sitting, in the order in which they came. Whoever calls has checked who asks. */
export async function listOnAgenda(db: Db, sittingId: string): Promise<OnAgenda[]> {
  const rows = await db
    .select({ entry: fundAgendaEntry, dossier: fundDossier, version: fundDossierVersion, call: fundCall })
    .from(fundAgendaEntry)
    .innerJoin(fundDossier, eq(fundDossier.id, fundAgendaEntry.dossierId))
    .innerJoin(
      fundDossierVersion,
      and(eq(fundDossierVersion.dossierId, fundAgendaEntry.dossierId), eq(fundDossierVersion.number, fundAgendaEntry.version)),
    )
    .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
    .where(and(eq(fundAgendaEntry.sittingId, sittingId), isNull(fundAgendaEntry.withdrawnAt)))
    .orderBy(asc(fundAgendaEntry.at), asc(fundDossier.reference));
  return rows.map((row) => ({ ...row, dossier: { ...row.dossier, reference: row.dossier.reference! } }));
}

/** What a sitting has of the fund. */
export interface FundSitting {
  sitting: HeldSitting;
  onAgenda: OnAgenda[];
  parties: Map<string, PartyRef>;
}

/** A sitting with its dossiers, for the secretariat. @throws Forbidden, Missing */
export async function getFundSitting(act: Act, slug: string): Promise<FundSitting> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const sitting = await findSitting(act, slug);
  if (!sitting) throw new Missing(`sitting ${slug}`);
  const onAgenda = await listOnAgenda(act.db, sitting.id);
  const leads = [...new Set(onAgenda.map(({ dossier }) => dossier.leadId))];
  return { sitting, onAgenda, parties: await findPartiesById(act.db, leads, await asKnownNow(act)) };
}
