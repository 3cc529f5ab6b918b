import { expect } from 'vitest';
import type { Act } from '../act.ts';
import { visitor } from '../actor.ts';
import { databaseTest } from '../db/testing.ts';
import { Refused } from '../errors.ts';
import { keepBytes } from '../files/index.ts';
import { writePaperPdf } from '../papers/index.ts';
import { findTroubles } from './addresses.ts';
import { claimMail } from './delivery.ts';
import { resendMail, vouchMail } from './doubts.ts';
import { deliverJob, departuresJob } from './job-names.ts';
import { mailing } from './jobs.ts';
import { getMail, listMails, listPartyMails, type Mail, sendMail } from './outbox.ts';
import { takeTurn } from './pace.ts';
import { mailAttachment, mailOutbox, mailPace, mailStates } from './schema.ts';
import { type Behaviour, listenSmtp, type SmtpServer } from './testing/smtp.ts';
import { openTransport, type Transport } from './transport.ts';

const test = databaseTest().extend<{ post: (behaviour?: Behaviour) => Promise<Post> }>({
  post: async ({}, use) => {
    const open: Post[] = [];
    await use(async (behaviour) => {
      const server = await listenSmtp(behaviour);
      const transport = (await openTransport({ smtpUrl: server.url, mailFrom: 'Beffroi <beffroi@exemple.org>' }))!;
      const post = { server, transport, ...mailing(transport, 60_000) };
      open.push(post);
      return post;
    });
    for (const { server, transport } of open) {
      transport.close();
      server.close();
    }
  },
});

type Post = ReturnType<typeof mailing> & { server: SmtpServer; transport: Transport };

const mail: Mail = {
  key: 'essai:1',
  to: 'awa@exemple.org',
  subject: 'Dérive : « 90 États »',
  text: 'Bonjour,\n\nUn chiffre a changé.\n',
  lang: 'fr',
};

test('a mail leaves once: its key is its identity, in the outbox as in its Message-ID; what the server said is kept', async ({
  act,
  db,
  post,
  sentJobs,
}) => {
  await sendMail(act(), mail);
  await sendMail(act(), { ...mail, text: 'autre' });
  const [{ id }] = (await db.select().from(mailOutbox)) as [typeof mailOutbox.$inferSelect];
  expect(await sentJobs()).toEqual([{ name: deliverJob, data: { id } }]);
  const { jobs, server } = await post();
  await jobs[deliverJob]!(act(), { id });
  await jobs[deliverJob]!(act(), { id });
  const [read, other] = await server.received();
  expect(other).toBeUndefined();
  expect(read).toMatchObject({
    subject: mail.subject,
    from: { address: 'beffroi@exemple.org', name: 'Beffroi' },
    to: [{ address: 'awa@exemple.org' }],
  });
  expect(read!.text?.trim()).toBe(mail.text.trim());
  expect(read!.messageId).toMatch(/^<[0-9a-f]{32}@localhost>$/);
  expect((await getMail(act(), id)).mail).toMatchObject({
    state: 'sent',
    attempts: 1,
    messageId: read!.messageId,
    answer: '250 2.0.0 pris sous le numéro 1',
    sentAt: act().now,
  });
});

test('what is written in a subject or an address cannot add a header or a recipient', async ({ act, post }) => {
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
  for (const unsubscribeUrl of ['http://localhost/\r\nBcc: b@exemple.org', 'javascript:alert()', 'http://localhost/> <http://b'])
    await expect(sendMail(act(), { ...mail, key: unsubscribeUrl, unsubscribeUrl })).rejects.toThrow();
  const { server } = await sendAll(act(), await post());
  const [read] = await server.received();
  expect(read!.headers.map((header) => header.key)).not.toContain('bcc');
  expect(read!.subject).toBe('Bonjour Bcc: intrus@exemple.org faux corps');
});

test('a mail that the server cannot take now waits longer and longer; one that it refuses is not tried again', async ({ act, post }) => {
  await sendMail(act(), mail);
  const id = await onlyId(act());
  await sendAll(act(), await post({ toRecipient: '451 4.3.0 plus tard' }));
  expect((await getMail(act(), id)).mail).toMatchObject({
    state: 'waiting',
    attempts: 1,
    answer: expect.stringContaining('451 4.3.0 plus tard'),
  });
  const refusing = await post({ toRecipient: '554 5.7.1 non' });
  await sendAll(act(), refusing);
  expect((await getMail(act(), id)).mail.attempts).toBe(1);
  await sendAll(later(act(), { seconds: 31 }), refusing);
  expect((await getMail(act(), id)).mail).toMatchObject({ state: 'refused', attempts: 2, lastError: expect.stringContaining('554') });
  await sendAll(later(act(), { hours: 48 }), await post());
  expect((await getMail(act(), id)).mail.state).toBe('refused');
});

test('what a job has no time for is another’s, when its turn comes', async ({ act, db, post, sentJobs }) => {
  for (const key of ['a', 'b', 'c']) await sendMail(act(), { ...mail, key, paced: true });
  const { server, transport } = await post();
  const slow = mailing(transport, 1);
  await slow.jobs[departuresJob]!(act(), {});
  expect(server.raw).toHaveLength(1);
  expect(await sentJobs()).toEqual([{ name: departuresJob, data: {} }]);
  await slow.jobs[departuresJob]!(later(act(), { seconds: 30 }), {});
  expect(server.raw, 'its turn has not come').toHaveLength(1);
  await slow.jobs[departuresJob]!(later(act(), { seconds: 60 }), {});
  expect(server.raw).toHaveLength(2);
  expect(await db.$count(mailOutbox)).toBe(3);
});

test('where no server answers, mails wait, and it is not asked again at once', async ({ act, post, sentJobs }) => {
  await sendMail(act(), mail);
  await sendMail(act(), { ...mail, key: 'essai:2', paced: true });
  for (let number = 0; number < 8; number += 1) await sendMail(act(), { ...mail, key: `essai:3:${number}`, paced: true });
  const { server, ...closed } = await post();
  server.close();
  await closed.jobs[departuresJob]!(act(), {});
  const rows = await act().db.select().from(mailOutbox);
  expect(rows.every(({ state, leavingAt }) => state === 'waiting' && leavingAt === null)).toBe(true);
  expect(rows.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(4);
  expect((await sentJobs()).map(({ name }) => name)).toEqual([deliverJob]);
});

test('an address that the server says does not exist is in trouble; one refused for another reason is not', async ({ act, post }) => {
  const answers = { 'a@exemple.org': '550 5.1.1 inconnu', 'b@exemple.org': '550 5.7.1 indésirable', 'c@exemple.org': '550 pas ici' };
  for (const [to, toRecipient] of Object.entries(answers)) {
    await sendMail(act(), { ...mail, key: to, to });
    await sendAll(act(), await post({ toRecipient }));
  }
  expect([...(await findTroubles(act(), ['A@exemple.org', 'b@exemple.org', 'c@exemple.org'])).keys()].toSorted()).toEqual([
    'a@exemple.org',
    'c@exemple.org',
  ]);
});

test('a mail given whole, whose answer is lost, is in doubt: it is never sent again by itself', async ({ act, post }) => {
  await sendMail(act(), mail);
  const cut = await sendAll(act(), await post({ toMail: null }));
  expect(cut.server.raw).toHaveLength(1);
  const id = await onlyId(act());
  const next = await post();
  await sendAll(later(act(), { hours: 1 }), next);
  expect(next.server.raw).toEqual([]);
  expect((await getMail(act(), id)).mail).toMatchObject({ state: 'uncertain', attempts: 1, leavingAt: act().now });
});

test('a mail of a process that died waits again where it had not been given whole, and is in doubt where it had', async ({
  act,
  db,
  post,
}) => {
  await sendMail(act(), mail);
  await sendMail(act(), { ...mail, key: 'essai:2' });
  await sendMail(act(), { ...mail, key: 'essai:3', secret: true });
  const leaseUntil = act().now.add({ seconds: 90 });
  await db.update(mailOutbox).set({ state: 'sending', attempts: 1, leaseUntil });
  await db.execute(`update mail_outbox set leaving_at = created_at where key <> 'essai:1'`);
  const { server, ...posting } = await post();
  await posting.jobs[departuresJob]!(later(act(), { seconds: 60 }), {});
  expect(server.raw, 'the other process may still be at it').toEqual([]);
  await posting.jobs[departuresJob]!(later(act(), { seconds: 120 }), {});
  expect(server.raw).toHaveLength(1);
  const rows = await db.select().from(mailOutbox).orderBy(mailOutbox.key);
  expect(rows.map(({ state, body }) => [state, body !== ''])).toEqual([
    ['sent', true],
    ['uncertain', true],
    ['uncertain', false],
  ]);
});

test('whoever held a mail too long, and lost it, does not end it', async ({ act, db, post }) => {
  await sendMail(act(), mail);
  const { server, transport } = await post();
  const [row] = await db.select().from(mailOutbox);
  await expect(transport.send(row!, [], () => Promise.reject(new Error('in other hands')))).rejects.toThrow('in other hands');
  expect(server.raw).toEqual([]);
});

test('a person decides on a mail in doubt: it is sent again under the same Message-ID, or taken as gone', async ({ act, db, post }) => {
  await sendMail(act(), { ...mail, text: 'http://localhost:3000/reponse/lien/abc' });
  await sendMail(act(), { ...mail, key: 'essai:2', text: 'http://localhost:3000/reponse/lien/def' });
  const cut = await post({ toMail: null });
  await sendAll(act(), cut);
  const [first, second] = await db.select().from(mailOutbox).orderBy(mailOutbox.key);
  await expect(resendMail(act({ role: 'finance' }), first!.id)).rejects.toThrow();
  await resendMail(act(), first!.id);
  await vouchMail(act(), second!.id);
  for (const id of [first!.id, second!.id]) await expect(vouchMail(act(), id)).rejects.toThrow(Refused);
  const { server } = await sendAll(act(), await post());
  expect(messageIds(server)).toEqual([first!.messageId]);
  expect(messageIds(cut.server)).toContain(first!.messageId);
  expect(server.raw[0]).toContain('/lien/abc');
  expect((await db.select().from(mailOutbox).orderBy(mailOutbox.key)).map(({ state, body }) => [state, body])).toEqual([
    ['sent', 'http://localhost:3000/reponse/lien/…'],
    ['sent', 'http://localhost:3000/reponse/lien/…'],
  ]);
});

test('mails of a mailing leave after those that someone waits for, and at their rate: the turns are one apart, whoever takes them', async ({
  act,
  db,
  post,
  sentJobs,
}) => {
  for (const key of ['a', 'b', 'c']) await sendMail(act(), { ...mail, key, paced: true });
  expect(await sentJobs(), 'what is paced is looked for each minute').toEqual([]);
  await sendMail(act(), { ...mail, key: 'z', subject: 'attendu' });
  expect((await claimMail(act(), 'paced'))?.subject).toBe('attendu');
  const { server } = await sendAll(act(), await post());
  expect(server.raw).toHaveLength(3);
  await db.delete(mailPace);
  const turns = [await takeTurn(act(), 60), await takeTurn(act(), 60), await takeTurn(later(act(), { milliseconds: 500 }), 60)];
  expect(turns.map((turn) => turn!.since(act().now).total('milliseconds'))).toEqual([0, 1000, 2000]);
  expect((await takeTurn(later(act(), { hours: 1 }), 60))!.since(act().now).total('hours')).toBe(1);
  expect(await takeTurn(act(), 60, act().now.add({ minutes: 1 })), 'its moment is an hour away').toBeNull();
});

test('what goes with a mail is a stored file under its name, or a calendar; what is too long is refused', async ({ act, db, post }) => {
  const paper = writePaperPdf({ lang: 'fr', title: 'Appel', author: 'x', date: Temporal.PlainDate.from('2026-11-27'), blocks: [] });
  const fileId = await keepBytes(act(), { name: 'appel.pdf', bytes: paper });
  await sendMail(act(), {
    ...mail,
    attachments: [
      { name: 'Appel « 2026 »\r\nX-Intrus: oui.pdf', fileId },
      { name: 'rencontre.ics', mediaType: 'text/calendar', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
    ],
  });
  const { server } = await sendAll(act(), await post());
  const [read] = await server.received();
  expect(read!.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    ['Appel « 2026 » X-Intrus: oui.pdf', 'application/pdf'],
    ['rencontre.ics', 'text/calendar'],
  ]);
  expect(Buffer.from(read!.attachments[0]!.content as ArrayBuffer)).toEqual(Buffer.from(paper));
  expect(read!.headers.map((one) => one.key)).not.toContain('x-intrus');
  const content = 'x'.repeat(10_000_001);
  await expect(sendMail(act(), { ...mail, key: 'b', attachments: [{ name: 'a', content, mediaType: 'text/plain' }] })).rejects.toThrow(
    '10\u00a0Mo',
  );
  await expect(keepBytes(act(), { name: 'page.pdf', bytes: Buffer.from('<script>') })).rejects.toThrow();
  expect(await db.select().from(mailAttachment)).toHaveLength(2);
});

test('a mail that may be refused once and for all says so as RFC 8058 asks', async ({ act, db, post }) => {
  const unsubscribeUrl = `http://localhost:3000/desinscription/lien/${'a'.repeat(43)}`;
  await sendMail(act(), { ...mail, unsubscribeUrl });
  const { server } = await sendAll(act(), await post());
  const headers = new Map((await server.received())[0]!.headers.map(({ key, value }) => [key, value]));
  expect(headers.get('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`);
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect((await db.select().from(mailOutbox))[0]!.unsubscribeUrl).toBeNull();
});

test('without a mail server a mail is kept, and read by staff', async ({ act, sentJobs }) => {
  await sendMail(act({ site: { url: 'http://localhost:3000', sendsMail: false } }), mail);
  expect(await sentJobs()).toEqual([]);
  const { mails, total } = await listMails(act(), undefined, { page: 1, size: 50 });
  expect([total, mails[0]]).toMatchObject([1, { state: 'kept', body: mail.text }]);
  for (const role of ['editor', 'reader', 'finance', 'city'] as const)
    await expect(listMails(act({ role }), undefined, { page: 1, size: 50 })).rejects.toThrow();
  await expect(listMails(act({ actor: visitor }), undefined, { page: 1, size: 50 })).rejects.toThrow();
});

test('a mail that signs in is read by nobody, and erased once it has left', async ({ act, db, post }) => {
  await sendMail(act(), { ...mail, secret: true, text: 'http://localhost:3000/connexion/lien/abc' });
  const id = await onlyId(act());
  expect((await getMail(act({ role: 'admin' }), id)).mail.body).toBe('');
  const { server } = await sendAll(act(), await post());
  expect(server.raw[0]).toContain('/connexion/lien/abc');
  expect((await db.select().from(mailOutbox))[0]!.body).toBe('');
});

test('what a link of a mail opens is read by nobody here, before it leaves and after', async ({ act, db, post }) => {
  await sendMail(act(), { ...mail, text: 'Répondez : http://localhost:3000/reponse/lien/Ab_c-9.\nMerci.' });
  const id = await onlyId(act());
  const body = 'Répondez : http://localhost:3000/reponse/lien/…\nMerci.';
  expect((await getMail(act({ role: 'admin' }), id)).mail.body).toBe(body);
  const { server } = await sendAll(act(), await post());
  expect(server.raw[0]).toContain('/lien/Ab_c-9');
  expect((await db.select().from(mailOutbox))[0]!.body).toBe(body);
});

test('without a mail server, what signs in is not kept at all', async ({ act, db }) => {
  await sendMail(act({ site: { url: 'http://localhost:3000', sendsMail: false } }), { ...mail, secret: true });
  expect(await db.select().from(mailOutbox)).toMatchObject([{ state: 'kept', body: '' }]);
});

test('a mail that signs in is erased too where no mail server is left to take it; what anyone may read stays', async ({ act, db }) => {
  await sendMail(act(), { ...mail, secret: true, text: 'http://localhost:3000/connexion/lien/abc' });
  await sendMail(act(), { ...mail, key: 'essai:2' });
  await mailing(null, 60).jobs[departuresJob]!(act(), {});
  const kept = await db.select().from(mailOutbox).orderBy(mailOutbox.key);
  expect(kept.map(({ state, body }) => [state, body])).toEqual([
    ['kept', ''],
    ['kept', mail.text],
  ]);
});

test('mails of a party are hers alone, without those that sign in', async ({ act, db }) => {
  const [cotonou, lome] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
  await db.execute(`insert into revision (number, at, actor, command, reason) values (1, now(), 'x', 'x', 'x')`);
  for (const id of [cotonou, lome])
    await db.execute(`insert into party (id, kind, slug, revision) values ('${id}', 'local_authority', 'v-${id.at(-1)}', 1)`);
  await sendMail(act(), { ...mail, partyId: cotonou! });
  await sendMail(act(), { ...mail, key: 'b', partyId: lome! });
  await sendMail(act(), { ...mail, key: 'c', partyId: cotonou!, secret: true });
  expect((await listPartyMails(act(), cotonou!)).map((one) => one.key)).toEqual([mail.key]);
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
  { state: 'sending' },
  { state: 'uncertain' },
  { sentAt: Temporal.Instant.from('2026-11-23T09:00:00Z') },
  { leaseUntil: Temporal.Instant.from('2026-11-23T09:00:00Z') },
  { unsubscribeUrl: 'ici' },
  { partyId: '00000000-0000-4000-8000-00000000000a' },
] as const)('the database refuses a mail of which something is wrong: %j', async (wrong, { act, db }) => {
  await sendMail(act(), mail);
  await expect(db.transaction((tx) => tx.update(mailOutbox).set(wrong))).rejects.toThrow();
  expect(mailStates).toContain('sent');
});

test.for([
  { name: 'a/b' },
  { name: '' },
  { mediaType: 'text/calendar\r\nBcc: x' },
  { content: null },
  { fileId: '00000000-0000-4000-8000-00000000000a' },
  { position: 0 },
] as const)('the database refuses an attachment of which something is wrong: %j', async (wrong, { act, db }) => {
  await sendMail(act(), { ...mail, attachments: [{ name: 'a.ics', mediaType: 'text/calendar', content: 'x' }] });
  await expect(db.transaction((tx) => tx.update(mailAttachment).set(wrong))).rejects.toThrow();
});

test('the database keeps one pace', async ({ act, db }) => {
  await takeTurn(act(), 60);
  await expect(db.transaction((tx) => tx.insert(mailPace).values({ nextAt: act().now }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.insert(mailPace).values({ id: false, nextAt: act().now }))).rejects.toThrow();
});

async function sendAll(act: Act, post: Post): Promise<Post> {
  await post.jobs[departuresJob]!(act, {});
  return post;
}

async function onlyId(act: Act): Promise<string> {
  const [row] = await act.db.select({ id: mailOutbox.id }).from(mailOutbox);
  return row!.id;
}

function later(act: Act, duration: Temporal.DurationLike): Act {
  return { ...act, now: act.now.add(duration) };
}

function messageIds({ raw }: SmtpServer): string[] {
  return raw.map((mail) => /^Message-ID: (\S+)/im.exec(mail)![1]!);
}
