import type { Act } from '../../../../kernel/act.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { titleInWords } from '../../offices/titles.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';

/** Where the question is answered, in the language of whoever it was put to. */
export function answerUrl(act: Act, lang: Lang, token: string): string {
  return act.site.url + localPath(lang, registerPaths.answer(token));
}

/** Puts the question by mail; `number` 1, then its reminders. Whoever holds the link answers for the city: nobody reads it here. */
export async function mailQuestion(
  act: Act,
  { id, recipient, lang, number }: { id: string; recipient: string; lang: Lang; number: number },
  { mandate, party, token, expiresOn }: { mandate: Mandate; party: PartyRef; token: string; expiresOn: Temporal.PlainDate },
): Promise<void> {
  const t = say.in(lang);
  const words = {
    party: inLang(party.name, lang),
    person: mandate.person.name,
    gender: mandate.person.gender ?? 'other',
    title: titleInWords(mandate.title, mandate.person.gender, lang, mandate.stateCode),
  };
  await sendMail(act, {
    key: `mandate-question:${id}:${number}`,
    to: recipient,
    lang,
    secret: true,
    subject: t(number > 1 ? 'mail.reminderSubject' : 'mail.subject', words),
    text: t('mail.text', { ...words, url: answerUrl(act, lang, token), until: formatDate(expiresOn, lang) }),
  });
}
