/** What a person of the secretariat may be: an administrator, a project officer, an editor, a reader. */
export const roles = ['admin', 'officer', 'editor', 'reader'] as const;
export type Role = (typeof roles)[number];

export interface User {
  kind: 'user';
  id: string;
  name: string;
  role: Role;
}

/** Who acts: someone signed in, anyone on the public site, or the system itself (a job, the command line). */
export type Actor = User | { kind: 'visitor' } | { kind: 'system'; name: string };

export const visitor: Actor = { kind: 'visitor' };

/** Whether the actor has one of these roles; the system may do what an administrator may. */
export function hasRole(actor: Actor, ...accepted: Role[]): boolean {
  return actor.kind === 'system' || (actor.kind === 'user' && accepted.includes(actor.role));
}

/** Anyone who is signed in, or the system. */
export function isStaff(actor: Actor): boolean {
  return hasRole(actor, ...roles);
}

/** The name that is kept beside what the actor did. */
export function actorName(actor: Actor): string {
  return actor.kind === 'visitor' ? 'visiteur' : actor.name;
}

/** The identifier that is kept beside what the actor did. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.id : null;
}
