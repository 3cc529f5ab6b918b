import { asc, count, desc, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { mailOutbox, mailReturn, type MailState } from '../../../../kernel/mail/schema.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { mayReadDrafts } from '../../policy.ts';
import {
  letter,
  letterTemplate,
  letterTemplateVersion,
  mailing,
  type Mailing,
  mailingRecipient,
  type MailingRecipient,
  type TemplateVersion,
} from '../schema.ts';
import type { Channel, LetterPurpose } from '../vocabulary.ts';

/** A mailing with the words that it sends. */
export type MailingFile = Mailing & { name: string; templateSlug: string; purpose: LetterPurpose; version: TemplateVersion };

/** One mailing. @throws Forbidden, Missing */
export async function findMailing(act: Act, id: string): Promise<MailingFile> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const [found] = await selectMailings(act).where(eq(mailing.id, id));
  if (!found) throw new Missing(`mailing ${id}`);
  return toFile(found);
}

/** The mailings, the latest first. @throws Forbidden */
export async function listMailings(
  act: Act,
  { page, size }: { page: number; size: number },
): Promise<{ mailings: (MailingFile & { recipients: number })[]; total: number }> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const rows = await selectMailings(act)
    .orderBy(desc(mailing.createdAt), desc(mailing.id))
    .limit(size)
    .offset((page - 1) * size);
  const counts = new Map(
    (
      await act.db
        .select({ id: mailingRecipient.mailingId, recipients: count() })
        .from(mailingRecipient)
        .groupBy(mailingRecipient.mailingId)
    ).map(({ id, recipients }) => [id, recipients]),
  );
  return {
    mailings: rows.map((row) => ({ ...toFile(row), recipients: counts.get(row.mailing.id) ?? 0 })),
    total: await act.db.$count(mailing),
  };
}

export type NamedRecipient = MailingRecipient & { party: PartyRef };

/** Everyone that a mailing names, in its order. */
export async function listRecipients(act: Act, id: string): Promise<NamedRecipient[]> {
  const rows = await act.db
    .select()
    .from(mailingRecipient)
    .where(eq(mailingRecipient.mailingId, id))
    .orderBy(asc(mailingRecipient.position));
  const parties = await findPartiesById(
    act.db,
    rows.map((row) => row.partyId),
    await asKnownNow(act),
  );
  return rows.map((row) => ({ ...row, party: parties.get(row.partyId)! }));
}

/** How many go each way. */
export async function countWays(act: Act, id: string): Promise<Record<Channel, number>> {
  const rows = await act.db
    .select({ channel: mailingRecipient.channel, total: count() })
    .from(mailingRecipient)
    .where(eq(mailingRecipient.mailingId, id))
    .groupBy(mailingRecipient.channel);
  return { mail: 0, paper: 0, none: 0, ...Object.fromEntries(rows.map(({ channel, total }) => [channel, total])) };
}

/** What became of a letter: of its mail, of its paper; `unwritten` until the job comes to it. */
export type Outcome = 'unwritten' | MailState | 'bounced' | 'answered' | 'toPost' | 'posted' | 'out';

/** What became of each recipient of a mailing, by party. */
export async function findOutcomes(
  act: Act,
  id: string,
): Promise<Map<string, { outcome: Outcome; letterId: string; sentAt: Temporal.Instant | null }>> {
  const returned = (kinds: string[]) =>
    sql<boolean>`exists (select from ${mailReturn} where ${mailReturn.mailId} = ${mailOutbox.id} and ${mailReturn.kind} = any(${sql.param(kinds)}))`;
  const rows = await act.db
    .select({
      partyId: letter.partyId,
      letterId: letter.id,
      channel: letter.channel,
      postedAt: letter.postedAt,
      state: mailOutbox.state,
      sentAt: mailOutbox.sentAt,
      isBounced: returned(['undeliverable', 'undelivered']),
      isAnswered: returned(['answer']),
    })
    .from(letter)
    .leftJoin(mailOutbox, eq(mailOutbox.key, sql`'letter:' || ${letter.key}`))
    .where(eq(letter.mailingId, id));
  return new Map(
    rows.map(({ partyId, letterId, channel, postedAt, state, sentAt, isBounced, isAnswered }) => {
      const outcome: Outcome =
        channel === 'none'
          ? 'out'
          : channel === 'paper'
            ? postedAt
              ? 'posted'
              : 'toPost'
            : isBounced
              ? 'bounced'
              : isAnswered
                ? 'answered'
                : state!;
      return [partyId, { outcome, letterId, sentAt: sentAt ?? postedAt }];
    }),
  );
}

function selectMailings(act: Act) {
  return act.db
    .select({
      mailing,
      version: letterTemplateVersion,
      name: letterTemplate.name,
      templateSlug: letterTemplate.slug,
      purpose: letterTemplate.purpose,
    })
    .from(mailing)
    .innerJoin(letterTemplateVersion, eq(letterTemplateVersion.id, mailing.versionId))
    .innerJoin(letterTemplate, eq(letterTemplate.id, letterTemplateVersion.templateId))
    .$dynamic();
}

type SelectedMailing = Awaited<ReturnType<typeof selectMailings>>[number];

function toFile({ mailing: row, ...words }: SelectedMailing): MailingFile {
  return { ...row, ...words };
}
