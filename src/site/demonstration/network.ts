import type { Act } from '../../kernel/act.ts';
import type { User } from '../../kernel/actor.ts';
import type { FactContext, Revision } from '../../modules/register/index.ts';
import { inRevision, sourceFor } from '../../modules/register/index.ts';
import { demonstrateApplications } from './applications.ts';
import { demonstrateDues } from './dues.ts';
import { demonstrateFund } from './fund/fund.ts';
import { demonstrateHeads } from './heads.ts';
import { demonstrateInvitations } from './invitations.ts';
import { demonstrateSittings } from './sittings.ts';
import { tellSlidingElection } from './sliding-election.ts';
import { tellUninvitedCity } from './uninvited-city.ts';

/** A member city of the demonstration: real, with an invented head. */
export interface InventedCity {
  id: string;
  slug: string;
  name: string;
  stateId: string | null;
}

/**
 * Records five years of a network that does not exist, in real cities and with invented persons: heads and mandates, the
 * Bureau, dues, assemblies and sittings with their votes, requests to join, two stories, and the cooperation fund. Everything goes by the commands that people use.
 */
export async function demonstrateNetwork(act: Act, options: { sittings?: number } = {}): Promise<void> {
  const cities = await demonstrateHeads(act);
  await tellUninvitedCity(act);
  await demonstrateDues(act, cities);
  await tellSlidingElection(act);
  await demonstrateSittings(act);
  await demonstrateInvitations(act);
  await demonstrateApplications(act);
  await demonstrateFund(act, cities, options);
}

/** The secretariat of the demonstration. */
export const staff = {
  officer: person('officer', 'Quitterie GUETTEUR'),
  finance: person('finance', 'Prosper SOUPÈSE'),
  direction: person('direction', 'Olympe CLOCHER'),
} as const;

/** What someone does at noon of a day that is over. */
export function actOn(act: Act, role: keyof typeof staff, day: string): Act {
  return { ...act, actor: staff[role], now: Temporal.Instant.from(`${day}T11:00:00Z`) };
}

/** A revision of the demonstration: what its facts say comes from nowhere, and says so. */
export function invent<T>(
  act: Act,
  reason: string,
  write: (rev: Revision, context: Pick<FactContext, 'certainty' | 'sourceId'>) => Promise<T>,
): Promise<T> {
  return inRevision(act, { command: 'demo', reason }, async (rev) =>
    write(rev, { certainty: 'confirmed', sourceId: await sourceFor(rev, { title: inventedSource }) }),
  );
}

export const inventedSource = 'Inventé pour la démonstration';

function person(role: User['role'], name: string): User {
  return { kind: 'user', id: `demonstration-${role}`, name, role };
}
