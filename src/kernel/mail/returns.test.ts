import { expect } from 'vitest';
import type { Act } from '../act.ts';
import { databaseTest } from '../db/testing.ts';
import { Forbidden, Invalid, Missing } from '../errors.ts';
import { clearTrouble, findTroubles, listTroubles } from './addresses.ts';
import { returnCommand } from './command.ts';
import { getMail, sendMail } from './outbox.ts';
import { recordReturn } from './returns.ts';
import { returnKind } from './rules.ts';
import { addressTrouble, mailOutbox, mailReturn } from './schema.ts';

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
