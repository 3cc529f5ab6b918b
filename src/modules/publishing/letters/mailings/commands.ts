import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { collator } from '../../../../kernel/i18n/format.ts';
import { mayPublish, mayWrite } from '../../policy.ts';
import { say } from '../messages.ts';
import { findWays } from '../reach.ts';
import { findRecipients } from '../recipients.ts';
import { mailing, type Mailing, mailingRecipient, type MailingRecipient } from '../schema.ts';
import { findTemplate } from '../templates/queries.ts';
import { channels, type LetterPurpose } from '../vocabulary.ts';
import { countWays, findMailing, listRecipients } from './queries.ts';
import { selectParties, selectionInput } from './selection.ts';

/** The job that writes the letters of a confirmed mailing. */
export const writeLettersJob = 'letters.write';

export const newMailingInput = selectionInput.extend({ template: requiredText(200) });

/**
 * Prepares a mailing: the last version of a template, and everyone that a list names, in or out, each with the reason.
 * @returns its identifier
 * @throws Forbidden; Invalid with what is missing or unknown
 */
export async function createMailing(act: Act, { template: slug, ...selection }: z.output<typeof newMailingInput>): Promise<string> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const template = await findTemplate(act, slug).catch((error: unknown) => {
      if (error instanceof Missing) throw new Invalid({ template: say.later('selection.noTemplate') });
      throw error;
    });
    const { partyIds, words } = await selectParties(act, selection);
    if (partyIds.length === 0) throw new Invalid({ '': say.later('selection.nobody') });
    const id = randomUUID();
    await act.db.insert(mailing).values({
      id,
      versionId: template.version.id,
      selection: words,
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    const rows = await reachRecipients(act, template.purpose, partyIds);
    await act.db.insert(mailingRecipient).values(rows.map((row, index) => ({ mailingId: id, position: index + 1, ...row })));
    await audit(act, { command: 'mailing.create', subject: template.slug, detail: { recipients: rows.length, selection: words } });
    return id;
  });
}

/** Looks again at where each recipient may be written to; what someone chose stays. @throws Forbidden, Missing, Refused */
export async function refreshMailing(act: Act, id: string): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const held = await lockMailing(act, id);
    for (const { partyId, ...change } of await findChanges(act, held))
      await act.db
        .update(mailingRecipient)
        .set(change)
        .where(and(eq(mailingRecipient.mailingId, id), eq(mailingRecipient.partyId, partyId)));
  });
}

export const choiceInput = z.object({ channel: z.enum(channels), reason: requiredText(500) });

/**
 * Puts a recipient in or out of a mailing against what was computed, and says why.
 * @throws Forbidden, Missing; Refused once it has left, or where the recipient asked for no more; Invalid where no address is known
 */
export async function chooseRecipient(
  act: Act,
  id: string,
  slug: string,
  { channel, reason }: z.output<typeof choiceInput>,
): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockMailing(act, id);
    const found = (await listRecipients(act, id)).find((one) => one.party.slug === slug);
    if (!found) throw new Missing(`recipient ${slug}`);
    if (found.reason === 'unsubscribed') throw new Refused(say.later('mailing.unsubscribed'));
    if (channel === 'mail' && found.address === null) throw new Invalid({ channel: say.later('mailing.noAddress') });
    await act.db
      .update(mailingRecipient)
      .set({
        channel,
        reason: channel === 'mail' ? null : 'chosen',
        chosenReason: reason,
        chosenById: actorId(act.actor),
        chosenBy: actorName(act.actor),
      })
      .where(and(eq(mailingRecipient.mailingId, id), eq(mailingRecipient.partyId, found.partyId)));
    await audit(act, { command: 'mailing.choose', subject: slug, detail: { channel, reason } });
  });
}

const seen = z.coerce.number().int().min(0).catch(-1);
/** The counts that the person read: what leaves is what they saw. */
export const confirmationInput = z.object({ mail: seen, paper: seen, none: seen });

/**
 * Lets a mailing leave: its letters are written by a job, and leave at the rate of mailings.
 * @throws Forbidden, Missing; Refused once it has left, where nobody is left in it, or where it is no longer what the person read
 */
export async function confirmMailing(act: Act, id: string, read: z.output<typeof confirmationInput>): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const held = await lockMailing(act, id);
    if ((await findChanges(act, held)).length > 0) throw new Refused(say.later('mailing.changed'));
    const ways = await countWays(act, id);
    if (ways.mail !== read.mail || ways.paper !== read.paper || ways.none !== read.none) throw new Refused(say.later('mailing.unseen'));
    if (ways.mail + ways.paper === 0) throw new Refused(say.later('mailing.nobody'));
    await act.db
      .update(mailing)
      .set({ confirmedAt: act.now, confirmedById: actorId(act.actor), confirmedBy: actorName(act.actor) })
      .where(eq(mailing.id, id));
    await act.jobs.send(act, writeLettersJob, { id });
    await audit(act, { command: 'mailing.confirm', subject: id, detail: { ...ways } });
  });
}

/** Forgets a mailing that has not left. @throws Forbidden, Missing, Refused */
export async function abandonMailing(act: Act, id: string): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockMailing(act, id);
    await act.db.delete(mailing).where(and(eq(mailing.id, id), isNull(mailing.confirmedAt)));
    await audit(act, { command: 'mailing.abandon', subject: id });
  });
}

/** Holds a mailing that has not left. */
async function lockMailing(act: Act, id: string): Promise<Mailing & { purpose: LetterPurpose }> {
  const [held] = await act.db.select().from(mailing).where(eq(mailing.id, id)).for('update');
  if (!held) throw new Missing(`mailing ${id}`);
  if (held.confirmedAt !== null) throw new Refused(say.later('mailing.left'));
  return { ...held, purpose: (await findMailing(act, id)).purpose };
}

type Reached = Omit<MailingRecipient, 'mailingId' | 'position' | 'chosenReason' | 'chosenById' | 'chosenBy'>;

/** Where each of these parties is written to today, by name. */
async function reachRecipients(act: Act, purpose: LetterPurpose, partyIds: readonly string[]): Promise<Reached[]> {
  const recipients = [...(await findRecipients(act, partyIds)).values()];
  const ways = await findWays(
    act,
    purpose,
    recipients.map(({ party, email }) => ({ partyId: party.id, email })),
  );
  return recipients
    .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr))
    .map(({ party, head, lang, email, lines }) => ({
      partyId: party.id,
      personId: head?.person.id ?? null,
      lang,
      address: email,
      lines: lines.join('\n'),
      ...ways.get(party.id)!,
    }));
}

/** What is no longer as the mailing holds it. What someone chose stays, unless the recipient has asked for no more since. */
async function findChanges(act: Act, { id, purpose }: { id: string; purpose: LetterPurpose }): Promise<Reached[]> {
  const held = await listRecipients(act, id);
  const now = await reachRecipients(
    act,
    purpose,
    held.map((one) => one.partyId),
  );
  return now.filter((one) => {
    const before = held.find(({ partyId }) => partyId === one.partyId)!;
    if (before.chosenReason !== null && one.reason !== 'unsubscribed') return false;
    return (['channel', 'reason', 'address', 'lang', 'lines', 'personId'] as const).some((field) => before[field] !== one[field]);
  });
}
