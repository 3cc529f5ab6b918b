import { Transform } from 'node:stream';
import type { Config } from '../config.ts';
import type { ReadAttachment } from './attachments.ts';
import type { OutboxMail } from './schema.ts';

/** Hands one mail to the mail server. */
export interface Transport {
  /**
   * @param leaving called when all of the mail was given but its end: from then on the server may take it
   * @returns what the server answered
   * @throws MailAnswered when it refused, now or for good; anything else is a connection that was lost, or never made
   */
  send(mail: OutboxMail, attachments: readonly ReadAttachment[], leaving: () => Promise<void>): Promise<string>;
  close(): void;
}

/** The mail server said no. `isFinal`: it will never take this mail; `isAddress`: because the address takes none. */
export class MailAnswered extends Error {
  override name = 'MailAnswered';
  readonly isFinal: boolean;
  readonly isAddress: boolean;
  constructor(answer: string, { isFinal, isAddress }: { isFinal: boolean; isAddress: boolean }) {
    super(answer);
    this.isFinal = isFinal;
    this.isAddress = isAddress;
  }
}

/** The transport that the configuration names; null without one: mails then stay in the outbox. */
export async function openTransport({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Promise<Transport | null> {
  if (!smtpUrl) return null;
  const { createTransport } = await import('nodemailer');
  // Nothing in a mail's fields may make the server read a file or call an address.
  const server = createTransport({
    url: smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    // After the end of a mail a server has ten minutes to answer (RFC 5321 §4.5.3.2.6): giving up sooner is what makes doubts.
    socketTimeout: 600_000,
  });
  const leavings = new Map<string, () => Promise<void>>();
  server.use('stream', (mail, done) => {
    const leaving = leavings.get(mail.message.messageId())!;
    mail.message.transform(
      new Transform({
        transform: (chunk, _encoding, pass) => pass(null, chunk),
        // The dot that ends the mail is written after this.
        flush: (end) => void leaving().then(() => end(), end),
      }),
    );
    done();
  });
  return {
    async send(mail, attachments, leaving) {
      leavings.set(mail.messageId, leaving);
      try {
        const { response } = await server.sendMail({
          from: mailFrom,
          to: { name: '', address: mail.recipient },
          subject: mail.subject,
          text: mail.body,
          messageId: mail.messageId,
          attachments: attachments.map(({ name, mediaType, bytes }) => ({ filename: name, contentType: mediaType, content: bytes })),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': mail.lang,
            ...(mail.unsubscribeUrl ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
          },
          ...(mail.unsubscribeUrl ? { list: { unsubscribe: mail.unsubscribeUrl } } : {}),
        });
        return response;
      } catch (error) {
        throw readAnswer(error) ?? error;
      } finally {
        leavings.delete(mail.messageId);
      }
    },
    close: () => server.close(),
  };
}

/** SMTP answers of 500 and over are final (RFC 5321 §4.2.1), but a refused password may be a setting to mend. */
function readAnswer(error: unknown): MailAnswered | null {
  if (!(error instanceof Error) || !('responseCode' in error) || !Number(error.responseCode)) return null;
  const code = Number(error.responseCode);
  const isAboutRecipient = 'command' in error && error.command === 'RCPT TO';
  // 550 and 551 to a recipient, and 5.1.x or 5.2.1 wherever they come: no such mailbox, or one that was closed (RFC 3463).
  const isAddress =
    code >= 500 &&
    (/\b5\.(?:1\.\d+|2\.1)\b/.test(error.message) ||
      (isAboutRecipient && [550, 551, 553].includes(code) && !/\b5\.\d+\.\d+\b/.test(error.message)));
  return new MailAnswered(error.message, { isFinal: code >= 500 && code !== 535, isAddress });
}
