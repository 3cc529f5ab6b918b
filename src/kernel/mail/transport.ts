import type { Config } from '../config.ts';
import type { OutboxMail } from './outbox.ts';

/** Hands one mail to the mail server; rejects with what the server answered. */
export interface Transport {
  send(mail: OutboxMail): Promise<void>;
  close(): void;
}

/** The mail server will never take this mail: trying again is no use. */
export class MailRefused extends Error {
  override name = 'MailRefused';
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
    socketTimeout: 30_000,
  });
  return {
    async send(mail) {
      try {
        await server.sendMail({
          from: mailFrom,
          to: { name: '', address: mail.recipient },
          subject: mail.subject,
          text: mail.body,
          messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.lang },
        });
      } catch (error) {
        throw isPermanent(error) ? new MailRefused(error.message, { cause: error }) : error;
      }
    },
    close: () => server.close(),
  };
}

/** SMTP answers of 500 and over are final (RFC 5321 §4.2.1), but a refused password may be a setting to mend. */
function isPermanent(error: unknown): error is Error {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500 && Number(error.responseCode) !== 535;
}
