import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { parseInstant } from '../dates.ts';
import { returnKind } from './rules.ts';
import type { ReturnKind } from './schema.ts';

/** What came back, as its own words say. */
export interface ReadReturn {
  kind: ReturnKind;
  /** The mails that it may be about, the likeliest first. */
  messageIds: string[];
  /** The addresses that it may come from, or be about, in small letters. */
  addresses: string[];
  sender: string;
  subject: string;
  writtenAt: Temporal.Instant;
  status: string | null;
  diagnostic: string | null;
  text: string;
  /** What came with someone's answer, images of its signature aside. */
  files: { name: string; bytes: Uint8Array }[];
}

/** Characters that are kept of what was written; nobody answers a convocation with a book. */
const mostText = 20_000;
/** Pieces that are looked at in one answer. */
const mostFiles = 30;

/**
 * Reads a message file (RFC 5322): a notification of delivery (RFC 3464), or what someone wrote.
 * @returns why there is nothing to record: no mail, an automatic answer of someone away, or a notification that all went well
 */
export async function readReturn(
  bytes: Uint8Array,
  now: Temporal.Instant,
): Promise<ReadReturn | 'empty' | 'unreadable' | 'absence' | 'delivered'> {
  if (bytes.length === 0) return 'empty';
  let mail: Email;
  try {
    mail = await PostalMime.parse(bytes, { maxNestingDepth: 20 });
  } catch {
    return 'unreadable';
  }
  if (!mail.from && !mail.subject && !mail.messageId) return 'unreadable';
  const report = mail.attachments.find((one) => one.mimeType === 'message/delivery-status');
  const common = {
    sender: line(addressesOf(mail.from)[0] ?? '—', 320),
    subject: line(mail.subject ?? '—', 500),
    writtenAt: readDate(mail.date, now),
    text: plain(mail.text ?? '').slice(0, mostText),
    files: [],
  };
  if (!report) {
    if (isAutomatic(mail)) return 'absence';
    return {
      ...common,
      kind: 'answer',
      files: mail.attachments
        .filter(isOfTheirOwn)
        .slice(0, mostFiles)
        .map((one) => ({ name: line(one.filename ?? '', 200), bytes: bytesOf(one) })),
      messageIds: identifiers(`${mail.inReplyTo ?? ''} ${(mail.references ?? '').split(/\s+/).toReversed().join(' ')}`),
      addresses: addressesOf(mail.from),
      status: null,
      diagnostic: null,
    };
  }
  const fields = readFields(textOf(report));
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null;
  const kind = returnKind({ action: (fields.get('action') ?? 'failed').toLowerCase(), status });
  if (!kind) return 'delivered';
  return {
    ...common,
    kind,
    // The mail itself comes with the notification, whole or only its head.
    messageIds: mail.attachments
      .filter((one) => ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'].includes(one.mimeType))
      .flatMap((one) => identifiers(readFields(textOf(one)).get('message-id') ?? '')),
    addresses: ['original-recipient', 'final-recipient'].flatMap((name) => {
      const address = fields
        .get(name)
        ?.replace(/^[^;]*;\s*/, '')
        .trim()
        .toLowerCase();
      return address?.includes('@') ? [address] : [];
    }),
    status,
    diagnostic: fields.has('diagnostic-code') ? line(fields.get('diagnostic-code')!, 1_000) : null,
  };
}

/** RFC 3834: someone's mailbox answered, not someone. */
function isAutomatic(mail: Email): boolean {
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value.toLowerCase() ?? '';
  const submitted = header('auto-submitted');
  return (submitted !== '' && submitted !== 'no') || header('x-autoreply') !== '' || header('precedence') === 'auto_reply';
}

/** Header fields, unfolded; where a name comes again (several recipients) the first counts. */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const one of text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(one) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.trim());
  }
  return fields;
}

function identifiers(text: string): string[] {
  return [...new Set(text.match(/<[^<>\s]+>/g))].slice(0, 50);
}

function addressesOf(from: Address | undefined): string[] {
  return from?.address ? [from.address.toLowerCase()] : [];
}

/** What the words themselves show (a logo, a signature) is no piece that someone joined. */
function isOfTheirOwn({ related, disposition }: Attachment): boolean {
  return !related && disposition !== 'inline';
}

function textOf(attachment: Attachment): string {
  return bytesOf(attachment).toString('utf8');
}

function bytesOf({ content }: Attachment): Buffer {
  return typeof content === 'string'
    ? Buffer.from(content, 'utf8')
    : Buffer.from(content instanceof ArrayBuffer ? new Uint8Array(content) : content);
}

/** A mailbox may write anything as a date, tomorrow included. */
function readDate(text: string | undefined, now: Temporal.Instant): Temporal.Instant {
  const written = text ? parseInstant(text) : null;
  return written && Temporal.Instant.compare(written, now) <= 0 && written.toZonedDateTimeISO('UTC').year >= 2000 ? written : now;
}

function line(text: string, most: number): string {
  return (
    text
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .toWellFormed()
      .trim()
      .slice(0, most) || '—'
  );
}

function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim();
}
