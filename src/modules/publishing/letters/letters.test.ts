import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { markTrouble } from '../../../kernel/mail/addresses.ts';
import { keepBytes } from '../../../kernel/files/index.ts';
import { mailAttachment, mailOutbox } from '../../../kernel/mail/schema.ts';
import { writePaperPdf } from '../../../kernel/papers/index.ts';
import { createCorrespondents, type Correspondents } from './factories.ts';
import { findRecipients } from './recipients.ts';
import { channelFor } from './rules.ts';
import { letter, letterAttachment, letterLanguage, unsubscription } from './schema.ts';
import { type NewLetter, sendLetter } from './send.ts';

let some: Correspondents;
const test = databaseTest(async (act) => {
  some = await createCorrespondents(act);
});

const written: Omit<NewLetter, 'partyId'> = {
  purpose: 'dues',
  key: 'cotisation:2026:1',
  subject: 'Votre cotisation',
  text: 'Bonjour.\n\nVoici.',
};

test.for([
  ['dues', { address: 'a@b', isTroubled: false, isUnsubscribed: false }, 'mail', null],
  ['dues', { address: 'a@b', isTroubled: false, isUnsubscribed: true }, 'mail', null],
  ['convening', { address: 'a@b', isTroubled: true, isUnsubscribed: false }, 'paper', 'bad_address'],
  ['notice', { address: null, isTroubled: false, isUnsubscribed: false }, 'paper', 'no_address'],
  ['news', { address: 'a@b', isTroubled: false, isUnsubscribed: true }, 'none', 'unsubscribed'],
  ['invitation', { address: 'a@b', isTroubled: true, isUnsubscribed: true }, 'none', 'unsubscribed'],
  ['invitation', { address: null, isTroubled: false, isUnsubscribed: false }, 'paper', 'no_address'],
] as const)('a letter for %s to %j goes by %s', ([purpose, reach, channel, reason]) => {
  expect(channelFor(purpose, reach)).toEqual({ channel, reason });
});

test('a party is written to through its head, in its language, at the address of its head, else of its accounts', async ({ act, db }) => {
  await createUser(act({ role: 'admin' }), {
    role: 'city',
    partyId: some.lome,
    email: 'bureau@lome.example',
    password: 'trois mots et un autre',
  });
  const recipients = await findRecipients(act(), [some.cotonou, some.lome, some.nyon]);
  expect(recipients.get(some.cotonou)).toMatchObject({
    lang: 'fr',
    email: 'maire@cotonou.example',
    lines: ['Ada Exemple', 'Maire', 'Cotonou', '1 place de l’Exemple', 'BP 12'],
  });
  expect(recipients.get(some.lome)).toMatchObject({ email: 'bureau@lome.example', lines: ['Monsieur le Maire', 'Koffi Modèle', 'Lomé'] });
  expect(recipients.get(some.nyon)).toMatchObject({ email: null, head: null, lines: ['Nyon'] });
  await db.insert(letterLanguage).values({ partyId: some.cotonou, lang: 'en', setAt: act().now, setBy: 'Awa' });
  expect((await findRecipients(act(), [some.cotonou])).get(some.cotonou)).toMatchObject({
    lang: 'en',
    lines: expect.arrayContaining(['Mayor']),
  });
});

test('a letter goes by mail, once for its key, with what goes with it; it is of its party', async ({ act, db }) => {
  const bytes = writePaperPdf({ lang: 'fr', title: 'Appel', author: 'x', date: Temporal.PlainDate.from('2026-11-27'), blocks: [] });
  const fileId = await keepBytes(act(), { name: 'appel.pdf', bytes });
  const attachments = [{ name: 'appel.pdf', fileId }];
  const first = await sendLetter(act(), { ...written, partyId: some.cotonou, attachments });
  expect(first).toMatchObject({ channel: 'mail', reason: null });
  expect(await sendLetter(act(), { ...written, partyId: some.cotonou, subject: 'autre' })).toMatchObject({ id: first.id });
  expect(await db.select().from(mailOutbox)).toMatchObject([
    {
      key: 'letter:cotisation:2026:1',
      recipient: 'maire@cotonou.example',
      partyId: some.cotonou,
      paced: true,
      unsubscribeUrl: null,
      body: written.text,
    },
  ]);
  expect(await db.$count(mailAttachment)).toBe(1);
  expect(await db.select().from(letterAttachment)).toMatchObject([{ letterId: first.id, fileId }]);
});

test('a letter that no mail can bring waits on paper, and says why', async ({ act, db }) => {
  expect(await sendLetter(act(), { ...written, partyId: some.nyon })).toMatchObject({ channel: 'paper', reason: 'no_address' });
  const mail = await sendLetter(act(), { ...written, key: 'b', partyId: some.cotonou });
  expect(mail.channel).toBe('mail');
  const mailId = (await db.select().from(mailOutbox))[0]!.id;
  await markTrouble(act(), { address: 'Maire@Cotonou.example', mailId, since: act().now, reason: '550 5.1.1' });
  expect(await sendLetter(act(), { ...written, key: 'c', partyId: some.cotonou })).toMatchObject({
    channel: 'paper',
    reason: 'bad_address',
  });
  expect(await db.$count(mailOutbox)).toBe(1);
});

test('news says how to have no more of it, and what a party must have does not', async ({ act, db }) => {
  await sendLetter(act(), { ...written, purpose: 'news', partyId: some.cotonou });
  const [mail] = await db.select().from(mailOutbox);
  expect(mail!.unsubscribeUrl).toMatch(/^http:\/\/localhost:3000\/desinscription\/lien\/[\w-]{30,}$/);
  expect(mail!.body).toContain(`Ne plus recevoir de nouvelles à cette adresse\u00a0: ${mail!.unsubscribeUrl}`);
  expect(mail!.body.startsWith(written.text)).toBe(true);
});

test('what the links of a letter open is kept with the mail until it leaves, and nowhere else; on paper it is printed', async ({
  act,
  db,
}) => {
  const text = 'Répondez : http://localhost:3000/reponse/lien/abc';
  await sendLetter(act(), { ...written, text, partyId: some.cotonou });
  await sendLetter(act(), { ...written, key: 'b', text, partyId: some.nyon });
  expect((await db.select().from(letter).orderBy(letter.key)).map(({ channel, body }) => [channel, body])).toEqual([
    ['paper', text],
    ['mail', 'Répondez : http://localhost:3000/reponse/lien/…'],
  ]);
  expect((await db.select().from(mailOutbox))[0]!.body).toBe(text);
});

test('the command that sends a letter and fails sends none', async ({ act, db }) => {
  const failing = (act: Act) =>
    act.db.transaction(async (tx) => {
      await sendLetter({ ...act, db: tx }, { ...written, partyId: some.cotonou });
      throw new Error('non');
    });
  await expect(failing(act())).rejects.toThrow('non');
  expect([await db.$count(letter), await db.$count(mailOutbox)]).toEqual([0, 0]);
  await expect(sendLetter(act(), { ...written, partyId: '00000000-0000-4000-8000-0000000000ff' })).rejects.toThrow();
});

test.for([
  { key: '' },
  { channel: 'mail' as const },
  { channel: 'none' as const, postedAt: Temporal.Instant.from('2026-11-27T00:00:00Z'), postedBy: 'x' },
  { reason: null },
  { reason: 'humeur' as never },
  { purpose: 'spam' as never },
  { subject: 'a\nb' },
  { body: '' },
  { lines: '' },
  { address: 'a@b, c@d' },
  { postedBy: 'x' },
])('the database refuses a letter of which something is wrong: %j', async (wrong, { act, db }) => {
  await sendLetter(act(), { ...written, partyId: some.nyon });
  await expect(db.transaction((tx) => tx.update(letter).set(wrong))).rejects.toThrow();
});

test('the database holds one refusal of a kind for an address of a party', async ({ act, db }) => {
  const { id } = await sendLetter(act(), { ...written, purpose: 'news', partyId: some.cotonou });
  const refusal = { partyId: some.cotonou, address: 'maire@cotonou.example', purpose: 'news', letterId: id, at: act().now } as const;
  await db.insert(unsubscription).values({ id: crypto.randomUUID(), ...refusal });
  const add = (change: object) =>
    db.transaction((tx) => tx.insert(unsubscription).values({ id: crypto.randomUUID(), ...refusal, ...change }));
  await expect(add({})).rejects.toThrow();
  await expect(add({ address: 'MAIRE@cotonou.example' })).rejects.toThrow();
  await expect(add({ purpose: 'dues' })).rejects.toThrow();
  await expect(add({ undoneAt: act().now.subtract({ hours: 1 }) })).rejects.toThrow();
  expect(await sendLetter(act(), { ...written, key: 'b', purpose: 'news', partyId: some.cotonou })).toMatchObject({
    channel: 'none',
    reason: 'unsubscribed',
  });
  expect(await sendLetter(act(), { ...written, key: 'c', partyId: some.cotonou })).toMatchObject({ channel: 'mail' });
});
