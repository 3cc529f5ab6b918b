import { inArray, isNull, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { findSitting, type HeldSitting, listComingSittings } from '../../../assemblies/index.ts';
import { fundAward } from '../../projects/schema.ts';
import { mayReadFund } from '../../policy.ts';
import { fundAgendaEntry } from './schema.ts';

/** A sitting, with how many dossiers of the fund are on its agenda and how many of them were decided. */
export interface SittingLine {
  sitting: Omit<HeldSitting, 'papers'>;
  dossiers: number;
  decided: number;
}

/** The sittings to come, and those that had dossiers of the fund, the latest first. @throws Forbidden */
export async function listFundSittings(act: Act): Promise<SittingLine[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const { db } = act;
  const counted = await db
    .select({ id: fundAgendaEntry.sittingId, dossiers: sql<number>`count(*)::integer` })
    .from(fundAgendaEntry)
    .where(isNull(fundAgendaEntry.withdrawnAt))
    .groupBy(fundAgendaEntry.sittingId);
  const dossiers = new Map(counted.map((row) => [row.id, row.dossiers]));
  const coming = await listComingSittings(act);
  const sittings = new Map<string, SittingLine['sitting']>(coming.map((one) => [one.id, one]));
  for (const id of dossiers.keys()) if (!sittings.has(id)) sittings.set(id, (await findSitting(act, { id }))!);
  const ids = [...sittings.keys()];
  const awards =
    ids.length === 0
      ? []
      : await db
          .select({ id: fundAward.sittingId, decided: sql<number>`count(*)::integer` })
          .from(fundAward)
          .where(inArray(fundAward.sittingId, ids))
          .groupBy(fundAward.sittingId);
  const decided = new Map(awards.map((row) => [row.id, row.decided]));
  return [...sittings.values()]
    .toSorted((one, other) => Temporal.Instant.compare(other.startsAt, one.startsAt))
    .map((sitting) => ({ sitting, dossiers: dossiers.get(sitting.id) ?? 0, decided: decided.get(sitting.id) ?? 0 }));
}
