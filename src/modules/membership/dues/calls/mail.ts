import { inArray } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { findPartiesById, revisionAt } from '../../../register/index.ts';
import { findMailings } from '../contacts/queries.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import { duesPaths } from '../paths.ts';
import { type DueCall, dueCall } from '../schema.ts';
import { spacedReference } from './rules.ts';

/**
 * Mails calls to whoever receives them for each member, with the address where the PDF is. One mail for each, once;
 * `again` is another mail of the same day.
 * @returns the calls for which the register knows no address: they go on paper
 */
export async function mailCalls(act: Act, callIds: readonly string[], { again }: { again: boolean }): Promise<DueCall[]> {
  const calls = await act.db
    .select()
    .from(dueCall)
    .where(inArray(dueCall.id, [...callIds]));
  const partyIds = [...new Set(calls.map((one) => one.partyId))];
  const today = dayOf(act.now);
  const mailings = await findMailings(act, partyIds);
  const parties = await findPartiesById(act.db, partyIds, { on: today, revision: await revisionAt(act.db, null) });
  for (const call of calls) {
    const { lang, recipients } = mailings.get(call.partyId)!;
    const words = wordsOf(act, call, inLang(parties.get(call.partyId)!.name, lang), lang);
    for (const { address } of recipients) {
      await sendMail(act, { key: `due call ${call.id} ${address}${again ? ` ${today.toString()}` : ''}`, to: address, lang, ...words });
    }
  }
  return calls.filter((one) => mailings.get(one.partyId)!.recipients.length === 0);
}

function wordsOf(act: Act, call: DueCall, party: string, lang: Lang): { subject: string; text: string } {
  const t = say.in(lang);
  const year = String(call.year);
  return {
    subject: t(`call.mail.${call.kind}.subject`, { year, party }),
    text: t('call.mail.text', {
      what: t(`label.${call.kind}`, { year }),
      party,
      amount: formatMoney(call.amountCents, lang),
      due: formatDate(call.dueOn, lang),
      reference: spacedReference(call.reference),
      url: act.site.url + localPath(lang, duesPaths.ownAccount()),
    }),
  };
}
