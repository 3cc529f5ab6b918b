import type { Precision } from '../../../kernel/i18n/format.ts';
import type { MembershipCategory, StandingKind } from '../standing/rules.ts';

export const certificateFormat = 'beffroi/membership-certificate/1';

/** What is signed of a certificate: names as they were on its day. */
export interface CertificatePayload {
  format: typeof certificateFormat;
  number: string;
  network: { slug: string; fr: string; en: string };
  party: { slug: string; fr: string; en: string };
  state: { slug: string; fr: string; en: string } | null;
  standing: StandingKind;
  category: MembershipCategory;
  since: { date: string; precision: Precision } | null;
  /** The day for which it says so. */
  on: string;
  issuedOn: string;
}
