import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { getOwnAccount } from '../../../../kernel/auth/users/queries.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { optionalText } from '../../../../kernel/http/fields.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { openAsAuthor } from '../authors.ts';
import { lockDossier, takeDossierStep } from '../life.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';

export const withdrawalInput = z.object({ reason: optionalText(2000) });

/** Withdraws a dossier, by the city that leads it; what it holds stays. @throws Missing, Forbidden, Refused once it is decided */
export async function withdrawDossier(act: Act, id: string, { reason }: z.output<typeof withdrawalInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { isLead } = await openAsAuthor(act, id);
    if (!isLead) throw new Forbidden();
    const dossier = await lockDossier(act, id);
    await takeDossierStep(act, dossier, 'withdrawn', { reason });
    await audit(act, { command: 'fund.withdrawDossier', subject: dossier.reference ?? id });
  });
}

/** Mails whoever asks the address of a dossier, to go on with it on another device, where they sign in. @throws Missing */
export async function mailDossierLink(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const { title } = await openAsAuthor(act, id);
    const { email, lang, id: userId } = await getOwnAccount(act);
    const values = { title, link: act.site.url + localPath(lang, dossierPaths.dossier(id)) };
    await sendMail(act, {
      key: `fund.resume:${id}:${userId}:${act.now.toString()}`,
      to: email,
      lang,
      subject: say.in(lang)('resumption.mailSubject', values),
      text: say.in(lang)('resumption.mailText', values),
    });
  });
}
