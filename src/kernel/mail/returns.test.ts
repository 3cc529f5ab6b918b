import { expect } from 'vitest';
import type { Act } from '../act.ts';
import { databaseTest } from '../db/testing.ts';
import { Forbidden, Invalid, Missing } from '../errors.ts';
import { clearTrouble, findTroubles, listTroubles } from './addresses.ts';
import { returnCommand } from './command.ts';
import { patternOf } from '../db/erase.ts';
import { storedFile } from '../files/index.ts';
import { eraseFromMails } from './erase.ts';
import { findReturnedFile, getMail, sendMail } from './outbox.ts';
import { recordReturn } from './returns.ts';
import { returnKind } from './rules.ts';
import { addressTrouble, mailOutbox, mailReturn, mailReturnFile } from './schema.ts';

const test = databaseTest(async (act) => {
  await sendMail(act, { key: 'a', to: 'maire@ville.example', subject: 'Rappel', text: 'Bonjour', lang: 'fr' });
});

test.for([
  ['failed', '5.1.1', 'undeliverable'],
  ['failed', '5.1.10', 'undeliverable'],
  ['failed', '5.2.1', 'undeliverable'],
  ['failed', '5.0.0', 'undeliverable'],
  ['failed', '5.4.4', 'undeliverable'],
  ['failed', '5.4.7', 'undelivered'],
  ['failed', '5.2.2', 'undelivered'],
  ['failed', '5.2.3', 'undelivered'],
  ['failed', '5.3.4', 'undelivered'],
  ['failed', '5.7.1', 'undelivered'],
  ['failed', '4.4.7', 'undelivered'],
  ['failed', null, 'undelivered'],
  ['delayed', '4.2.2', 'delayed'],
  ['delivered', '2.0.0', null],
  ['relayed', '2.0.0', null],
  ['expanded', '2.0.0', null],
] as const)('a notification that says %s, %s, is of an address or of a mail: %s', ([action, status, kind]) => {
  expect(returnKind({ action, status })).toBe(kind);
});

test('a notification of non-delivery is recorded on its mail, and its address is to be looked at again until someone says otherwise', async ({
  act,
  db,
}) => {
  const mail = await onlyMail(act());
  const { mailId, kind } = await recordReturn(act(), bounce({ messageId: mail.messageId, recipient: 'alias@ailleurs.example' }));
  expect([mailId, kind]).toEqual([mail.id, 'undeliverable']);
  expect((await getMail(act(), mail.id)).returns).toMatchObject([
    {
      matchedBy: 'message_id',
      status: '5.1.1',
      diagnostic: expect.stringContaining('550 5.1.1 inconnu au bataillon'),
      sender: 'mailer-daemon@relais.example',
      writtenAt: Temporal.Instant.from('2026-11-23T08:30:00Z'),
    },
  ]);
  const [trouble] = await listTroubles(act());
  expect(trouble).toMatchObject({ address: 'maire@ville.example', reason: expect.stringContaining('5.1.1') });
  await expect(clearTrouble(act({ role: 'reader' }), trouble!.id, { reason: 'x' })).rejects.toThrow(Forbidden);
  await clearTrouble(act(), trouble!.id, { reason: 'Boîte rouverte.' });
  await expect(clearTrouble(act(), trouble!.id, { reason: 'x' })).rejects.toThrow(Missing);
  expect((await findTroubles(act(), ['maire@ville.example'])).size).toBe(0);
  expect(await db.select().from(addressTrouble)).toMatchObject([{ clearedReason: 'Boîte rouverte.', clearedBy: 'Awa Diop' }]);
});

test('a notification without the identifier is known by its recipient, for sixty days', async ({ act }) => {
  const sent = await onlyMail(act());
  expect(await recordReturn(act(), bounce({ messageId: null, recipient: 'Maire@Ville.example' }))).toMatchObject({ mailId: sent.id });
  const late = { ...act(), now: act().now.add({ hours: 24 * 61 }) };
  await expect(recordReturn(late, bounce({ messageId: null, recipient: 'maire@ville.example', subject: 'autre' }))).rejects.toThrow(
    'Aucun courriel',
  );
});

test('a full box and a delay are recorded, and say nothing of the address', async ({ act }) => {
  const { messageId } = await onlyMail(act());
  await recordReturn(act(), bounce({ messageId, status: '5.2.2' }));
  await recordReturn(act(), bounce({ messageId, action: 'delayed', status: '4.4.1' }));
  expect(await listTroubles(act())).toEqual([]);
  const { returns } = await getMail(act(), (await onlyMail(act())).id);
  expect(returns.map(({ kind }) => kind).toSorted()).toEqual(['delayed', 'undelivered']);
});

test('an answer is recorded with its words, without what the links of the mail open', async ({ act, db }) => {
  const { messageId } = await onlyMail(act());
  const answer = eml(
    {
      From: 'Secrétariat du maire <cabinet@ville.example>',
      Subject: '=?utf-8?Q?Re=3A_Rappel?=',
      'In-Reply-To': messageId,
      'Content-Type': 'text/plain; charset=utf-8',
    },
    'Nous payons demain.\r\n> http://localhost:3000/reponse/lien/abcdef',
  );
  expect(await recordReturn(act(), answer)).toMatchObject({ kind: 'answer' });
  expect(await db.select().from(mailReturn)).toMatchObject([
    {
      kind: 'answer',
      sender: 'cabinet@ville.example',
      subject: 'Re: Rappel',
      body: 'Nous payons demain.\n> http://localhost:3000/reponse/lien/…',
    },
  ]);
});

test('what comes with an answer is kept where its content is of a kind that offices send, named where it is not; a signature’s image is neither', async ({
  act,
  db,
}) => {
  const { id, messageId } = await onlyMail(act());
  const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
  const part = (type: string, disposition: string, content: string) =>
    `--limite\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}\r\n`;
  const answer = eml(
    {
      From: 'cabinet@ville.example',
      Subject: 'Re: Rappel',
      'In-Reply-To': messageId,
      'Content-Type': 'multipart/mixed; boundary="limite"',
    },
    [
      '--limite\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici la délibération.\r\n',
      part('application/pdf; name="delib.pdf"', 'attachment; filename="delib.pdf"', pdf),
      // Its name and its type say a PDF; its content does not.
      part('application/pdf; name="faux.pdf"', 'attachment; filename="faux.pdf"', '<script>alert(1)</script>'),
      part('image/png; name="logo.png"', 'inline; filename="logo.png"', 'logo'),
      '--limite--',
    ].join(''),
  );
  await recordReturn(act(), answer);
  const { returns } = await getMail(act(), id);
  expect(returns[0]!.files).toEqual([
    { position: 1, name: 'delib.pdf', isKept: true },
    { position: 2, name: 'faux.pdf', isKept: false },
  ]);
  const kept = await findReturnedFile(act(), id, returns[0]!.id, 1);
  expect(await db.select().from(storedFile)).toMatchObject([{ id: kept, mediaType: 'application/pdf', size: pdf.length }]);
  for (const [mail, returned, position] of [
    [id, returns[0]!.id, 2],
    [id, returns[0]!.id, 3],
    [crypto.randomUUID(), returns[0]!.id, 1],
    [id, crypto.randomUUID(), 1],
  ] as const)
    await expect(findReturnedFile(act(), mail, returned, position)).rejects.toThrow(Missing);
  await expect(findReturnedFile(act({ role: 'reader' }), id, returns[0]!.id, 1)).rejects.toThrow(Forbidden);
});

test('an erasure reaches what came back', async ({ act, db }) => {
  const { messageId } = await onlyMail(act());
  await recordReturn(act(), eml({ From: 'afi@ville.example', Subject: 'Re: Afi Mawuko', 'In-Reply-To': messageId }, 'Afi Mawuko'));
  await recordReturn(act(), bounce({ messageId }));
  await eraseFromMails(act(), patternOf(['Afi Mawuko', 'afi@ville.example', 'maire@ville.example']));
  const left = JSON.stringify([await db.select().from(mailReturn), await db.select().from(addressTrouble)]);
  for (const word of ['Mawuko', 'afi@ville.example', 'maire@ville.example']) expect(left).not.toContain(word);
});

test.for([{ position: 0 }, { name: '' }, { name: 'a/b' }, { returnId: crypto.randomUUID() }, { fileId: crypto.randomUUID() }])(
  'the database refuses a piece of an answer of which something is wrong: %j',
  async (wrong, { act, db }) => {
    await recordReturn(act(), bounce({ messageId: (await onlyMail(act())).messageId }));
    const [{ id: returnId }] = (await db.select({ id: mailReturn.id }).from(mailReturn)) as [{ id: string }];
    const row = { returnId, position: 1, name: 'delib.pdf' };
    await db.insert(mailReturnFile).values(row);
    await expect(db.transaction((tx) => tx.insert(mailReturnFile).values({ ...row, position: 2, ...wrong }))).rejects.toThrow();
    await expect(db.transaction((tx) => tx.insert(mailReturnFile).values(row))).rejects.toThrow();
  },
);

test.for<[string, Uint8Array | ((messageId: string) => Uint8Array), string]>([
  ['an empty file', Buffer.alloc(0), 'vide'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'n’est pas un courriel'],
  [
    'someone’s absence',
    (id) => eml({ From: 'a@b.example', Subject: 'Absente', 'In-Reply-To': id, 'Auto-Submitted': 'auto-replied' }, 'x'),
    'absence',
  ],
  ['a notification that all went well', (messageId) => bounce({ messageId, action: 'delivered', status: '2.0.0' }), 'remis'],
  [
    'the answer to a mail of someone else',
    eml({ From: 'a@b.example', Subject: 'x', 'In-Reply-To': '<autre@ailleurs>' }, 'x'),
    'Aucun courriel',
  ],
])('%s is refused with a sentence, and nothing is recorded', async ([, given, sentence], { act, db }) => {
  const bytes = typeof given === 'function' ? given((await onlyMail(act())).messageId) : given;
  await expect(recordReturn(act(), bytes)).rejects.toSatisfy(
    (error) => error instanceof Invalid && error.fields['file']!('fr').includes(sentence),
  );
  expect(await db.$count(mailReturn)).toBe(0);
});

test('the same file is recorded once, and only by those who read mails', async ({ act }) => {
  const file = bounce({ messageId: (await onlyMail(act())).messageId });
  for (const role of ['reader', 'editor', 'finance', 'city'] as const)
    await expect(recordReturn(act({ role }), file)).rejects.toThrow(Forbidden);
  await recordReturn(act(), file);
  await expect(recordReturn(act(), file)).rejects.toThrow('déjà');
});

test('« beffroi mail bounce » records a file, and says what is wrong with another', async ({ act }) => {
  const { messageId } = await onlyMail(act());
  const lines: string[] = [];
  const run = (bytes: Uint8Array) =>
    returnCommand.run({
      act: act({ actor: { kind: 'system', name: 'cli' } }),
      lang: 'fr',
      arguments: ['x.eml'],
      options: {},
      print: (line: string) => lines.push(line),
      complain: (line: string) => lines.push(line),
      readFile: async () => bytes,
    } as never);
  expect([await run(bounce({ messageId })), await run(Buffer.alloc(0))]).toEqual([0, 1]);
  expect(lines).toEqual(['Enregistré\u00a0: adresse qui ne reçoit plus – maire@ville.example – Rappel', 'Ce fichier est vide.']);
});

test.for([{ kind: 'humeur' as never }, { digest: 'x' }, { status: '9.1.1' }, { matchedBy: 'chance' as never }])(
  'the database refuses a return of which something is wrong: %j',
  async (wrong, { act, db }) => {
    await recordReturn(act(), bounce({ messageId: (await onlyMail(act())).messageId }));
    await expect(db.transaction((tx) => tx.update(mailReturn).set(wrong))).rejects.toThrow();
  },
);

test.for([
  { address: 'Maire@ville.example' },
  { reason: '' },
  { clearedBy: 'x' },
  { clearedAt: Temporal.Instant.from('2026-11-27T00:00:00Z') },
])('the database refuses a trouble of which something is wrong: %j', async (wrong, { act, db }) => {
  await recordReturn(act(), bounce({ messageId: (await onlyMail(act())).messageId }));
  await expect(db.transaction((tx) => tx.update(addressTrouble).set(wrong))).rejects.toThrow();
  const [row] = await db.select().from(addressTrouble);
  await expect(db.transaction((tx) => tx.insert(addressTrouble).values({ ...row!, id: crypto.randomUUID() }))).rejects.toThrow();
});

async function onlyMail(act: Act): Promise<typeof mailOutbox.$inferSelect> {
  return (await act.db.select().from(mailOutbox))[0]!;
}

function eml(headers: Record<string, string>, body: string): Uint8Array {
  const head = Object.entries({ Date: 'Mon, 23 Nov 2026 09:30:00 +0100', 'MIME-Version': '1.0', ...headers });
  return Buffer.from(`${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}\r\n`);
}

/** A notification as mail servers write it (RFC 3464). */
function bounce({
  messageId,
  recipient = 'maire@ville.example',
  action = 'failed',
  status = '5.1.1',
  subject = 'Undelivered Mail Returned to Sender',
}: {
  messageId: string | null;
  recipient?: string;
  action?: string;
  status?: string;
  subject?: string;
}): Uint8Array {
  const parts = [
    'Content-Type: text/plain; charset=us-ascii\r\n\r\nThis is the mail system at host relais.example.',
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relais.example\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status}\r\n inconnu au bataillon`,
    ...(messageId
      ? [`Content-Type: message/rfc822\r\n\r\nFrom: reseau@exemple.org\r\nMessage-ID: ${messageId}\r\nSubject: Rappel\r\n\r\nBonjour`]
      : []),
  ];
  return eml(
    {
      From: 'MAILER-DAEMON@relais.example (Mail Delivery System)',
      Subject: subject,
      'Auto-Submitted': 'auto-replied',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="limite"',
    },
    `${parts.map((part) => `--limite\r\n${part}\r\n`).join('')}--limite--`,
  );
}
