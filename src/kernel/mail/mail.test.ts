import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { afterEach, expect } from 'vitest';
import { databaseTest } from '../db/testing.ts';
import { mailJobs } from './jobs.ts';
import { deliverJob, getMail, listMails, type Mail, sendMail } from './outbox.ts';
import { mailOutbox, mailStates } from './schema.ts';
import { openTransport } from './transport.ts';

const test = databaseTest();
const mail: Mail = {
  key: 'essai:1',
  to: 'awa@exemple.org',
  subject: 'Dérive : « 90 États »',
  text: 'Bonjour,\n\nUn chiffre a changé.\n',
  lang: 'fr',
};

let server: Server | undefined;
afterEach(() => void server?.close());

test('a mail leaves once: its key is its identity, in the outbox as in its Message-ID', async ({ act, db, sentJobs }) => {
  await sendMail(act(), mail);
  await sendMail(act(), { ...mail, text: 'autre' });
  const [{ id }] = (await db.select().from(mailOutbox)) as [typeof mailOutbox.$inferSelect];
  expect(await sentJobs()).toEqual([{ name: deliverJob, data: { id } }]);
  const { received, url } = await listenSmtp();
  const jobs = mailJobs((await openTransport({ smtpUrl: url, mailFrom: 'Beffroi <beffroi@exemple.org>' }))!);
  await jobs[deliverJob]!(act(), { id });
  await jobs[deliverJob]!(act(), { id });
  expect(received).toHaveLength(1);
  const [read] = received as [Email];
  expect(read).toMatchObject({
    subject: mail.subject,
    from: { address: 'beffroi@exemple.org', name: 'Beffroi' },
    to: [{ address: 'awa@exemple.org' }],
  });
  expect(read.text?.trim()).toBe(mail.text.trim());
  expect(read.messageId).toMatch(/^<[0-9a-f]{32}@localhost>$/);
  expect(await getMail(act(), id)).toMatchObject({ state: 'sent', attempts: 1, messageId: read.messageId });
});

test('what is written in a subject or an address cannot add a header or a recipient', async ({ act, db }) => {
  await sendMail(act(), { ...mail, subject: 'Bonjour\r\nBcc: intrus@exemple.org\r\n\r\nfaux corps' });
  for (const to of [
    'a@exemple.org\r\nBcc: b@exemple.org',
    'a@exemple.org, b@exemple.org',
    '<a@exemple.org>',
    'a@exemple.org;b@exemple.org',
    'pas une adresse',
  ]) {
    await expect(sendMail(act(), { ...mail, key: to, to })).rejects.toThrow();
  }
  const { received, url } = await listenSmtp();
  const [row] = await db.select().from(mailOutbox);
  await mailJobs(await openTransport({ smtpUrl: url, mailFrom: 'beffroi@exemple.org' }))[deliverJob]!(act(), { id: row!.id });
  expect(received[0]!.headers.map((header) => header.key)).not.toContain('bcc');
  expect(received[0]!.subject).toBe('Bonjour Bcc: intrus@exemple.org faux corps');
});

test('a mail that the server cannot take now is tried again, one that it refuses is not', async ({ act, db }) => {
  await sendMail(act(), mail);
  const [row] = await db.select().from(mailOutbox);
  const later = await listenSmtp('451 4.3.0 plus tard');
  const trying = mailJobs(await openTransport({ smtpUrl: later.url, mailFrom: 'beffroi@exemple.org' }));
  await expect(trying[deliverJob]!(act(), { id: row!.id })).rejects.toThrow('451');
  expect(await getMail(act(), row!.id)).toMatchObject({ state: 'waiting', attempts: 1, lastError: expect.stringContaining('451') });
  server!.close();
  const never = await listenSmtp('550 5.1.1 inconnu');
  await mailJobs(await openTransport({ smtpUrl: never.url, mailFrom: 'beffroi@exemple.org' }))[deliverJob]!(act(), { id: row!.id });
  expect(await getMail(act(), row!.id)).toMatchObject({ state: 'refused', attempts: 2, lastError: expect.stringContaining('550') });
});

test('without a mail server a mail is kept, and read by staff', async ({ act, sentJobs }) => {
  await sendMail(act({ site: { url: 'http://localhost:3000', sendsMail: false } }), mail);
  expect(await sentJobs()).toEqual([]);
  const { mails, total } = await listMails(act(), undefined, { page: 1, size: 50 });
  expect([total, mails[0]]).toMatchObject([1, { state: 'kept', body: mail.text }]);
  for (const role of ['editor', 'reader'] as const)
    await expect(listMails(act({ role }), undefined, { page: 1, size: 50 })).rejects.toThrow();
});

test('a mail that signs in is read by nobody, and erased once it has left', async ({ act, db }) => {
  await sendMail(act(), { ...mail, secret: true, text: 'http://localhost:3000/connexion/lien/abc' });
  const [row] = await db.select().from(mailOutbox);
  expect((await getMail(act({ role: 'admin' }), row!.id)).body).toBe('');
  const { received, url } = await listenSmtp();
  await mailJobs(await openTransport({ smtpUrl: url, mailFrom: 'beffroi@exemple.org' }))[deliverJob]!(act(), { id: row!.id });
  expect(received[0]!.text).toContain('/connexion/lien/abc');
  expect((await db.select().from(mailOutbox))[0]!.body).toBe('');
});

test('without a mail server, what signs in is not kept at all', async ({ act, db }) => {
  await sendMail(act({ site: { url: 'http://localhost:3000', sendsMail: false } }), { ...mail, secret: true });
  expect(await db.select().from(mailOutbox)).toMatchObject([{ state: 'kept', body: '' }]);
});

test('a mail that signs in is erased too where no mail server is left to take it; what anyone may read stays', async ({ act, db }) => {
  await sendMail(act(), { ...mail, secret: true, text: 'http://localhost:3000/connexion/lien/abc' });
  await sendMail(act(), { ...mail, key: 'essai:2' });
  for (const { id } of await db.select().from(mailOutbox)) await mailJobs(null)[deliverJob]!(act(), { id });
  const kept = await db.select().from(mailOutbox).orderBy(mailOutbox.key);
  expect(kept.map(({ state, body }) => [state, body])).toEqual([
    ['kept', ''],
    ['kept', mail.text],
  ]);
});

test('the mail server that is set to nothing sends nothing', async () => {
  expect(await openTransport({ mailFrom: 'beffroi@exemple.org' })).toBeNull();
});

test.for([
  { subject: '' },
  { subject: 'a\nb' },
  { recipient: 'a@exemple.org\nb@exemple.org' },
  { key: '' },
  { state: 'sent' },
  { sentAt: Temporal.Instant.from('2026-11-23T09:00:00Z') },
] as const)('the database refuses a mail of which something is wrong: %j', async (wrong, { act, db }) => {
  await sendMail(act(), mail);
  await expect(db.transaction((tx) => tx.update(mailOutbox).set(wrong))).rejects.toThrow();
  expect(mailStates).toContain('sent');
});

/** A mail server that takes what it is given, or answers otherwise to who is written to. */
async function listenSmtp(toRecipient = '250 ok'): Promise<{ url: string; received: Email[] }> {
  const received: Email[] = [];
  const listening = createServer((socket) => {
    let data: string | null = null;
    let pending = '';
    const say = (line: string) => void socket.write(`${line}\r\n`);
    say('220 essai');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (pending + chunk).split('\r\n');
      pending = lines.pop()!;
      for (const line of lines) {
        if (data !== null && line !== '.') data += `${line.replace(/^\.\./, '.')}\r\n`;
        else if (data !== null) {
          const raw = data;
          data = null;
          void PostalMime.parse(raw).then((email) => {
            received.push(email);
            say('250 ok');
          });
        } else if (/^EHLO/i.test(line)) say('250 essai');
        else if (/^RCPT/i.test(line)) say(toRecipient);
        else if (/^DATA/i.test(line)) {
          data = '';
          say('354 go');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  server = listening;
  return { url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, received };
}
