import type { Act } from '../../kernel/act.ts';
import { listCityAddresses } from '../../kernel/auth/users/queries.ts';
import { localPath } from '../../kernel/http/env.ts';
import type { Lang } from '../../kernel/i18n/lang.ts';
import { sendMail } from '../../kernel/mail/outbox.ts';
import { findRecipients, isWritten, sendLetter } from '../publishing/index.ts';
import { dossierPaths } from './applications/paths.ts';

/** The city that leads a dossier or a project, and the page of it that a letter leads to. */
interface About {
  leadId: string;
  path: string;
}

/** What is written about a dossier leads to where its city writes it. */
export function aboutDossier({ id, leadId }: { id: string; leadId: string }): About {
  return { leadId, path: dossierPaths.dossier(id) };
}

/** A subject and a text, in the language of whoever reads them; `link` leads to the page. */
type Words = (lang: Lang, link: string) => { subject: string; text: string };

/** Writes to those of the city who have an account; to its head where nobody has. The same key twice writes once. */
export async function writeToAuthors(act: Act, about: About, key: string, words: Words): Promise<void> {
  const { leadId, path } = about;
  const addresses = (await listCityAddresses(act, [leadId])).get(leadId) ?? [];
  if (addresses.length === 0) return writeToHead(act, about, key, words);
  // Asked again after a first account was opened: its head was told.
  if (await isWritten(act, key)) return;
  for (const { email, lang } of addresses)
    await sendMail(act, { key: `${key}:${email}`, to: email, lang, partyId: leadId, ...words(lang, linkTo(act, path, lang)) });
}

/** Writes to the head of the city, by mail or on paper. The same key twice writes once. */
export async function writeToHead(act: Act, { leadId, path }: About, key: string, words: Words): Promise<void> {
  const lang = (await findRecipients(act, [leadId])).get(leadId)?.lang ?? 'fr';
  await sendLetter(act, { purpose: 'notice', key, partyId: leadId, ...words(lang, linkTo(act, path, lang)) });
}

function linkTo(act: Act, path: string, lang: Lang): string {
  return act.site.url + localPath(lang, path);
}
