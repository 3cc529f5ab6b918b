import { Forbidden } from './errors.ts';

/**
 * What a person of the secretariat may be: an administrator, the direction (who signs exceptions), a project officer, who
 * keeps the accounts, an editor, a reader.
 */
export const staffRoles = ['admin', 'direction', 'officer', 'finance', 'editor', 'reader'] as const;

/**
 * What someone outside the secretariat may be: someone of a member city or of a donor, who sees its own space and nothing
 * else; an expert, who sees what was given to read.
 */
export const outsideRoles = ['city', 'donor', 'expert'] as const;
export const roles = [...staffRoles, ...outsideRoles] as const;
export type Role = (typeof roles)[number];
export type OutsideRole = (typeof outsideRoles)[number];

export interface User {
  kind: 'user';
  id: string;
  name: string;
  role: Role;
  /** The party on whose behalf someone of a city or of a donor acts, and the member city whose expert one is; the secretariat acts for none. */
  partyId?: string;
}

/** Who acts: someone signed in, anyone on the public site, or the system itself (a job, the command line). */
export type Actor = User | { kind: 'visitor' } | { kind: 'system'; name: string };

export const visitor: Actor = { kind: 'visitor' };

/** Whether the actor has one of these roles; the system may do what an administrator may. */
export function hasRole(actor: Actor, ...accepted: Role[]): boolean {
  return actor.kind === 'system' || (actor.kind === 'user' && accepted.includes(actor.role));
}

/** Anyone of the secretariat, or the system. */
export function isStaff(actor: Actor): boolean {
  return hasRole(actor, ...staffRoles);
}

/** The party on whose behalf someone of a member city acts. @throws Forbidden to anyone else */
export function requireCity(actor: Actor): string {
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  return actor.partyId;
}

/** Whether the actor is someone of this party, who may read and write what is its own. */
export function actsFor(actor: Actor, partyId: string): boolean {
  return actor.kind === 'user' && actor.role === 'city' && actor.partyId === partyId;
}

/** The name that is kept beside what the actor did. */
export function actorName(actor: Actor): string {
  return actor.kind === 'visitor' ? 'visiteur' : actor.name;
}

/** The identifier that is kept beside what the actor did. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.id : null;
}
