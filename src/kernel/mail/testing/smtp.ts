import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';

/** How a mail server of the tests behaves; without anything it takes all that it is given. */
export interface Behaviour {
  /** What it says to a recipient. */
  toRecipient?: string;
  /** What it says once it has a whole mail; null: it has taken it, and the connection is lost before it says so. */
  toMail?: string | null;
  /** Called when a mail was taken, before the server says so. */
  taken?: (raw: string) => Promise<void> | void;
}

export interface SmtpServer {
  url: string;
  /** The mails it took, as they arrived. */
  raw: string[];
  /** The mails it took, read. */
  received: () => Promise<Email[]>;
  close: () => void;
}

/** A mail server of our own: what it has said 250 to, it has. */
export async function listenSmtp(behaviour: Behaviour = {}): Promise<SmtpServer> {
  const raw: string[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    let data: string[] | null = null;
    let pending = '';
    const say = (line: string) => void socket.write(`${line}\r\n`);
    const take = async (mail: string) => {
      const answer = behaviour.toMail === undefined ? `250 2.0.0 pris sous le numéro ${raw.length + 1}` : behaviour.toMail;
      if (answer === null || answer.startsWith('250')) {
        raw.push(mail);
        await behaviour.taken?.(mail);
      }
      if (answer === null) socket.destroy();
      else say(answer);
    };
    say('220 essai');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (pending + chunk).split('\r\n');
      pending = lines.pop()!;
      for (const line of lines) {
        if (data && line !== '.') data.push(line.replace(/^\.\./, '.'));
        else if (data) {
          const mail = data.join('\r\n');
          data = null;
          void take(mail);
        } else if (/^EHLO/i.test(line)) say('250 essai');
        else if (/^RCPT/i.test(line)) say(behaviour.toRecipient ?? '250 ok');
        else if (/^DATA/i.test(line)) {
          data = [];
          say('354 go');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    raw,
    received: () => Promise.all(raw.map((mail) => PostalMime.parse(mail))),
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
