import type { Act } from '../../kernel/act.ts';
import type { User } from '../../kernel/actor.ts';
import { joinFrench } from '../../kernel/i18n/elision.ts';
import type { FactContext, Revision } from '../../modules/register/index.ts';
import { inRevision, sourceFor } from '../../modules/register/index.ts';
import { demonstrateApplications } from './applications.ts';
import { demonstrateDues } from './dues.ts';
import { demonstrateFund } from './fund/fund.ts';
import { demonstrateHeads } from './heads.ts';
import { demonstrateInvitations } from './invitations.ts';
import { type Say, silent } from './progress.ts';
import { demonstrateSittings } from './sittings.ts';
import { tellSlidingElection } from './sliding-election.ts';
import { tellUninvitedCity } from './uninvited-city.ts';

/** A member city of the demonstration: real, with an invented head. */
export interface InventedCity {
  id: string;
  slug: string;
  name: string;
  stateId: string | null;
  /** Its invented head. */
  head: string;
}

/**
 * Records five years of a network that does not exist, in real cities and with invented persons: heads and mandates, the
 * Bureau, dues, assemblies and sittings with their votes, requests to join, two stories, and the cooperation fund. Everything goes by the commands that people use.
 */
export async function demonstrateNetwork(act: Act, { sittings, say = silent }: { sittings?: number; say?: Say } = {}): Promise<void> {
  const cities = await demonstrateHeads(act);
  say('heads', { count: cities.length });
  await tellUninvitedCity(act);
  await demonstrateDues(act, cities);
  say('dues');
  await tellSlidingElection(act);
  await demonstrateSittings(act);
  say('sittings');
  await demonstrateInvitations(act);
  await demonstrateApplications(act);
  say('people');
  await demonstrateFund(act, cities, { ...(sittings ? { sittings } : {}), say });
}

/** The secretariat of the demonstration. */
export const staff = {
  officer: person('officer', 'Quitterie GUETTEUR'),
  otherOfficer: person('officer', 'Anselme VIGIE', 'other-officer'),
  finance: person('finance', 'Prosper SOUPÈSE'),
  otherFinance: person('finance', 'Mélodie TINTE', 'other-finance'),
  direction: person('direction', 'Olympe CLOCHER'),
} as const;

/** What someone of a city writes for it. */
export function townHall({ id, slug, name }: Pick<InventedCity, 'id' | 'slug' | 'name'>): User {
  return { kind: 'user', id: `demonstration-${slug}`, name: `Mairie ${joinFrench('de', name)}`, role: 'city', partyId: id };
}

/** What someone does at noon of a day that is over. */
export function actOn(act: Act, who: keyof typeof staff | User, day: string | Temporal.PlainDate): Act {
  return { ...act, actor: typeof who === 'string' ? staff[who] : who, now: Temporal.Instant.from(`${day.toString()}T11:00:00Z`) };
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

function person(role: User['role'], name: string, id: string = role): User {
  return { kind: 'user', id: `demonstration-${id}`, name, role };
}
