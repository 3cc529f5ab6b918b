import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Module } from '../../../kernel/module.ts';
import { asKnownNow, listBodies } from '../../register/index.ts';
import { assemblyPaths } from '../paths.ts';
import { mayReadSittings } from '../policy.ts';
import { listDecisions } from './queries.ts';

/** R1: what general assemblies decided and that still holds, for whatever a decision of theirs concludes elsewhere. */
export const listAssemblyDecisions: NonNullable<Module['assemblyDecisions']> = async (act) => {
  if (!mayReadSittings(act.actor)) return [];
  const bodies = await listBodies(act.db, await asKnownNow(act));
  const assemblies = new Set(bodies.filter(({ kind }) => kind === 'general_assembly').map(({ id }) => id));
  const decisions = await listDecisions(act.db);
  return decisions
    .filter(({ sitting, cancelled }) => assemblies.has(sitting.bodyId) && cancelled === null)
    .map(({ code, title, sitting }) => ({ code, title, on: dayOf(sitting.startsAt), path: assemblyPaths.decision(code) }));
};
