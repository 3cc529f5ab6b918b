import { listCityAddresses } from '../../../kernel/auth/users/queries.ts';
import type { Act } from '../../../kernel/act.ts';
import { createAnswerLink } from '../../../kernel/answers/links.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { formatInstant } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { findRecipients } from '../../publishing/index.ts';
import { inSitting } from '../journal/scene.ts';
import { isEntitled, type SittingState } from '../journal/state.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { mayHold } from '../policy.ts';
import { isUnderWay } from '../sittings/rules.ts';

/** The link by which one voter votes in one sitting, from their phone, without an account. */
export const voterLink = {
  purpose: 'vote',
  subject: (sittingId: string, partyId: string) => `${sittingId}:${partyId}`,
  read(subject: string): { sittingId: string; partyId: string } {
    const [sittingId, partyId] = subject.split(':');
    if (!sittingId || !partyId) throw new Error('A voter’s link names a sitting and a party');
    return { sittingId, partyId };
  },
};

/** How long a link serves after the hour of the sitting; the closing ends it before. */
const linkHours = 72;

/**
 * Sends its link to each entitled voter: to every account of its party, or else to the address that the register has of who votes
 * for it. Sent again, it is another link: the first still serves.
 * @returns the parties without either, which vote in the room or not at all: they are shown, never left out silently
 * @throws Forbidden, Missing; Refused before the convening or after the closing
 */
export async function sendVoterLinks(act: Act, slug: string): Promise<{ sent: number; without: string[] }> {
  if (!mayHold(act.actor)) throw new Forbidden();
  return inSitting(act, { slug }, async ({ act, sitting, state }) => {
    if (!isUnderWay(state.step)) throw new Refused(say.later('refusal.not_convened'));
    const expiresAt = later(sitting.startsAt, act.now).add({ hours: linkHours });
    const without: string[] = [];
    let sent = 0;
    for (const [partyId, addresses] of await findAddresses(act, state)) {
      if (addresses.length === 0) without.push(partyId);
      for (const { email, lang } of addresses) {
        const token = await createAnswerLink(act, {
          purpose: voterLink.purpose,
          subject: voterLink.subject(sitting.id, partyId),
          expiresAt,
        });
        const t = say.in(lang);
        const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
        await sendMail(act, {
          key: `assemblies.vote:${sitting.id}:${partyId}:${email}:${act.now.epochMilliseconds}`,
          to: email,
          lang,
          subject: t('link.subject', { title }),
          text: t('link.text', {
            title,
            at: formatInstant(sitting.startsAt, lang),
            url: act.site.url + localPath(lang, assemblyPaths.voter(token)),
          }),
          secret: true,
        });
        sent += 1;
      }
    }
    return { sent, without };
  });
}

/** Where each entitled voter is reached: never by the address of a successor, who does not vote in their place. */
async function findAddresses(act: Act, state: SittingState): Promise<Map<string, { email: string; lang: Lang }[]>> {
  const voters = [...state.voters.values()].filter(({ partyId }) => isEntitled(state, partyId));
  const ids = voters.map(({ partyId }) => partyId);
  const accounts = await listCityAddresses(act, ids);
  const recipients = await findRecipients(act, ids);
  return new Map(
    voters.map(({ partyId, personId }) => {
      const own = recipients.get(partyId);
      const isVoter = own?.email && own.head?.person.id === personId;
      return [partyId, accounts.get(partyId) ?? (isVoter ? [{ email: own.email!, lang: own.lang }] : [])];
    }),
  );
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other;
}
