import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { visitor } from '../../../kernel/actor.ts';
import { countStatements, databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { mailAttachment, mailOutbox } from '../../../kernel/mail/schema.ts';
import { createMember } from '../../membership/dues/factories.ts';
import { partial, revise } from '../../register/factories.ts';
import { asKnownNow, correctFact, endFact, factKinds, findHeads } from '../../register/index.ts';
import { createTestEvent, createTestMeeting, people, testSettings } from '../factories.ts';
import { prepareMeeting } from '../meetings/commands.ts';
import { findMeeting } from '../meetings/queries.ts';
import { findDelegation } from '../delegations/queries.ts';
import { invitation, invitationListStep } from '../schema.ts';
import { answerByLink, findAsked, recordAnswer } from './answers.ts';
import { computeList, findRule } from './compute.ts';
import { listInvited } from './follow-up.ts';
import { conditionInput } from './input.ts';
import { abandonList, approveList, proposeList } from './list-commands.ts';
import { compareLists, findList, findSignedList, listLists } from './queries.ts';
import { addCondition, decideException, removeCondition } from './rule-commands.ts';
import { addRecipient, sendInvitations, sendReminders } from './sending.ts';

const test = databaseTest();
const slug = 'congres-2027';

/** Adds to the rule what a form would send. */
async function ask(act: Act, fields: Record<string, string | string[]>): Promise<void> {
  await addCondition(act, slug, conditionInput.parse({ block: '99', ...fields, ...(fields['block'] ? {} : { block: '20' }) }));
}

async function compute(act: Act) {
  const held = await findMeeting(act, slug);
  return (await computeList(act, held.id, await asKnownNow(act)))!;
}

/** « Nom: in|out, raison ». */
async function say(act: Act): Promise<string[]> {
  return (await compute(act)).lines.map(({ party, reason }) => `${party.name.fr} : ${reason('fr')}`.replaceAll('\u00a0', ' '));
}

async function signed(act: { marc: Act; lea: Act }): Promise<number> {
  const number = await proposeList(act.marc, slug);
  const held = await findMeeting(act.marc, slug);
  await approveList(act.lea, slug, number, { digest: (await findList(act.lea, held.id, number)).digest });
  return number;
}

/** The tokens of the links that were mailed to someone, the latest last. */
async function tokensOf(act: Act, recipient: string): Promise<string[]> {
  const mails = await act.db
    .select()
    .from(mailOutbox)
    .where(eq(mailOutbox.recipient, recipient))
    .orderBy(mailOutbox.createdAt, mailOutbox.key);
  return mails.map(({ body }) => /\/lien\/([\w-]+)/.exec(body)![1]!);
}

test('A row silently filtered out of an invitation: each party of the network is in or out, with the reason in a sentence', async ({
  act,
}) => {
  const { marc } = people(act);
  await createTestMeeting(marc);
  expect(await computeList(marc, (await findMeeting(marc, slug)).id, await asKnownNow(marc))).toBeNull();
  await ask(marc, { kind: 'standing', standings: ['member'] });
  await ask(marc, { kind: 'head' });
  expect(await say(marc)).toEqual([
    'Kara : Non invitée : adhésion suspendue depuis 1990.',
    'Lomé : Invitée : membre (ville) depuis 1990 ; Kossi AGBEKO, maire, est en fonction.',
    'Nyon : Invitée : membre (ville) depuis 1990 ; Claire ROCHAT, maire, est en fonction.',
    'Vevey : Non invitée : personne n’est connu à sa tête.',
  ]);
});

test('one condition of a block is enough; what a rule names is found as the register calls it, accents or not', async ({ act }) => {
  const { marc } = people(act);
  await createTestMeeting(marc);
  await ask(marc, { kind: 'stateStatus', institution: 'OIF', statuses: 'member' });
  await ask(marc, { block: '0', kind: 'named', parties: 'Nyon\n  vevey' });
  const { lines, rule } = await compute(marc);
  expect(rule).toMatchObject({
    number: 2,
    blocks: [
      {
        conditions: [
          { kind: 'stateStatus', institution: 'oif', accepted: ['member'] },
          { kind: 'named', parties: ['nyon', 'vevey'] },
        ],
      },
    ],
  });
  expect(lines.map(({ party, verdict }) => [party.slug, verdict])).toEqual([
    ['kara', 'in'],
    ['lome', 'in'],
    ['nyon', 'in'],
    ['vevey', 'in'],
  ]);
  await removeCondition(marc, slug, { place: '0.1' });
  expect((await say(marc)).at(-1)).toBe('Vevey : Non invitée : Suisse n’a pas de statut dans OIF.');
});

test('a rule names what it does not know, all at once; it is never empty, and only who prepares writes it', async ({ act }) => {
  const { marc, reader } = people(act);
  await createTestMeeting(marc);
  await expect(ask(marc, { kind: 'named', parties: 'Atlantide ; Lomé ; Ys' })).rejects.toThrow('Atlantide, Ys');
  await expect(ask(marc, { kind: 'standing' })).rejects.toThrow(Invalid);
  await expect(ask(marc, { kind: 'seat', body: 'nulle-part' })).rejects.toThrow(Invalid);
  await ask(marc, { kind: 'head' });
  await expect(removeCondition(marc, slug, { place: '0.0' })).rejects.toThrow(Refused);
  await expect(removeCondition(marc, slug, { place: '3.0' })).rejects.toThrow(Missing);
  await expect(ask(reader, { kind: 'head' })).rejects.toThrow(Forbidden);
  expect((await findRule(marc, (await findMeeting(marc, slug)).id))?.number).toBe(1);
});

test('someone decides against the rule with a reason and a name; the rule’s own sentence stays beside it', async ({ act }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await expect(decideException(by.marc, slug, 'kara', { verdict: 'in', reason: 'Elle accueille.' })).rejects.toThrow(Forbidden);
  await decideException(by.lea, slug, 'kara', { verdict: 'in', reason: 'Elle accueille la réunion.' });
  expect((await say(by.lea))[0]).toBe(
    'Kara : Invitée par décision de Léa Moreau : Elle accueille la réunion (la règle disait : non invitée : adhésion suspendue depuis 1990).',
  );
  await decideException(by.lea, slug, 'kara', { verdict: 'rule', reason: 'Elle n’accueille plus.' });
  expect((await say(by.lea))[0]).toBe('Kara : Non invitée : adhésion suspendue depuis 1990.');
});

test('a list asks no more of the database for more members', async ({ act }) => {
  const { marc } = people(act);
  await createTestMeeting(marc);
  await ask(marc, { kind: 'standing', standings: ['member'] });
  await ask(marc, { kind: 'arrears', years: '2' });
  const count = () => countStatements(marc.db, () => compute(marc));
  const before = await count();
  for (const name of ['Ville Haute', 'Ville Basse', 'Ville Neuve']) await createMember(marc, name);
  expect((await compute(marc)).lines.map(({ party }) => party.name.fr)).toContain('Ville Neuve');
  expect(await count()).toBe(before);
});

test('nothing is sent before the whole list was shown and signed by the direction, as it was read', async ({ act, db }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await expect(proposeList(by.marc, slug)).rejects.toThrow(Refused);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  const number = await proposeList(by.marc, slug);
  await expect(sendInvitations(by.marc, slug, number)).rejects.toThrow('n’est pas signée');
  const list = await findList(by.marc, (await findMeeting(by.marc, slug)).id, number);
  await expect(approveList(by.marc, slug, number, list)).rejects.toThrow(Forbidden);
  await expect(approveList(by.lea, slug, number, { digest: 'f'.repeat(64) })).rejects.toThrow('pas la liste que vous avez lue');
  await approveList(by.lea, slug, number, list);
  await expect(approveList(by.lea, slug, number, list)).rejects.toThrow(Refused);
  const [step] = await db.select().from(invitationListStep).where(eq(invitationListStep.state, 'approved'));
  expect(step).toMatchObject({ by: 'Léa Moreau', keyId: expect.any(String), signature: expect.any(String) });
  expect(await sendInvitations(by.marc, slug, number)).toBe(3);
  const kept = await findList(by.marc, list.meetingId, number);
  expect(kept.steps.map(({ state, by }) => [state, by])).toEqual([
    ['sent', 'Marc Tremblay'],
    ['approved', 'Léa Moreau'],
    ['proposed', 'Marc Tremblay'],
  ]);
});

test('an invitation leaves once for each party: by mail with the day as a calendar file, on paper for want of an address', async ({
  act,
  db,
}) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  const number = await signed(by);
  expect(await sendInvitations(by.marc, slug, number)).toBe(3);
  expect(await sendInvitations(by.marc, slug, number)).toBe(0);
  const mails = await db.select().from(mailOutbox).orderBy(mailOutbox.recipient);
  expect(mails.map(({ recipient, subject }) => [recipient, subject.replaceAll('\u00a0', ' ')])).toEqual([
    ['mairie@lome.exemple', 'Invitation : Congrès des maires'],
    ['syndique@nyon.exemple', 'Invitation : Congrès des maires'],
  ]);
  expect(mails[0]!.body).toContain('20–22 mai 2027');
  expect(mails[0]!.body).toContain('au plus tard le 15 avril 2027');
  expect((await db.select().from(mailAttachment)).map(({ name }) => name)).toEqual(['congres-2027.ics', 'congres-2027.ics']);
  const vevey = (await listInvited(by.marc, (await findMeeting(by.marc, slug)).id)).find(({ party }) => party.slug === 'vevey')!;
  expect(vevey.mails).toMatchObject([{ round: 0, email: null, channel: 'paper', name: 'Vevey' }]);
});

test('a party is answered for by the link of a mail; one may change one’s mind, and each answer is kept', async ({ act }) => {
  const by = people(act);
  const ids = await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await sendInvitations(by.marc, slug, await signed(by));
  const [token] = await tokensOf(by.marc, 'mairie@lome.exemple');
  const nobody = act({ actor: visitor });
  expect(await findAsked(nobody, token!)).toMatchObject({ state: 'open', party: { slug: 'lome' }, answer: null });
  expect(await findAsked(nobody, `${token}x`)).toBeNull();
  await answerByLink(nobody, token!, { answer: 'declined', message: null });
  const late = { ...nobody, now: Temporal.Instant.from('2027-04-16T08:00:00Z') };
  await answerByLink(late, token!, { answer: 'accepted', message: 'Nous serons deux.' });
  const lome = (await listInvited(by.marc, (await findMeeting(by.marc, slug)).id)).find(({ party }) => party.slug === 'lome')!;
  expect(lome.answers.map(({ answer, isLate, by, via }) => [answer, isLate, by, via])).toEqual([
    ['declined', false, 'Kossi AGBEKO', 'link'],
    ['accepted', true, 'Kossi AGBEKO', 'link'],
  ]);
  expect(await findDelegation(by.marc, (await findMeeting(by.marc, slug)).id, ids['lome']!)).toMatchObject({ quota: 2, delegates: [] });
  const after = { ...nobody, now: Temporal.Instant.from('2027-07-01T08:00:00Z') };
  await expect(answerByLink(after, token!, { answer: 'declined', message: null })).rejects.toThrow('ne prend plus de réponse');
});

test('a reminder goes to those who have not said, with its date and its recipients, once a day', async ({ act }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await sendInvitations(by.marc, slug, await signed(by));
  await recordAnswer(by.marc, slug, 'nyon', { answer: 'accepted', message: null });
  await expect(recordAnswer(by.marc, slug, 'kara', { answer: 'accepted', message: null })).rejects.toThrow(Missing);
  expect(await sendReminders(by.marc, slug)).toBe(0);
  const tomorrow = { ...by.marc, now: by.marc.now.add({ hours: 24 }) };
  expect(await sendReminders(tomorrow, slug)).toBe(2);
  expect(await sendReminders(tomorrow, slug)).toBe(0);
  const [lome] = await listInvited(by.marc, (await findMeeting(by.marc, slug)).id);
  expect(lome!.mails.map(({ round, email, at }) => [round, email, at.toString().slice(0, 10)])).toEqual([
    [0, 'mairie@lome.exemple', '2026-11-23'],
    [1, 'mairie@lome.exemple', '2026-11-24'],
  ]);
});

test('a second recipient added once the party is invited gets the invitation at once, with a link of their own', async ({ act }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await sendInvitations(by.marc, slug, await signed(by));
  const cabinet = { name: 'Le cabinet', email: 'cabinet@lome.exemple', lang: 'en' } as const;
  await addRecipient(by.marc, slug, 'lome', cabinet);
  await expect(addRecipient(by.marc, slug, 'lome', cabinet)).rejects.toThrow(Invalid);
  const [token] = await tokensOf(by.marc, 'cabinet@lome.exemple');
  await answerByLink(act({ actor: visitor }), token!, { answer: 'accepted', message: null });
  const [lome] = await listInvited(by.marc, (await findMeeting(by.marc, slug)).id);
  expect(lome!.answers).toMatchObject([{ by: 'Le cabinet', answer: 'accepted' }]);
});

test('a list computed again says what changed since it was signed; who was invited stays invited', async ({ act }) => {
  const by = people(act);
  const ids = await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await ask(by.marc, { kind: 'head' });
  const first = await signed(by);
  await sendInvitations(by.marc, slug, first);
  const heads = await findHeads(by.marc.db, await asKnownNow(by.marc), [ids['lome']!]);
  await revise(by.marc, (rev) => endFact(rev, factKinds.mandate, heads.get(ids['lome']!)!.factId, { to: partial('2026-10-01') }));
  const held = await findMeeting(by.marc, slug);
  const differences = compareLists((await findSignedList(by.marc, held.id))!, await compute(by.marc));
  expect(differences.map(({ party, difference }) => [party.slug, difference])).toEqual([['lome', 'left']]);
  const second = await signed(by);
  await expect(sendInvitations(by.marc, slug, first)).rejects.toThrow(`La liste n°\u00a0${second} a été signée depuis`);
  expect(await sendInvitations(by.marc, slug, second)).toBe(0);
  expect((await listInvited(by.marc, held.id)).map(({ party }) => party.slug)).toEqual(['lome', 'nyon']);
  expect((await listLists(by.marc, held.id)).map(({ number, state }) => [number, state])).toEqual([
    [2, 'sent'],
    [1, 'sent'],
  ]);
});

test('a list that is not sent may be abandoned, with the reason; an abandoned one is never sent', async ({ act }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  const number = await signed(by);
  await abandonList(by.marc, slug, number, { reason: 'La date change.' });
  await expect(sendInvitations(by.marc, slug, number)).rejects.toThrow(Refused);
  expect(await findSignedList(by.marc, (await findMeeting(by.marc, slug)).id)).toBeNull();
});

test('nothing is sent nor answered for a cancelled event', async ({ act }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  const { factId } = await createTestEvent(by.marc, 'seminaire');
  await prepareMeeting(by.marc, { event: 'seminaire', ...testSettings });
  await addCondition(by.marc, 'seminaire', conditionInput.parse({ block: '0', kind: 'named', parties: 'Lomé' }));
  const number = await proposeList(by.marc, 'seminaire');
  const held = await findMeeting(by.marc, 'seminaire');
  await approveList(by.lea, 'seminaire', number, await findList(by.lea, held.id, number));
  await sendInvitations(by.marc, 'seminaire', number);
  await revise(by.marc, (rev) => correctFact(rev, factKinds.occurrence, factId, { values: { status: 'cancelled' } }));
  await expect(sendReminders(by.marc, 'seminaire')).rejects.toThrow('annulé');
  const [token] = await tokensOf(by.marc, 'mairie@lome.exemple');
  await expect(answerByLink(act({ actor: visitor }), token!, { answer: 'accepted', message: null })).rejects.toThrow('annulé');
});

test('the database invites nobody whom the list leaves out', async ({ act, db }) => {
  const by = people(act);
  const ids = await createTestMeeting(by.marc);
  await ask(by.marc, { kind: 'standing', standings: ['member'] });
  await sendInvitations(by.marc, slug, await signed(by));
  const [one] = await db
    .select()
    .from(invitation)
    .where(and(eq(invitation.partyId, ids['lome']!)));
  await expect(
    db.transaction((tx) => tx.insert(invitation).values({ ...one!, id: crypto.randomUUID(), partyId: ids['kara']! })),
  ).rejects.toThrow();
  await expect(db.transaction((tx) => tx.update(invitation).set({ by: 'quelqu’un d’autre' }))).rejects.toThrow();
});
