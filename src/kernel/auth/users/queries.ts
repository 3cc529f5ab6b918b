import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Act } from '../../act.ts';
import { isStaff, type Role, staffRoles } from '../../actor.ts';
import { Forbidden, Missing } from '../../errors.ts';
import { dateOf, instantOf } from '../dates.ts';
import { mayManageCityAccounts, mayManageTeam } from '../policy.ts';
import { accountCredential, accountSession, accountUser } from '../schema.ts';
import type { Lang } from '../../i18n/lang.ts';

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  lang: Lang;
  hasSecondFactor: boolean;
  /** They chose a password: the invitation was accepted. */
  joined: boolean;
  deactivatedAt: Temporal.Instant | null;
}

/** Everyone of the team who has, had or may take an account, by name. */
export async function listMembers(act: Act): Promise<Member[]> {
  if (!mayManageTeam(act.actor)) throw new Forbidden();
  const rows = await selectMembers(act).where(inArray(accountUser.role, staffRoles)).orderBy(asc(accountUser.name), asc(accountUser.id));
  return rows.map(toMember);
}

/** Those who act on behalf of a party, by name. */
export async function listCityUsers(act: Act, partyId: string): Promise<Member[]> {
  if (!mayManageCityAccounts(act.actor)) throw new Forbidden();
  const rows = await selectMembers(act)
    .where(and(eq(accountUser.partyId, partyId), eq(accountUser.role, 'city')))
    .orderBy(asc(accountUser.name), asc(accountUser.id));
  return rows.map(toMember);
}

/** Where those who act for these parties are written to: accounts that were taken and are open, the oldest first. Whoever calls has checked what for. */
export async function listCityAddresses(
  act: Act,
  partyIds: readonly string[],
): Promise<Map<string, Pick<Member, 'email' | 'name' | 'lang'>[]>> {
  if (partyIds.length === 0) return new Map();
  const rows = await selectMembers(act)
    .where(and(inArray(accountUser.partyId, [...partyIds]), eq(accountUser.role, 'city'), isNull(accountUser.deactivatedAt)))
    .orderBy(asc(accountUser.createdAt), asc(accountUser.id));
  const taken = rows.filter((row) => row.credential !== null);
  return new Map([...Map.groupBy(taken, (row) => row.user.partyId!)].map(([partyId, of]) => [partyId, of.map(toMember)]));
}

/** Those of the team who have an account now, by name: for whoever works here to name one of them. @throws Forbidden */
export async function listColleagues(act: Act): Promise<{ id: string; name: string }[]> {
  if (!isStaff(act.actor)) throw new Forbidden();
  return act.db
    .select({ id: accountUser.id, name: accountUser.name })
    .from(accountUser)
    .where(and(inArray(accountUser.role, staffRoles), isNull(accountUser.deactivatedAt)))
    .orderBy(asc(accountUser.name), asc(accountUser.id));
}

/** Someone who may be asked about a file: an expert, whose city is `partyId` where they have one, or someone of the team. */
export interface Evaluator extends Pick<Member, 'id' | 'name' | 'email' | 'role' | 'lang' | 'joined'> {
  partyId: string | null;
}

/** Experts and those of the team who have an account now, by name. @throws Forbidden */
export async function listEvaluators(act: Act): Promise<Evaluator[]> {
  if (!mayManageCityAccounts(act.actor)) throw new Forbidden();
  const rows = await selectMembers(act)
    .where(and(inArray(accountUser.role, [...staffRoles, 'expert']), isNull(accountUser.deactivatedAt)))
    .orderBy(asc(accountUser.name), asc(accountUser.id));
  return rows.map((row) => ({ ...toMember(row), partyId: row.user.partyId }));
}

/** One person of the team. @throws Missing */
export async function getMember(act: Act, id: string): Promise<Member> {
  if (!mayManageTeam(act.actor)) throw new Forbidden();
  const [row] = await selectMembers(act).where(eq(accountUser.id, id));
  if (!row) throw new Missing();
  return toMember(row);
}

/** The account of whoever asks. @throws Forbidden to a visitor */
export async function getOwnAccount(act: Act): Promise<Member> {
  if (act.actor.kind !== 'user') throw new Forbidden();
  const [row] = await selectMembers(act).where(eq(accountUser.id, act.actor.id));
  if (!row) throw new Missing();
  return toMember(row);
}

export interface OpenSession {
  id: string;
  userAgent: string;
  openedAt: Temporal.Instant;
  seenAt: Temporal.Instant;
}

/** One's own open sessions, the latest first. */
export async function listOwnSessions(act: Act): Promise<OpenSession[]> {
  if (act.actor.kind !== 'user') throw new Forbidden();
  const rows = await act.db
    .select()
    .from(accountSession)
    .where(and(eq(accountSession.userId, act.actor.id), gt(accountSession.expiresAt, dateOf(act.now))))
    .orderBy(desc(accountSession.createdAt));
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent ?? '',
    openedAt: instantOf(row.createdAt),
    seenAt: instantOf(row.updatedAt),
  }));
}

/** Whether someone can administer Beffroi: until then the first-start link is offered. */
export async function hasAdmin(act: Act): Promise<boolean> {
  const [admin] = await act.db.select({ id: accountUser.id }).from(accountUser).where(eq(accountUser.role, 'admin')).limit(1);
  return admin !== undefined;
}

function selectMembers(act: Act) {
  return act.db
    .select({ user: accountUser, credential: accountCredential.id })
    .from(accountUser)
    .leftJoin(accountCredential, and(eq(accountCredential.userId, accountUser.id), eq(accountCredential.providerId, 'credential')))
    .$dynamic();
}

function toMember({ user, credential }: { user: typeof accountUser.$inferSelect; credential: string | null }): Member {
  const { id, name, email, role, lang, twoFactorEnabled, deactivatedAt } = user;
  return {
    id,
    name,
    email,
    role,
    lang,
    hasSecondFactor: twoFactorEnabled,
    joined: credential !== null,
    deactivatedAt: deactivatedAt && instantOf(deactivatedAt),
  };
}
