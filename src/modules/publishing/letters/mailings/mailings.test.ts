import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { markTrouble } from '../../../../kernel/mail/addresses.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { mailOutbox } from '../../../../kernel/mail/schema.ts';
import { recordReturn } from '../../../../kernel/mail/returns.ts';
import { createStatus, createTestParty, revise } from '../../../register/factories.ts';
import { listOwnLetters, listPaper, listSent, findLetter, markPosted } from '../correspondence.ts';
import { createCorrespondents, type Correspondents } from '../factories.ts';
import { writeLettersPdf } from '../paper.ts';
import { letter, letterLanguage, letterTemplateVersion, mailing, mailingRecipient, unsubscription } from '../schema.ts';
import { sendLetter } from '../send.ts';
import { createTemplate, type NewTemplate, saveTemplate } from '../templates/commands.ts';
import { findTemplate, listTemplates, listTemplateVersions } from '../templates/queries.ts';
import { findRefusable, resubscribe, unsubscribe } from '../unsubscribing/commands.ts';
import { abandonMailing, chooseRecipient, confirmMailing, createMailing, refreshMailing, writeLettersJob } from './commands.ts';
import { mailingJobs } from './jobs.ts';
import { countWays, findMailing, findOutcomes, listMailings, listRecipients } from './queries.ts';

let some: Correspondents;
const test = databaseTest(async (act) => {
  some = await createCorrespondents(act);
  await revise(act, async (rev) => {
    const { id } = await createTestParty(rev, { name: 'Réseau d’exemple', kind: 'network', acronym: 'RDX' });
    for (const partyId of [some.cotonou, some.lome, some.nyon]) await createStatus(rev, { partyId, institutionId: id, from: '2020' });
  });
});

const words: NewTemplate = {
  name: 'Nouvelles du réseau',
  purpose: 'news',
  frSubject: 'Des nouvelles pour {{collectivite}}',
  frBody: '{{appel}},\n\nVoici les nouvelles du {{date}}.',
  enSubject: 'News for {{collectivite}}',
  enBody: '{{appel}},\n\nHere is the news of {{date}}.',
};
const members = { selection: 'members', institution: 'rdx', statuses: ['member'], state: null, body: null, parties: null } as const;

test('a template names every thing that is no field, in each place at once', async ({ act }) => {
  const wrong = { ...words, frSubject: '{{maire}}', frBody: 'un {{ ouvert et {{ville}}', enSubject: 'x', enBody: null };
  const refused = await createTemplate(act(), wrong).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  const { fields } = refused as Invalid;
  expect(Object.keys(fields).toSorted()).toEqual(['enBody', 'frBody', 'frSubject']);
  expect(fields['frSubject']!('fr')).toContain('{{maire}} n’est pas un champ');
  await expect(createTemplate(act({ role: 'reader' }), words)).rejects.toThrow(Forbidden);
  expect(await listTemplates(act())).toEqual([]);
});

test('each save of a template is a version, and a save over someone’s newer one is refused', async ({ act, db }) => {
  const slug = await createTemplate(act(), words);
  const { name: _, purpose: __, ...same } = words;
  await saveTemplate(act(), slug, { base: 1, ...same });
  await saveTemplate(act(), slug, { base: 1, ...same, frSubject: 'Autre' });
  await expect(saveTemplate(act(), slug, { base: 1, ...same, frSubject: 'Encore' })).rejects.toThrow(Refused);
  const template = await findTemplate(act(), slug);
  expect([template.version.number, template.version.frSubject]).toEqual([2, 'Autre']);
  expect(await listTemplateVersions(act(), template.id)).toHaveLength(2);
  await expect(db.transaction((tx) => tx.update(letterTemplateVersion).set({ frBody: 'x' }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.delete(letterTemplateVersion))).rejects.toThrow();
  expect(await createTemplate(act(), { ...words, name: 'Nouveau' })).toBe('nouveau-2');
});

test('a mailing shows everyone that its list names, in or out, each with the reason, before it leaves', async ({ act, db }) => {
  await refuseNews(act());
  const id = await prepare(act());
  expect(await findMailing(act(), id)).toMatchObject({ selection: 'Membres\u00a0: RDX', purpose: 'news', confirmedAt: null });
  expect((await listRecipients(act(), id)).map(({ party, channel, reason }) => [party.name.fr, channel, reason])).toEqual([
    ['Cotonou', 'none', 'unsubscribed'],
    ['Lomé', 'paper', 'no_address'],
    ['Nyon', 'paper', 'no_address'],
  ]);
  expect(await db.$count(letter)).toBe(1);
});

test('a list that cannot be drawn says why, everything at once', async ({ act }) => {
  await createTemplate(act(), words);
  const template = 'nouvelles-du-reseau';
  const fields = async (change: object) =>
    (await createMailing(act(), { ...members, template, ...change } as never).catch((error: unknown) => error as Invalid)) as Invalid;
  expect(Object.keys((await fields({ institution: 'rien', state: 'nulle part', statuses: [] })).fields).toSorted()).toEqual([
    'institution',
    'state',
    'statuses',
  ]);
  const named = await fields({ selection: 'parties', parties: 'Cotonou\nAtlantide\nMu' });
  expect(named.fields['parties']!('fr')).toMatch(/Atlantide.*Mu/s);
  expect(Object.keys((await fields({ selection: 'body', body: 'rien' })).fields)).toEqual(['body']);
  expect(Object.keys((await fields({ template: 'rien' })).fields)).toEqual(['template']);
  expect(Object.keys((await fields({ statuses: ['observer'] })).fields)).toEqual(['']);
  expect(await prepareFrom(act(), { selection: 'parties', parties: 'Cotonou\nLomé; cotonou' })).toMatchObject({ mail: 1, paper: 1 });
});

test('someone puts a recipient in or out and says why; who asked for no more stays out', async ({ act }) => {
  await refuseNews(act());
  const id = await prepare(act());
  await chooseRecipient(act(), id, 'nyon', { channel: 'none', reason: 'Déjà vue hier.' });
  expect((await listRecipients(act(), id))[2]).toMatchObject({
    channel: 'none',
    reason: 'chosen',
    chosenReason: 'Déjà vue hier.',
    chosenBy: 'Awa Diop',
  });
  await expect(chooseRecipient(act(), id, 'nyon', { channel: 'mail', reason: 'x' })).rejects.toThrow(Invalid);
  await expect(chooseRecipient(act(), id, 'cotonou', { channel: 'mail', reason: 'x' })).rejects.toThrow('ne peut pas y être remise');
  await expect(chooseRecipient(act(), id, 'dakar', { channel: 'none', reason: 'x' })).rejects.toThrow(Missing);
});

test('a mailing leaves once, as it was read: each letter in the language of its recipient, with what is theirs', async ({
  act,
  db,
  sentJobs,
}) => {
  await db.insert(letterLanguage).values({ partyId: some.lome, lang: 'en', setAt: act().now, setBy: 'Awa' });
  const id = await prepare(act());
  const ways = await countWays(act(), id);
  await expect(confirmMailing(act({ role: 'editor' }), id, ways)).rejects.toThrow(Forbidden);
  await expect(confirmMailing(act(), id, { ...ways, mail: 2 })).rejects.toThrow('a changé pendant');
  await confirmMailing(act(), id, ways);
  await expect(confirmMailing(act(), id, ways)).rejects.toThrow('déjà parti');
  await expect(chooseRecipient(act(), id, 'nyon', { channel: 'none', reason: 'x' })).rejects.toThrow('déjà parti');
  await expect(abandonMailing(act(), id)).rejects.toThrow('déjà parti');
  expect((await sentJobs()).filter((job) => job.name === writeLettersJob)).toEqual([{ name: writeLettersJob, data: { id } }]);
  for (let run = 0; run < 2; run += 1) await mailingJobs[writeLettersJob]!(act({ actor: { kind: 'system', name: 'x' } }), { id });
  expect((await db.select().from(mailOutbox)).map(({ subject, recipient }) => [subject, recipient])).toEqual([
    ['Des nouvelles pour Cotonou', 'maire@cotonou.example'],
  ]);
  const letters = await db.select().from(letter).orderBy(letter.subject);
  expect(letters.map(({ subject, lang, channel, createdBy }) => [subject, lang, channel, createdBy])).toEqual([
    ['Des nouvelles pour Cotonou', 'fr', 'mail', 'Awa Diop'],
    ['Des nouvelles pour Nyon', 'fr', 'paper', 'Awa Diop'],
    ['News for Lomé', 'en', 'paper', 'Awa Diop'],
  ]);
  expect(letters[0]!.body).toBe('Madame, Monsieur,\n\nVoici les nouvelles du 23 novembre 2026.');
  expect(letters[2]!.body).toBe('Dear Sir or Madam,\n\nHere is the news of 23 November 2026.');
});

test('a mailing whose addresses changed since it was read does not leave before it is read again', async ({ act }) => {
  const id = await prepare(act());
  const before = await countWays(act(), id);
  await trouble(act(), 'maire@cotonou.example');
  await expect(confirmMailing(act(), id, before)).rejects.toThrow('Actualisez-la');
  await refreshMailing(act(), id);
  expect(await countWays(act(), id)).toEqual({ mail: 0, paper: 3, none: 0 });
  await confirmMailing(act(), id, await countWays(act(), id));
});

test('what became of each letter is told: taken, bounced, answered, to be posted, posted', async ({ act, db }) => {
  const id = await leave(act());
  const outcome = async (partyId: string) => (await findOutcomes(act(), id)).get(partyId)?.outcome;
  expect([await outcome(some.cotonou), await outcome(some.nyon)]).toEqual(['waiting', 'toPost']);
  await db.update(mailOutbox).set({ state: 'sent', sentAt: act().now });
  expect(await outcome(some.cotonou)).toBe('sent');
  const [mail] = await db.select().from(mailOutbox);
  const answer = `From: cabinet@cotonou.example\r\nSubject: Merci\r\nIn-Reply-To: ${mail!.messageId}\r\n\r\nMerci.\r\n`;
  await recordReturn(act(), Buffer.from(answer));
  expect(await outcome(some.cotonou)).toBe('answered');
  const [nyon] = (await listPaper(act(), id)).filter((one) => one.partyId === some.nyon);
  await markPosted(act(), [nyon!.id]);
  await expect(markPosted(act(), [nyon!.id])).rejects.toThrow(Refused);
  expect(await outcome(some.nyon)).toBe('posted');
  expect((await listPaper(act())).map((one) => one.partyId)).toEqual([some.lome]);
  expect(await listMailings(act(), { page: 1, size: 10 })).toMatchObject({ total: 1, mailings: [{ id, recipients: 3 }] });
});

test('letters without a mail address are one PDF, each on its page, or on its sheet where both sides are printed', async ({ act }) => {
  const letters = await listPaper(act(), await leave(act()));
  const pdf = Buffer.from(await writeLettersPdf(act(), letters)).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  expect(pdf).toContain('Lettres');
  const twoSided = Buffer.from(await writeLettersPdf(act(), letters, { twoSided: true })).toString('latin1');
  expect(twoSided.match(/\/Type \/Page\b/g)).toHaveLength(3);
});

test('everything sent to a party is on its page, with what came back; a city reads its own once it has gone, and no other’s', async ({
  act,
  db,
}) => {
  await leave(act());
  await sendMail(act(), {
    key: 'mandat',
    to: 'cabinet@cotonou.example',
    subject: 'Votre mandat',
    text: 'x',
    lang: 'fr',
    partyId: some.cotonou,
  });
  await sendMail(act(), {
    key: 'vote',
    to: 'cabinet@cotonou.example',
    subject: 'Vote',
    text: 'x',
    lang: 'fr',
    partyId: some.cotonou,
    secret: true,
  });
  expect((await listSent(act(), some.cotonou)).map(({ subject }) => subject).toSorted()).toEqual([
    'Des nouvelles pour Cotonou',
    'Votre mandat',
  ]);
  const cityOf = (partyId: string) => act({ actor: { kind: 'user', id: 'x', name: 'Ada', role: 'city', partyId } });
  await expect(listSent(cityOf(some.cotonou), some.cotonou)).rejects.toThrow(Forbidden);
  expect((await listOwnLetters(cityOf(some.cotonou))).letters).toEqual([]);
  await db.update(mailOutbox).set({ state: 'sent', sentAt: act().now });
  const [own] = (await listOwnLetters(cityOf(some.cotonou))).letters;
  expect((await findLetter(cityOf(some.cotonou), own!.id)).letter.subject).toBe('Des nouvelles pour Cotonou');
  await expect(findLetter(cityOf(some.lome), own!.id)).rejects.toThrow(Missing);
  expect((await listOwnLetters(cityOf(some.lome))).letters).toEqual([]);
  await expect(listOwnLetters(act())).rejects.toThrow(Forbidden);
});

test('a link of a letter refuses the kind for that address of that party, once, and takes it back', async ({ act, db }) => {
  await leave(act());
  const token = /lien\/([\w-]+)/.exec((await db.select().from(mailOutbox))[0]!.unsubscribeUrl!)![1]!;
  expect(await findRefusable(act(), token)).toMatchObject({ address: 'maire@cotonou.example', purpose: 'news', isRefused: false });
  for (let time = 0; time < 2; time += 1) await unsubscribe(act(), token);
  expect(await db.$count(unsubscription)).toBe(1);
  expect((await findRefusable(act(), token)).isRefused).toBe(true);
  await resubscribe(act(), token);
  await resubscribe(act(), token);
  expect((await findRefusable(act(), token)).isRefused).toBe(false);
  await unsubscribe(act(), token);
  expect(await db.$count(unsubscription)).toBe(2);
  await expect(unsubscribe(act(), `${token}x`)).rejects.toThrow(Missing);
});

test.for([
  { channel: 'mail' as const },
  { reason: null },
  { reason: 'chosen' as const },
  { chosenBy: 'x' },
  { lines: '' },
  { position: 2 },
])('the database refuses a recipient of which something is wrong: %j', async (wrong, { act, db }) => {
  const id = await prepare(act());
  await expect(
    db.transaction((tx) => tx.update(mailingRecipient).set(wrong).where(eq(mailingRecipient.partyId, some.nyon))),
  ).rejects.toThrow();
  await abandonMailing(act(), id);
  expect([await db.$count(mailing), await db.$count(mailingRecipient)]).toEqual([0, 0]);
});

test('the database refuses a mailing that leaves by nobody', async ({ act, db }) => {
  await prepare(act());
  await expect(db.transaction((tx) => tx.update(mailing).set({ confirmedAt: act().now }))).rejects.toThrow();
});

async function prepare(act: Act): Promise<string> {
  return createMailing(act, { ...members, statuses: ['member'], template: await createTemplate(act, words) });
}

async function prepareFrom(act: Act, change: object) {
  const id = await createMailing(act, { ...members, template: 'nouvelles-du-reseau', ...change } as never);
  return countWays(act, id);
}

async function leave(act: Act): Promise<string> {
  const id = await prepare(act);
  await confirmMailing(act, id, await countWays(act, id));
  await mailingJobs[writeLettersJob]!({ ...act, actor: { kind: 'system', name: 'x' } }, { id });
  return id;
}

async function refuseNews(act: Act): Promise<void> {
  const { id } = await sendLetter(act, { purpose: 'news', key: 'avant', partyId: some.cotonou, subject: 'x', text: 'x' });
  await act.db.insert(unsubscription).values({
    id: crypto.randomUUID(),
    partyId: some.cotonou,
    address: 'maire@cotonou.example',
    purpose: 'news',
    letterId: id,
    at: act.now,
  });
}

async function trouble(act: Act, address: string): Promise<void> {
  await sendMail(act, { key: 'trouble', to: address, subject: 'x', text: 'x', lang: 'fr' });
  const [mail] = await act.db.select().from(mailOutbox);
  await markTrouble(act, { address, mailId: mail!.id, since: act.now, reason: '550 5.1.1' });
}
