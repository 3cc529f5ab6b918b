import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { type FundDossier, fundDossier, fundDossierStep } from '../../applications/schema.ts';
import { scoringGrid } from '../../calls/forms/definition.ts';
import { type FundCall, fundCall } from '../../calls/schema.ts';
import { mayReadFund } from '../../policy.ts';
import type { DossierState } from '../../vocabulary.ts';
import { listEvaluations, mustAnswerFirst } from '../experts/queries.ts';
import { findOfficers } from '../officers/queries.ts';
import { listScores } from './queries.ts';
import { type Ranked, rankOf } from './rules.ts';

/** What the scores of dossiers say, by dossier. Whoever calls has checked who asks. */
export async function findRanks(
  db: Db,
  asked: readonly { dossierId: string; call: Pick<FundCall, 'grid'> }[],
): Promise<Map<string, Ranked & { count: number }>> {
  const ids = asked.map(({ dossierId }) => dossierId);
  const [scores, officers] = [await listScores(db, ids), await findOfficers(db, ids)];
  return new Map(
    asked.map(({ dossierId, call }) => {
      const given = scores.get(dossierId) ?? [];
      const officerId = officers.get(dossierId)?.userId ?? null;
      return [dossierId, { ...rankOf(given, { gap: scoringGrid.parse(call.grid).gap, officerId }), count: given.length }];
    }),
  );
}

/** A dossier of a call with its place; `isHidden`: whoever asks has yet to score it. */
export interface RankedDossier extends Ranked {
  dossier: FundDossier & { reference: string };
  city: PartyRef;
  state: DossierState;
  count: number;
  place: number | null;
  isHidden: boolean;
}

/** The dossiers of a call by their score, those without one last. @throws Forbidden, Missing */
export async function readRanking(act: Act, slug: string): Promise<{ call: FundCall; dossiers: RankedDossier[] }> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const { db } = act;
  const [call] = await db.select().from(fundCall).where(eq(fundCall.slug, slug));
  if (!call) throw new Missing(`call ${slug}`);
  const rows = await db
    .select()
    .from(fundDossier)
    .where(and(eq(fundDossier.callId, call.id), isNotNull(fundDossier.reference)));
  const ids = rows.map(({ id }) => id);
  const ranks = await findRanks(
    db,
    ids.map((dossierId) => ({ dossierId, call })),
  );
  const evaluations = await listEvaluations(db, ids);
  const states = await findStates(db, ids);
  const cities = await findPartiesById(db, [...new Set(rows.map(({ leadId }) => leadId))], await asKnownNow(act));
  const all = rows
    .map((dossier) => ({
      ...ranks.get(dossier.id)!,
      dossier: { ...dossier, reference: dossier.reference! },
      city: cities.get(dossier.leadId)!,
      state: states.get(dossier.id)!,
      isHidden: mustAnswerFirst(act, evaluations.get(dossier.id) ?? []),
    }))
    .map((one) => (one.isHidden ? { ...one, score: null, spread: 0 } : one))
    .toSorted((one, other) => (other.score ?? -1) - (one.score ?? -1) || one.dossier.reference.localeCompare(other.dossier.reference));
  return {
    call,
    // Equal scores have one place.
    dossiers: all.map((one) => ({ ...one, place: one.score === null ? null : all.findIndex(({ score }) => score === one.score) + 1 })),
  };
}

/** Where each of these dossiers stands. */
export async function findStates(db: Db, ids: readonly string[]): Promise<Map<string, DossierState>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fundDossierStep.dossierId], { id: fundDossierStep.dossierId, state: fundDossierStep.state })
    .from(fundDossierStep)
    .where(inArray(fundDossierStep.dossierId, [...ids]))
    .orderBy(fundDossierStep.dossierId, desc(fundDossierStep.number));
  return new Map(rows.map(({ id, state }) => [id, state]));
}
