import type { Act } from '../../../../kernel/act.ts';
import { listCityAddresses } from '../../../../kernel/auth/users/queries.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import type { Deposit } from '../queries.ts';

/** Tells those of the city that leads a dossier that it is deposited, with its receipt. */
export async function mailReceipt(
  act: Act,
  { id, reference, leadId }: { id: string; reference: string; leadId: string },
  deposit: Deposit,
): Promise<void> {
  const addresses = (await listCityAddresses(act, [leadId])).get(leadId) ?? [];
  for (const { email, lang } of addresses) {
    const t = say.in(lang);
    const values = {
      reference,
      title: deposit.title,
      number: deposit.number,
      at: formatInstant(deposit.at, lang),
      by: deposit.by,
      receipt: deposit.receipt,
      hash: deposit.hash,
      link: act.site.url + localPath(lang, dossierPaths.receipt(id, deposit.number)),
    };
    await sendMail(act, {
      key: `fund.deposit:${id}:${deposit.number}:${email}`,
      to: email,
      lang,
      partyId: leadId,
      subject: t('receipt.mailSubject', values),
      text: t('receipt.mailText', values),
    });
  }
}
