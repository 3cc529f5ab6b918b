import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { asKnownNow, indexParties } from '../../../register/index.ts';
import { maySignFundExceptions } from '../../policy.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { fundCall, fundEligibilityWaiver } from '../schema.ts';
import { findWaiver } from './queries.ts';

export const waiverInput = z.object({
  /** Its name, as the register writes it. */
  party: requiredText(300),
  reason: requiredText(1000),
});

/**
 * Lets a party apply to a call although accounts of its earlier grants are missing; the direction signs it.
 * @throws Forbidden, Missing; Invalid where no party, or several, have this name; Refused where it was let already
 */
export async function waiveAccounts(act: Act, slug: string, { party, reason }: z.output<typeof waiverInput>): Promise<void> {
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const [call] = await act.db.select().from(fundCall).where(eq(fundCall.slug, slug)).for('update');
    if (!call) throw new Missing(slug);
    const found = (await indexParties(act.db, await asKnownNow(act))).resolve(party, 'party');
    if (found.kind !== 'local_authority' && found.kind !== 'association') throw new Invalid({ party: say.later('waiver.noApplicant') });
    if (await findWaiver(act.db, call.id, found.id)) throw new Refused(say.later('waiver.already'));
    await act.db.insert(fundEligibilityWaiver).values({ callId: call.id, partyId: found.id, reason, ...signed(act) });
    await audit(act, { command: 'fund.waiveAccounts', subject: slug, detail: { party: found.slug, reason } });
  });
}
