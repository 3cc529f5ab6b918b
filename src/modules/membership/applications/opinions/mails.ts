import type { Act } from '../../../../kernel/act.ts';
import { createAnswerLink } from '../../../../kernel/answers/links.ts';
import { secretariatTimeZone, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import type { opinionRequest } from '../../schema.ts';
import type { Application } from '../queries.ts';
import { opinionPurpose } from './request.ts';

/** Days after the delay during which the link still answers: a late opinion is heard until the Bureau has met. */
const graceDays = 365;

/** Mails the question to the head of the capital: first (0), then each reminder by its number. Each carries a link of its own. */
export async function mailOpinionRequest(
  act: Act,
  { name, category, stateParty, reference }: Application,
  request: typeof opinionRequest.$inferSelect,
  reminder: number,
): Promise<void> {
  const { id, capitalId, addressee, email, lang, answerBy } = request;
  const token = await createAnswerLink(act, {
    purpose: opinionPurpose,
    subject: id,
    expiresAt: answerBy.add({ days: graceDays }).toZonedDateTime(secretariatTimeZone).toInstant(),
  });
  const t = say.in(lang);
  const values = {
    addressee,
    party: name,
    category: category ? t(`applicant.${category}`) : '',
    state: stateParty ? inLang(stateParty.name, lang) : '',
    reference,
    day: formatDate(answerBy, lang),
    link: `${act.site.url}${membershipPaths.opinion(token)}`,
  };
  const kind = reminder === 0 ? 'asked' : 'reminded';
  await sendMail(act, {
    key: `membership.opinion:${id}:${reminder}`,
    to: email,
    subject: t(`mail.opinion.${kind}.subject`, values),
    text: t(`mail.opinion.${kind}.text`, values),
    lang,
    partyId: capitalId,
  });
}
