import { and, desc, eq, like, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName, actsFor } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { day } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { recordKey, signValue } from '../../../kernel/signing/index.ts';
import { asKnownNow, findPartiesById, findStatesOf, type PartyRef } from '../../register/index.ts';
import { refuseFuture } from '../applications/life.ts';
import { say } from '../messages.ts';
import { mayManageMembership } from '../policy.ts';
import { membershipCertificate } from '../schema.ts';
import { getNetwork } from '../standing/network.ts';
import { findStanding } from '../standing/queries.ts';
import { type CertificatePayload, certificateFormat } from './payload.ts';

export const certificateInput = z.object({ on: day });

export type Certificate = typeof membershipCertificate.$inferSelect;

/**
 * Certifies what a party is to the network on a day: numbered, signed, found again by its code. Asked for twice on one day, it is
 * the same one while what it says stays true. The secretariat issues it, and a city its own.
 * @throws Forbidden; Invalid for a day to come; Refused to who is no member that day, or is suspended
 */
export async function issueCertificate(act: Act, partyId: string, { on }: z.output<typeof certificateInput>): Promise<Certificate> {
  if (!mayManageMembership(act.actor) && !actsFor(act.actor, partyId)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    refuseFuture(act, 'on', on);
    await act.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('membership certificate', 0))`);
    const said = await describe(act, partyId, on);
    const known = await findSame(act, partyId, on, said);
    if (known) return known;
    const number = await nextNumber(act);
    const { text, hash, signature, key, code } = signValue({ ...said, number, issuedOn: dayOf(act.now).toString() }, act.signer);
    await recordKey(act, key);
    const row: Certificate = {
      code,
      number,
      partyId,
      onDay: on,
      payload: text,
      hash,
      signature,
      keyId: key.id,
      issuedAt: act.now,
      issuedById: actorId(act.actor),
      issuedBy: actorName(act.actor),
    };
    await act.db.insert(membershipCertificate).values(row);
    await audit(act, { command: 'membership.certify', subject: said.party.slug, detail: { number, code, on: on.toString() } });
    return row;
  });
}

/** What a certificate says, its number and the day of its issue aside. */
type Said = Omit<CertificatePayload, 'number' | 'issuedOn'>;

async function describe(act: Act, partyId: string, on: Temporal.PlainDate): Promise<Said> {
  const at = await asKnownNow(act, on);
  const network = await getNetwork(act.db, at);
  const stateId = (await findStatesOf(act.db, at, [partyId])).get(partyId);
  const parties = await findPartiesById(act.db, [partyId, ...(stateId ? [stateId] : [])], at);
  const party = parties.get(partyId);
  if (!party) throw new Missing(`party ${partyId}`);
  const { standing, category, since, why } = (await findStanding(act.db, at, [partyId])).get(partyId)!;
  if (standing === 'none' || standing === 'suspended') throw new Refused((lang) => say.in(lang)('certificate.refused', { why: why(lang) }));
  return {
    format: certificateFormat,
    network: nameOf(network),
    party: nameOf(party),
    state: stateId ? nameOf(parties.get(stateId)!) : null,
    standing,
    category: category!,
    since: since && { date: since.date.toString(), precision: since.precision },
    on: on.toString(),
  };
}

/** One that was issued today for the same day and says the same. */
async function findSame(act: Act, partyId: string, on: Temporal.PlainDate, said: Said): Promise<Certificate | null> {
  const [last] = await act.db
    .select()
    .from(membershipCertificate)
    .where(and(eq(membershipCertificate.partyId, partyId), eq(membershipCertificate.onDay, on)))
    .orderBy(desc(membershipCertificate.number))
    .limit(1);
  if (!last) return null;
  const { number: _, issuedOn, ...before } = JSON.parse(last.payload) as CertificatePayload;
  const same = Object.entries(said).every(
    ([name, value]) => JSON.stringify(sorted(before[name as keyof Said])) === JSON.stringify(sorted(value)),
  );
  return same && issuedOn === dayOf(act.now).toString() ? last : null;
}

/** Canonical JSON keeps the names of an object in order: what is compared with it must too. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)) : value;
}

/** « 2026-004 »: numbered within the year, under the lock of the certificates. */
async function nextNumber(act: Act): Promise<string> {
  const { year } = dayOf(act.now);
  const [last] = await act.db
    .select({ number: sql<number | null>`max(split_part(${membershipCertificate.number}, '-', 2)::integer)` })
    .from(membershipCertificate)
    .where(like(membershipCertificate.number, `${year}-%`));
  return `${year}-${String((last?.number ?? 0) + 1).padStart(3, '0')}`;
}

function nameOf({ slug, name }: PartyRef): { slug: string; fr: string; en: string } {
  return { slug, fr: name.fr, en: name.en ?? name.fr };
}
