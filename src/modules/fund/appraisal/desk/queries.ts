import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actorId } from '../../../../kernel/actor.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { fundDossier, fundDossierNow } from '../../applications/schema.ts';
import { fundCall } from '../../calls/schema.ts';
import { mayReadFund } from '../../policy.ts';
import type { DossierState } from '../../vocabulary.ts';
import { findDueDays } from '../admissibility/queries.ts';
import { listEvaluations, type Progress, progressOf } from '../experts/queries.ts';
import { findOfficers, type Officer } from '../officers/queries.ts';
import { fundOfficer } from '../officers/schema.ts';

/** Whose dossiers to list: everyone's, one's own, or those that nobody took. */
export const deskFilters = ['all', 'mine', 'free'] as const;
export type DeskFilter = (typeof deskFilters)[number];

/** A dossier that is under way. */
export interface DeskLine {
  id: string;
  reference: string;
  title: string;
  city: PartyRef;
  call: { slug: string; nameFr: string; nameEn: string };
  state: DossierState;
  /** Since when it stands where it does. */
  since: Temporal.Instant;
  officer: Officer | null;
  progress: Progress;
  /** Until when the city completes it, while it does. */
  dueOn: Temporal.PlainDate | null;
}

/** What waits for someone of the network; everything else is over, or a draft. */
const underWay = ['submitted', 'completion_asked', 'admissible', 'appraised', 'on_agenda', 'deferred', 'reserve'] as const;

/** The dossiers that are under way, those that have waited longest first. @throws Forbidden */
export async function listDesk(
  act: Act,
  { filter = 'all', states = underWay }: { filter?: DeskFilter; states?: readonly DossierState[] } = {},
): Promise<DeskLine[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const { db } = act;
  const officerId = sql`(select ${fundOfficer.userId} from ${fundOfficer} where ${fundOfficer.dossierId} = ${fundDossier.id} order by ${fundOfficer.number} desc limit 1)`;
  const whose = { all: undefined, mine: sql`${officerId} = ${actorId(act.actor) ?? ''}`, free: sql`${officerId} is null` };
  const rows = await db
    .select({ dossier: fundDossier, call: fundCall, state: fundDossierNow.state, since: fundDossierNow.since })
    .from(fundDossierNow)
    .innerJoin(fundDossier, eq(fundDossier.id, fundDossierNow.dossierId))
    .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
    .where(and(isNotNull(fundDossier.reference), inArray(fundDossierNow.state, [...states]), whose[filter]))
    .orderBy(fundDossierNow.since, fundDossier.reference)
    .limit(mostLines);
  const ids = rows.map(({ dossier }) => dossier.id);
  const officers = await findOfficers(db, ids);
  const evaluations = await listEvaluations(db, ids);
  const cities = await findPartiesById(db, [...new Set(rows.map(({ dossier }) => dossier.leadId))], await asKnownNow(act));
  const due = await findDueDays(db, ids);
  return rows.map(({ dossier, call, state, since }) => ({
    id: dossier.id,
    reference: dossier.reference!,
    title: dossier.title,
    city: cities.get(dossier.leadId)!,
    call,
    state,
    since,
    officer: officers.get(dossier.id) ?? null,
    progress: progressOf(evaluations.get(dossier.id) ?? []),
    dueOn: state === 'completion_asked' ? (due.get(dossier.id) ?? null) : null,
  }));
}

/** More dossiers than an office appraises at a time. */
const mostLines = 500;
