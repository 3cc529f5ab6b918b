import { like } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { findParty, revisionAt } from '../../register/index.ts';
import { buildAuthority, buildCityApplication, buildUpload, createApplication, createMember, createNetworkParties } from '../factories.ts';
import { changeSetting } from '../settings/commands.ts';
import { findStanding } from '../standing/queries.ts';
import { recordDecision, recordExamination, signCapException } from './decisions/commands.ts';
import { addDocument, findDocumentFile, withdrawDocument } from './documents/commands.ts';
import {
  beginApplication,
  beginForCity,
  saveAuthority,
  saveContact,
  saveHead,
  sendResumeLinks,
  submitApplication,
} from './drafts/commands.ts';
import { acceptFile, returnToApplicant, withdrawApplication } from './life.ts';
import { answerOpinion, askOpinion, findAskedOpinion, goWithoutOpinion, recordPaperOpinion } from './opinions/commands.ts';
import { remindCapitals } from './opinions/reminders.ts';
import { findOpenRequest, getApplication, listOpinions } from './queries.ts';

const test = databaseTest(async (act) => void (await createNetworkParties(act)));
const day = (text: string) => Temporal.PlainDate.from(text);
const visitor = { actor: { kind: 'visitor' } } as const;

test('R1: a request goes from its first word to the membership, through the capital, the Bureau and the assembly', async ({ act }) => {
  const now = act().now;
  const at = (days: number, options: Parameters<typeof act>[0] = {}) => act({ now: now.add({ hours: days * 24 }), ...options });
  const token = await beginApplication(act(visitor), { email: 'secretariat@aneho.example' }, 'fr');
  const opening = { token };
  await saveAuthority(act(visitor), opening, buildAuthority());
  await saveHead(act(visitor), opening, { headName: 'Ama KPODAR', headFunction: 'Maire' });
  await saveContact(act(visitor), opening, {
    contactName: 'Yao ADJEI',
    contactFunction: null,
    contactEmail: 'secretariat@aneho.example',
    lang: 'fr',
  });
  await expect(submitApplication(act(visitor), opening)).rejects.toThrow('Il y manque\u00a0: la pièce obligatoire');
  await addDocument(act(visitor), opening, 'council_deliberation', buildUpload());
  expect(await submitApplication(act(visitor), opening)).toBe('2026-001');
  const { id } = await getApplication(act(visitor), opening);
  await acceptFile(at(1), id, { party: null });
  await askOpinion(at(2), id, { addressee: 'Monsieur le Maire de Lomé', email: 'maire@lome.example', lang: 'fr' });
  await answerOpinion(at(5, visitor), await linkIn(act(), 'membership.opinion'), {
    opinion: 'favourable',
    text: null,
    signatory: 'Koffi MENSAH',
  });
  await recordExamination(at(30), id, { on: day('2026-12-20'), reason: 'Avis favorable du Bureau.' });
  await recordDecision(at(40), id, { code: null, decision: 'admitted', on: day('2026-12-28'), from: day('2027-01-01'), reason: null }, []);
  const application = await getApplication(at(50), { id });
  expect(application.steps.map(({ state, by }) => [state, by])).toEqual([
    ['draft', 'secretariat@aneho.example'],
    ['submitted', 'Yao ADJEI'],
    ['complete', 'Awa Diop'],
    ['opinion_asked', 'Awa Diop'],
    ['opinion_received', 'Koffi MENSAH'],
    ['examined', 'Awa Diop'],
    ['admitted', 'Awa Diop'],
    ['member', 'Awa Diop'],
  ]);
  const standing = async (on: string) => {
    const point = { on: day(on), revision: await revisionAt(act().db, null) };
    return (await findStanding(act().db, point, [application.partyId!])).get(application.partyId!)!;
  };
  expect(await standing('2026-12-31')).toMatchObject({ standing: 'none', reason: 'not_yet' });
  const member = await standing('2027-01-01');
  expect(member).toMatchObject({ standing: 'member', category: 'city' });
  expect(member.why('fr')).toBe('Membre (ville) depuis le 1er janvier 2027.');
  expect(member.why('en')).toBe('Member (city) since 1 January 2027.');
  expect((await findParty(act().db, 'aneho', { on: day('2027-01-01'), revision: await revisionAt(act().db, null) }))?.kind).toBe(
    'local_authority',
  );
});

test('R2: an association sends its board’s decision; the deliberation of a council is no piece of its file', async ({ act }) => {
  const id = await beginForCity(act(), buildCityApplication({ name: 'Faîtière des communes du Togo', category: 'national_association' }));
  await expect(addDocument(act(), { id }, 'council_deliberation', buildUpload())).rejects.toThrow(Invalid);
  await addDocument(act(), { id }, 'letter', buildUpload('lettre.pdf'));
  await expect(submitApplication(act(), { id })).rejects.toThrow('la pièce obligatoire');
  await addDocument(act(), { id }, 'board_decision', buildUpload('décision.pdf'));
  expect(await submitApplication(act(), { id })).toBe('2026-001');
});

test('R2: where there is no council, the opinion of the supervising authority takes its place', async ({ act }) => {
  const id = await beginForCity(act(), buildCityApplication({ hasCouncil: 'no' }));
  await expect(addDocument(act(), { id }, 'council_deliberation', buildUpload())).rejects.toThrow(Invalid);
  await addDocument(act(), { id }, 'supervising_opinion', buildUpload());
  await submitApplication(act(), { id });
  expect((await getApplication(act(), { id })).state).toBe('submitted');
});

test('R3: the eleventh member of a State needs the signature of the direction, with its reason', async ({ act }) => {
  const { networkId, stateId } = await ids(act());
  for (let number = 1; number <= 9; number += 1) await createMember(act(), { name: `Commune ${number}`, networkId, stateId });
  const id = await createApplication(act(), 'examined');
  const decision = { code: null, decision: 'admitted', on: day('2026-11-23'), from: null, reason: null } as const;
  await expect(recordDecision(act(), id, decision, [])).rejects.toThrow('L’État compte déjà 10 membres, pour 10 au plus');
  expect((await getApplication(act(), { id })).state, 'nothing of it is kept').toBe('examined');
  await expect(signCapException(act(), id, { reason: 'Accord du Bureau.' })).rejects.toThrow(Forbidden);
  const direction = act({ role: 'direction' });
  await signCapException(direction, id, { reason: 'Accord du Bureau.' });
  await expect(signCapException(direction, id, { reason: 'Encore.' })).rejects.toThrow('déjà signé');
  await recordDecision(act(), id, decision, []);
  expect((await getApplication(act(), { id })).state).toBe('member');
});

test('R3: associations count where the setting says so, from its day on; below the limit there is nothing to sign', async ({ act }) => {
  const { networkId, stateId } = await ids(act());
  const direction = act({ role: 'direction' });
  await changeSetting(direction, { name: 'most_per_state', value: '2', appliesFrom: day('2020-01-01'), reason: 'Essai.' });
  await createMember(act(), { name: 'Faîtière', networkId, stateId, category: 'national_association' });
  const id = await createApplication(act(), 'examined');
  await expect(signCapException(direction, id, { reason: 'Pour rien.' })).rejects.toThrow('pas atteint');
  await changeSetting(direction, { name: 'associations_count', value: 'yes', appliesFrom: day('2026-11-01'), reason: 'Décision de l’AG.' });
  await expect(
    recordDecision(act(), id, { code: null, decision: 'admitted', on: day('2026-11-23'), from: null, reason: null }, []),
  ).rejects.toThrow('2 membres, pour 2 au plus');
});

test('R9: an associate city is admitted as one, and has no vote to be counted', async ({ act }) => {
  const id = await createApplication(act(), 'examined', { category: 'associate_city' });
  await recordDecision(act(), id, { code: null, decision: 'admitted', on: day('2026-11-23'), from: null, reason: null }, []);
  const { partyId } = await getApplication(act(), { id });
  const at = { on: day('2026-11-23'), revision: await revisionAt(act().db, null) };
  expect((await findStanding(act().db, at, [partyId!])).get(partyId!)).toMatchObject({ standing: 'associate', category: 'associate_city' });
});

test('a capital that says nothing is reminded, then done without once its delay is over; before that the direction signs', async ({
  act,
  db,
}) => {
  const id = await createApplication(act(), 'complete');
  const later = (days: number, options: Parameters<typeof act>[0] = {}) => act({ now: act().now.add({ hours: days * 24 }), ...options });
  await expect(goWithoutOpinion(act(), id, { reason: 'Personne ne répond.' })).rejects.toThrow('n’a pas été demandé');
  await askOpinion(act(), id, { addressee: 'Monsieur le Maire', email: 'maire@lome.example', lang: 'fr' });
  expect(await remindCapitals(later(19))).toBe(0);
  expect([await remindCapitals(later(20)), await remindCapitals(later(20))], 'a job that runs twice reminds once').toEqual([1, 0]);
  expect([await remindCapitals(later(40)), await remindCapitals(later(61))]).toEqual([1, 0]);
  expect(await db.select().from(mailOutbox).where(like(mailOutbox.key, 'membership.opinion:%'))).toHaveLength(3);
  await expect(goWithoutOpinion(later(59), id, { reason: 'Personne ne répond.' })).rejects.toThrow('jusqu’au 22 janvier 2027');
  await goWithoutOpinion(later(61), id, { reason: 'Personne n’a répondu.' });
  expect((await getApplication(act(), { id })).state).toBe('no_opinion');
  await answerOpinion(later(62, visitor), await linkIn(act(), 'membership.opinion'), {
    opinion: 'reserved',
    text: 'Trop tôt.',
    signatory: 'Koffi MENSAH',
  });
  expect((await getApplication(act(), { id })).state, 'a late answer is heard').toBe('opinion_received');
});

test('the direction alone goes on before the delay, and says why', async ({ act }) => {
  const id = await createApplication(act(), 'complete');
  await goWithoutOpinion(act({ role: 'direction' }), id, { reason: 'La mairie est vacante.' });
  expect((await getApplication(act(), { id })).steps.at(-1)).toMatchObject({ state: 'no_opinion', reason: 'La mairie est vacante.' });
});

test('a link answers once; a paper that comes after it holds, and closes the question', async ({ act }) => {
  const id = await createApplication(act(), 'complete');
  await askOpinion(act(), id, { addressee: 'Monsieur le Maire', email: 'maire@lome.example', lang: 'fr' });
  const token = await linkIn(act(), 'membership.opinion');
  const answer = { opinion: 'favourable', text: null, signatory: 'Koffi MENSAH' } as const;
  await answerOpinion(act(visitor), token, answer);
  await expect(answerOpinion(act(visitor), token, answer)).rejects.toThrow(Refused);
  expect(await findAskedOpinion(act(visitor), token)).toMatchObject({ open: false });
  await expect(findAskedOpinion(act(visitor), 'autre')).rejects.toThrow(Missing);
  await recordPaperOpinion(later(act(), 1), id, {
    opinion: 'unfavourable',
    text: 'Lettre.',
    signatory: 'Koffi MENSAH',
    receivedOn: day('2026-11-24'),
  });
  expect((await listOpinions(act(), id)).map(({ opinion }) => opinion)).toEqual(['unfavourable', 'favourable']);
  expect(await findOpenRequest(act(), id)).toBeNull();
});

test('a file that lacks something goes back to its author, who completes it and sends it in again under the same reference', async ({
  act,
}) => {
  const id = await createApplication(act(), 'submitted');
  await expect(addDocument(partyAct(act(), 'x'), { id }, 'letter', buildUpload())).rejects.toThrow(Missing);
  await returnToApplicant(act(), id, { reason: 'La délibération n’est pas signée.' });
  const opening = { token: await linkIn(act(), 'membership.draft', 'returned') };
  await addDocument(act(visitor), opening, 'council_deliberation', buildUpload('délibération signée.pdf'));
  expect(await submitApplication(act(visitor), opening)).toBe('2026-001');
  const application = await getApplication(act(), { id });
  expect(application.documents.map(({ name }) => name)).toEqual(['délibération signée.pdf']);
  expect(application.withdrawnDocuments, 'the first one stays readable by the secretariat').toHaveLength(1);
});

test('what was sent in no longer changes, and is taken back by who sent it until it is decided', async ({ act }) => {
  const id = await createApplication(act(), 'submitted');
  await sendResumeLinks(act(visitor), { email: 'secretariat@aneho.example' });
  await sendResumeLinks(act(visitor), { email: 'inconnu@exemple.org' });
  const opening = { token: await linkIn(act(), 'membership.draft', 'resumed') };
  await expect(saveHead(act(visitor), opening, { headName: 'Un autre', headFunction: null })).rejects.toThrow('ne change plus');
  await expect(addDocument(act(visitor), opening, 'letter', buildUpload())).rejects.toThrow('ne change plus');
  const [document] = (await getApplication(act(), { id })).documents;
  await expect(withdrawDocument(act(visitor), opening, document!.id)).rejects.toThrow('ne change plus');
  await withdrawApplication(act(visitor), opening, { reason: 'Le conseil a changé d’avis.' });
  await expect(acceptFile(act(), id, { party: null })).rejects.toThrow(Refused);
  await expect(withdrawApplication(act(), { id }, { reason: 'Encore.' })).rejects.toThrow(Refused);
});

test('the assembly postpones, then refuses: each with its reason, which the applicant is told', async ({ act, db }) => {
  const id = await createApplication(act(), 'examined');
  const decide = (decision: 'postponed' | 'refused', reason: string | null) =>
    recordDecision(act(), id, { code: null, decision, on: day('2026-11-23'), from: null, reason }, []);
  await expect(decide('postponed', null)).rejects.toThrow(Invalid);
  await decide('postponed', 'Le dossier sera revu.');
  await decide('refused', 'Statuts incompatibles.');
  const mails = await db.select().from(mailOutbox).where(like(mailOutbox.key, 'membership.decision:%'));
  expect(mails.map(({ body }) => body).join()).toContain('Statuts incompatibles.');
  await expect(decide('refused', 'Encore.')).rejects.toThrow(Refused);
  const { partyId } = await getApplication(act(), { id });
  const at = { on: day('2026-11-23'), revision: await revisionAt(act().db, null) };
  expect((await findStanding(act().db, at, [partyId!])).get(partyId!)?.standing).toBe('none');
});

test('dates in the wrong order are refused beside their field, and nothing is kept', async ({ act }) => {
  const id = await createApplication(act(), 'opinion_received');
  const examine = (on: string) => recordExamination(act(), id, { on: day(on), reason: null });
  await expect(examine('2026-11-22')).rejects.toThrow('déposée le 23 novembre 2026');
  await expect(examine('2026-11-24')).rejects.toThrow('pas encore venu');
  await examine('2026-11-23');
  const decide = (on: string, from: string | null) =>
    recordDecision(act(), id, { code: null, decision: 'admitted', on: day(on), from: from ? day(from) : null, reason: null }, []);
  await expect(decide('2026-11-22', null)).rejects.toThrow('n’a pas pu décider avant');
  await expect(decide('2026-11-23', '2026-11-22')).rejects.toThrow('ne commence pas avant');
  await expect(decide('2026-11-24', null)).rejects.toThrow('pas encore venu');
  expect((await getApplication(act(), { id })).state).toBe('examined');
});

test('a capital that asks for itself needs nobody’s opinion; who is a member already is not admitted again; a party of another kind is no applicant', async ({
  act,
}) => {
  const id = await createApplication(act(), 'submitted');
  await expect(acceptFile(act(), id, { party: 'togo' })).rejects.toThrow('même genre');
  await expect(acceptFile(act(), id, { party: 'nulle-part' })).rejects.toThrow(Invalid);
  await acceptFile(act(), id, { party: 'lome' });
  await goWithoutOpinion(act(), id, { reason: 'La candidate est la capitale.' });
  await recordExamination(act(), id, { on: day('2026-11-23'), reason: null });
  await expect(
    recordDecision(act(), id, { code: null, decision: 'admitted', on: day('2026-11-23'), from: null, reason: null }, []),
  ).rejects.toThrow('le registre la tient déjà pour membre');
});

test('someone who only reads changes nothing; a city reads its own file and no other', async ({ act }) => {
  const id = await createApplication(act(), 'complete');
  const { partyId, documents } = await getApplication(act(), { id });
  const reader = act({ role: 'reader' });
  await expect(askOpinion(reader, id, { addressee: 'M.', email: 'a@b.example', lang: 'fr' })).rejects.toThrow(Forbidden);
  await expect(addDocument(reader, { id }, 'letter', buildUpload())).rejects.toThrow(Forbidden);
  await expect(
    recordDecision(reader, id, { code: null, decision: 'admitted', on: day('2026-11-23'), from: null, reason: null }, []),
  ).rejects.toThrow(Forbidden);
  await expect(getApplication(act(visitor), { id })).rejects.toThrow(Forbidden);
  const own = partyAct(act(), partyId!);
  expect(await getApplication(own, { id })).toMatchObject({ as: 'party' });
  expect(await findDocumentFile(own, { id }, documents[0]!.id)).toBe(documents[0]!.fileId);
  const other = partyAct(act(), (await ids(act())).stateId);
  for (const read of [getApplication(other, { id }), findDocumentFile(other, { id }, documents[0]!.id)])
    await expect(read).rejects.toThrow(Missing);
  await expect(acceptFile(own, id, { party: null })).rejects.toThrow(Forbidden);
});

test('a page, a program or an empty file is no piece of a file, and nothing of it is kept', async ({ act }) => {
  const id = await createApplication(act(), 'draft');
  for (const bytes of ['<script>alert(1)</script>', 'MZ\u0090\0', ''].map((text) => Buffer.from(text)))
    await expect(addDocument(act(), { id }, 'letter', buildUpload('lettre.pdf', bytes))).rejects.toThrow(Invalid);
  expect((await getApplication(act(), { id })).documents).toHaveLength(1);
});

/** The token of the last link that was mailed, for this purpose. */
async function linkIn(act: Act, key: string, occasion = ''): Promise<string> {
  const mails = await act.db
    .select()
    .from(mailOutbox)
    .where(like(mailOutbox.key, `${key}:%${occasion}%`))
    .orderBy(mailOutbox.createdAt, mailOutbox.key);
  return /\/lien\/(\S+)/.exec(mails.at(-1)!.body)![1]!;
}

function later(act: Act, days: number): Act {
  return { ...act, now: act.now.add({ hours: days * 24 }) };
}

function partyAct(act: Act, partyId: string): Act {
  return { ...act, actor: { kind: 'user', id: 'c', name: 'Une ville', role: 'city', partyId } };
}

async function ids(act: Act): Promise<{ networkId: string; stateId: string }> {
  const at = { on: day('2026-11-23'), revision: await revisionAt(act.db, null) };
  return { networkId: (await findParty(act.db, 'aimf', at))!.id, stateId: (await findParty(act.db, 'togo', at))!.id };
}
