import { readFile } from 'node:fs/promises';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../act.ts';
import { Refused } from '../errors.ts';
import { pathOf, storedFile } from '../files/index.ts';
import { formatNumber } from '../i18n/format.ts';
import { say } from './messages.ts';
import { mailAttachment } from './schema.ts';

/** What goes with a mail: a stored file, whose content was checked when it was taken in, or a calendar or a card written here. */
export type Attachment = { name: string; fileId: string } | { name: string; content: string; mediaType: `text/${string}` };

/** Bytes of what goes with one mail: what mailboxes take, once it is written in base 64. */
const most = 10_000_000;

/** Keeps what goes with a mail. @throws Refused where it is too long in all */
export async function attach(act: Act, mailId: string, attachments: readonly Attachment[]): Promise<void> {
  if (attachments.length === 0) return;
  const ids = attachments.flatMap((one) => ('fileId' in one ? [one.fileId] : []));
  const files = ids.length > 0 ? await act.db.select().from(storedFile).where(inArray(storedFile.id, ids)) : [];
  const texts = attachments.map((one) => ('content' in one ? Buffer.byteLength(one.content) : 0));
  const bytes = [...files.map((file) => file.size), ...texts].reduce((one, other) => one + other, 0);
  if (bytes > most) throw new Refused(say.later('mail.attachmentsTooLong', { most: formatNumber(most / 1_000_000, 'fr') }));
  await act.db.insert(mailAttachment).values(
    attachments.map((one, index) => {
      const name = one.name.replace(/[\p{Cc}/\\]+/gu, ' ').trim() || 'document';
      const common = { mailId, position: index + 1, name };
      if ('content' in one) return { ...common, mediaType: one.mediaType, content: one.content };
      const file = files.find(({ id }) => id === one.fileId);
      if (!file) throw new Error(`No stored file ${one.fileId}`);
      return { ...common, mediaType: file.mediaType, fileId: file.id };
    }),
  );
}

/** What goes with a mail, with its bytes. */
export interface ReadAttachment {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** Reads what goes with a mail, in order. */
export async function readAttachments(act: Act, mailId: string): Promise<ReadAttachment[]> {
  const rows = await act.db.select().from(mailAttachment).where(eq(mailAttachment.mailId, mailId)).orderBy(asc(mailAttachment.position));
  return Promise.all(
    rows.map(async ({ name, mediaType, fileId, content }) => ({
      name,
      mediaType,
      bytes: fileId ? await readFile(pathOf(act.files, fileId)) : Buffer.from(content!, 'utf8'),
    })),
  );
}
