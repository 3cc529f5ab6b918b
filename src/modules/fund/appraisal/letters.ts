import type { Act } from '../../../kernel/act.ts';
import { listCityAddresses } from '../../../kernel/auth/users/queries.ts';
import { localPath } from '../../../kernel/http/env.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { findRecipients, sendLetter } from '../../publishing/index.ts';
import { dossierPaths } from '../applications/paths.ts';
import type { FundDossier } from '../applications/schema.ts';

/** A subject and a text, in the language of whoever reads them; `link` leads to the dossier. */
export type Words = (lang: Lang, link: string) => { subject: string; text: string };

type About = Pick<FundDossier, 'id' | 'leadId'>;

/** Writes to those who write the dossier, by the link where they do; to the city itself where none of them has an account. */
export async function mailAuthors(act: Act, dossier: About, key: string, words: Words): Promise<void> {
  const addresses = (await listCityAddresses(act, [dossier.leadId])).get(dossier.leadId) ?? [];
  if (addresses.length === 0) return writeToCity(act, dossier, key, words);
  for (const { email, lang } of addresses)
    await sendMail(act, {
      key: `${key}:${email}`,
      to: email,
      lang,
      partyId: dossier.leadId,
      ...words(lang, linkTo(act, dossier, lang)),
    });
}

/** Writes to the head of the city that leads the dossier, by mail or on paper; the same key twice writes once. */
export async function writeToCity(act: Act, dossier: About, key: string, words: Words): Promise<void> {
  const to = (await findRecipients(act, [dossier.leadId])).get(dossier.leadId);
  const lang = to?.lang ?? 'fr';
  await sendLetter(act, { purpose: 'notice', key, partyId: dossier.leadId, ...words(lang, linkTo(act, dossier, lang)) });
}

function linkTo(act: Act, { id }: About, lang: Lang): string {
  return act.site.url + localPath(lang, dossierPaths.dossier(id));
}
