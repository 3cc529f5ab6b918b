import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { findPartiesById, revisionAt } from '../../../register/index.ts';
import { findMailing } from '../contacts/queries.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import { duesPaths } from '../paths.ts';
import { dueCall } from '../schema.ts';
import { spacedReference } from './rules.ts';

/**
 * Mails a call to whoever receives them for the member, with the address where its PDF is. One mail for each, once;
 * `again` is another mail of the same day.
 * @returns false where the register knows no address: the call goes on paper
 */
export async function mailCall(act: Act, callId: string, { again }: { again: boolean }): Promise<boolean> {
  const [call] = await act.db.select().from(dueCall).where(eq(dueCall.id, callId));
  const { lang, recipients } = await findMailing(act, call!.partyId);
  const t = say.in(lang);
  const today = dayOf(act.now);
  const parties = await findPartiesById(act.db, [call!.partyId], { on: today, revision: await revisionAt(act.db, null) });
  const name = inLang(parties.get(call!.partyId)!.name, lang);
  for (const { address } of recipients) {
    await sendMail(act, {
      key: `due call ${callId} ${address}${again ? ` ${today.toString()}` : ''}`,
      to: address,
      lang,
      subject: t(`call.mail.${call!.kind}.subject`, { year: String(call!.year), party: name }),
      text: t('call.mail.text', {
        what: t(`label.${call!.kind}`, { year: String(call!.year) }),
        party: name,
        amount: formatMoney(call!.amountCents, lang),
        due: formatDate(call!.dueOn, lang),
        reference: spacedReference(call!.reference),
        url: act.site.url + localPath(lang, duesPaths.ownAccount()),
      }),
    });
  }
  return recipients.length > 0;
}
