import { inArray } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { keepBytes } from '../../../../kernel/files/index.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { writePaperPdf } from '../../../../kernel/papers/index.ts';
import { sendLetter } from '../../../publishing/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { findNetwork } from '../../standing/network.ts';
import { findMailings } from '../contacts/queries.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import { duesPaths } from '../paths.ts';
import { type DueCall, dueCall } from '../schema.ts';
import { callPaper } from './paper.ts';
import { listVoluntary } from './queries.ts';
import { spacedReference } from './rules.ts';

/**
 * Sends calls to whoever receives them for each member, in its language, each with its PDF: by mail, or on paper where no
 * address is known. One letter for each, once; `again` is another letter of the same day.
 */
export async function sendCalls(act: Act, callIds: readonly string[], { again }: { again: boolean }): Promise<void> {
  const calls = await act.db
    .select()
    .from(dueCall)
    .where(inArray(dueCall.id, [...callIds]));
  const partyIds = [...new Set(calls.map((one) => one.partyId))];
  const at = await asKnownNow(act);
  const mailings = await findMailings(act, partyIds);
  const parties = await findPartiesById(act.db, partyIds, at);
  const network = await findNetwork(act.db, at);
  const voluntary = await listVoluntary(act, calls);
  for (const call of calls) {
    const { lang, recipients } = mailings.get(call.partyId)!;
    const party = parties.get(call.partyId)!;
    const amounts = voluntary.get(call.campaignId ?? '') ?? [];
    const bytes = writePaperPdf(callPaper(call, { network, party, lines: recipients[0]!.lines }, lang, amounts));
    const name = `${call.kind === 'due' ? 'cotisation' : 'droit-d-entree'}-${call.year}.pdf`;
    const fileId = await keepBytes(act, { name, bytes });
    for (const { email, lines, personId } of recipients) {
      await sendLetter(act, {
        purpose: 'dues',
        key: `due call ${call.id} ${email ?? 'paper'}${again ? ` ${act.now.toString()}` : ''}`,
        partyId: call.partyId,
        to: { email, lines, lang, personId },
        ...wordsOf(act, call, inLang(party.name, lang), lang),
        attachments: [{ name, fileId }],
      });
    }
  }
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
