import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Missing } from '../../../kernel/errors.ts';
import { createVerifier, listKeys, readCode } from '../../../kernel/signing/index.ts';
import { asKnownNow } from '../../register/index.ts';
import { membershipCertificate } from '../schema.ts';
import { findStanding, type MembershipStanding } from '../standing/queries.ts';
import type { Certificate } from './commands.ts';
import type { CertificatePayload } from './payload.ts';

/** A certificate as anyone may check it. */
export interface CheckedCertificate {
  code: string;
  payload: CertificatePayload;
  /** Its signature is of this register's keys, and nothing in it was changed. */
  isGenuine: boolean;
  /** What the register says now of the same day. */
  now: MembershipStanding;
  /** The register says something else now of that day than when the certificate was made. */
  isOutdated: boolean;
}

/** A certificate by its code, as it is typed. @throws Missing */
export async function getCertificate(act: Act, typed: string): Promise<CheckedCertificate> {
  const code = readCode(typed);
  const [row] = code ? await act.db.select().from(membershipCertificate).where(eq(membershipCertificate.code, code)) : [];
  if (!row) throw new Missing(`certificate ${typed}`);
  const payload = JSON.parse(row.payload) as CertificatePayload;
  const at = await asKnownNow(act, row.onDay);
  const now = (await findStanding(act.db, at, [row.partyId])).get(row.partyId)!;
  return {
    code: row.code,
    payload,
    isGenuine: await createVerifier(await listKeys(act.db)).verify(row.payload, row.signature, row.keyId),
    now,
    isOutdated: now.standing !== payload.standing || now.category !== payload.category,
  };
}

/** The certificates of a party, the latest first. The caller has checked who reads them. */
export function listCertificates(act: Act, partyId: string): Promise<Certificate[]> {
  return act.db
    .select()
    .from(membershipCertificate)
    .where(eq(membershipCertificate.partyId, partyId))
    .orderBy(desc(membershipCertificate.issuedAt), desc(membershipCertificate.number))
    .limit(50);
}
