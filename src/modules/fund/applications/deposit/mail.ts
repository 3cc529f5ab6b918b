import type { Act } from '../../../../kernel/act.ts';
import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { writeToAuthors } from '../../letters.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import type { Deposit } from '../queries.ts';

/** Tells those of the city that leads a dossier that it is deposited, with its receipt. */
export async function mailReceipt(
  act: Act,
  { id, reference, leadId }: { id: string; reference: string; leadId: string },
  { number, title, at, by, receipt, hash }: Deposit,
): Promise<void> {
  await writeToAuthors(act, { leadId, path: dossierPaths.receipt(id, number) }, `fund.deposit:${id}:${number}`, (lang, link) => {
    const values = { reference, title, number, at: formatInstant(at, lang), by, receipt, hash, link };
    return { subject: say.in(lang)('receipt.mailSubject', values), text: say.in(lang)('receipt.mailText', values) };
  });
}
