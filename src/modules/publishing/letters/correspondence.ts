import { and, asc, desc, eq, inArray, isNull, notLike, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actsFor, actorId, actorName, isStaff } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { withoutTokens } from '../../../kernel/mail/redact.ts';
import { mailOutbox, mailReturn, type MailReturn, type MailState } from '../../../kernel/mail/schema.ts';
import { mayWrite } from '../policy.ts';
import { say } from './messages.ts';
import { letter, letterAttachment, letterLanguage, type Letter } from './schema.ts';

/** Something that was sent to a party: a letter, or a mail that no letter carries (a question on a mandate). */
export interface Sent {
  at: Temporal.Instant;
  subject: string;
  /** Null for a mail that is no letter. */
  letter: Letter | null;
  mail: { id: string; recipient: string; state: MailState; sentAt: Temporal.Instant | null } | null;
  returns: MailReturn[];
}

/** All that was sent to a party, the latest first, for the secretariat. @throws Forbidden */
export async function listSent(act: Act, partyId: string): Promise<Sent[]> {
  if (!isStaff(act.actor)) throw new Forbidden();
  const letters = await lettersOf(act, partyId);
  const mails = await act.db
    .select({
      id: mailOutbox.id,
      recipient: mailOutbox.recipient,
      state: mailOutbox.state,
      sentAt: mailOutbox.sentAt,
      subject: mailOutbox.subject,
      createdAt: mailOutbox.createdAt,
    })
    .from(mailOutbox)
    .where(and(eq(mailOutbox.partyId, partyId), eq(mailOutbox.secret, false), notLike(mailOutbox.key, 'letter:%')));
  const mailIds = [...letters.flatMap(({ mail }) => mail?.id ?? []), ...mails.map(({ id }) => id)];
  const returns =
    mailIds.length > 0
      ? await act.db.select().from(mailReturn).where(inArray(mailReturn.mailId, mailIds)).orderBy(asc(mailReturn.writtenAt))
      : [];
  const returnsOf = (id: string | undefined) => returns.filter((one) => one.mailId === id);
  return [
    ...letters.map(({ letter, mail }): Sent => ({
      at: letter.createdAt,
      subject: letter.subject,
      letter,
      mail,
      returns: returnsOf(mail?.id),
    })),
    ...mails.map(({ subject, createdAt, ...mail }): Sent => ({ at: createdAt, subject, letter: null, mail, returns: returnsOf(mail.id) })),
  ].toSorted((one, other) => Temporal.Instant.compare(other.at, one.at));
}

/** The letters of the party that the actor acts for, the latest first; those that were not sent are not theirs. @throws Forbidden */
export async function listOwnLetters(act: Act): Promise<{ partyId: string; letters: Letter[] }> {
  const partyId = act.actor.kind === 'user' ? act.actor.partyId : undefined;
  if (!partyId || !actsFor(act.actor, partyId)) throw new Forbidden();
  const letters = (await lettersOf(act, partyId)).filter(({ letter, mail }) => hasGone(letter, mail?.state)).map((one) => one.letter);
  return { partyId, letters };
}

/** A letter with what goes with it, and how its mail went. */
export interface LetterFile {
  letter: Letter;
  attachments: { position: number; name: string; fileId: string }[];
  mail: { id: string; state: MailState; sentAt: Temporal.Instant | null } | null;
}

/** One letter, for the secretariat, or for whoever acts for its party once it has gone. @throws Missing */
export async function findLetter(act: Act, id: string): Promise<LetterFile> {
  const [found] = await selectLetters(act).where(eq(letter.id, id));
  if (!found) throw new Missing(`letter ${id}`);
  const own = actsFor(act.actor, found.letter.partyId) && hasGone(found.letter, found.mail?.state);
  // To another city it does not exist.
  if (!isStaff(act.actor) && !own) throw new Missing(`letter ${id}`);
  const attachments = await act.db
    .select()
    .from(letterAttachment)
    .where(eq(letterAttachment.letterId, id))
    .orderBy(asc(letterAttachment.position));
  return { ...found, attachments };
}

/** The letters on paper that wait to be printed and posted, the oldest first; those of one mailing where it is given. @throws Forbidden */
export async function listPaper(act: Act, mailingId?: string): Promise<Letter[]> {
  if (!isStaff(act.actor)) throw new Forbidden();
  return act.db
    .select()
    .from(letter)
    .where(and(eq(letter.channel, 'paper'), mailingId ? eq(letter.mailingId, mailingId) : isNull(letter.postedAt)))
    .orderBy(asc(letter.createdAt), asc(letter.id));
}

/** Letters of a list, as its form names them. */
export const postedInput = z.object({
  ids: z.preprocess((ids) => (ids === undefined ? [] : [ids].flat()), z.array(z.uuid()).min(1).max(5_000)),
});

/**
 * Writes that letters were posted, all or none; what their links open is then forgotten here too.
 * @throws Forbidden, Missing; Refused where one is not on paper, or was posted
 */
export async function markPosted(act: Act, ids: readonly string[]): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const found = await act.db
      .select()
      .from(letter)
      .where(inArray(letter.id, [...ids]))
      .for('update');
    if (found.length < new Set(ids).size) throw new Missing('letter');
    if (found.some(({ channel, postedAt }) => channel !== 'paper' || postedAt !== null)) throw new Refused(say.later('letter.notToPost'));
    for (const { id, body, subject } of found) {
      await act.db
        .update(letter)
        .set({ postedAt: act.now, postedById: actorId(act.actor), postedBy: actorName(act.actor), body: withoutTokens(body) })
        .where(eq(letter.id, id));
      await audit(act, { command: 'letter.post', subject: id, detail: { subject } });
    }
  });
}

/** Chooses the language in which a party is written to. @throws Forbidden */
export async function setLetterLanguage(act: Act, party: { id: string; slug: string }, lang: Lang): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const by = { lang, setAt: act.now, setById: actorId(act.actor), setBy: actorName(act.actor) };
    await act.db
      .insert(letterLanguage)
      .values({ partyId: party.id, ...by })
      .onConflictDoUpdate({ target: letterLanguage.partyId, set: by });
    await audit(act, { command: 'letter.language', subject: party.slug, detail: { lang } });
  });
}

function lettersOf(act: Act, partyId: string) {
  return selectLetters(act).where(eq(letter.partyId, partyId)).orderBy(desc(letter.createdAt), desc(letter.id));
}

function selectLetters(act: Act) {
  return act.db
    .select({ letter, mail: { id: mailOutbox.id, recipient: mailOutbox.recipient, state: mailOutbox.state, sentAt: mailOutbox.sentAt } })
    .from(letter)
    .leftJoin(mailOutbox, eq(mailOutbox.key, sql`'letter:' || ${letter.key}`))
    .$dynamic();
}

/** It left: by the post, or by a mail that the server took. */
function hasGone(one: Letter, state: MailState | undefined): boolean {
  return one.channel === 'paper' ? one.postedAt !== null : one.channel === 'mail' && state === 'sent';
}
