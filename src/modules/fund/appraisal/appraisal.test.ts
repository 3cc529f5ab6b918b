import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { User } from '../../../kernel/actor.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { depositDossier } from '../applications/deposit/commands.ts';
import { createApplicant, createDossier } from '../applications/factories.ts';
import { lockDossier } from '../applications/life.ts';
import { fundDossierParty } from '../applications/schema.ts';
import { createCall } from '../calls/factories.ts';
import { askCompletion, decideAdmissibility } from './admissibility/commands.ts';
import { remindCompletions } from './admissibility/jobs.ts';
import { listCompletions } from './admissibility/queries.ts';
import { listDesk } from './desk/queries.ts';
import { recordDiligence } from './diligence/commands.ts';
import { listDiligence } from './diligence/queries.ts';
import { assignPeople, declareOwnInterest, endAssignment, giveOpinion } from './experts/commands.ts';
import { openDeclared, openOwnAssignment } from './experts/own.ts';
import { listEvaluations, listSharedOpinions, mustAnswerFirst, progressOf } from './experts/queries.ts';
import { answerAssignment, buildAnswers, createAppraised, createAssignment, createEvaluator, verifyAll } from './factories.ts';
import { inDossier } from './held.ts';
import { noteInput, saveNote } from './notes/commands.ts';
import { paperOf, writeNote } from './notes/files.ts';
import { listNotes } from './notes/queries.ts';
import { assignOfficer, notePresence } from './officers/commands.ts';
import { listOthersPresent } from './officers/queries.ts';
import { blocking, checkReadiness } from './readiness/check.ts';
import { finishAppraisal, reopenAppraisal } from './readiness/commands.ts';
import { giveScores } from './scoring/commands.ts';
import { listRawScores, listScores } from './scoring/queries.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);

test('a dossier is admissible once each point was looked at, and the city is written to', async ({ act, db }) => {
  const { dossier } = await createDossier(act());
  const reference = dossier.reference!;
  const answers = buildAnswers({ gender: 'no' });
  await expect(decideAdmissibility(act(), reference, { ...answers, outcome: 'admissible', reason: null })).rejects.toThrow(Invalid);
  await decideAdmissibility(act(), reference, { ...answers, outcome: 'admissible', reason: 'Guide reçu à part.' });
  expect((await lockDossier(act(), dossier.id)).state).toBe('admissible');
  const { rows } = await db.execute(sql`select subject from letter where party_id = ${dossier.leadId}`);
  expect(rows).toContainEqual({ subject: expect.stringContaining(`Dossier ${reference}\u00a0: recevable`) });
});

test('what is inadmissible is so for a reason, and nobody appraises it any more', async ({ act }) => {
  const { dossier } = await createDossier(act());
  const said = { ...buildAnswers({ purpose: 'no' }), outcome: 'inadmissible' as const };
  await expect(decideAdmissibility(act(), dossier.reference!, { ...said, reason: null })).rejects.toThrow(Invalid);
  await decideAdmissibility(act(), dossier.reference!, { ...said, reason: 'Hors de l’objet de l’appel.' });
  await expect(askCompletion(act(), dossier.reference!, { items: 'x', dueOn: day('2026-12-15') })).rejects.toThrow(Refused);
});

test('a city is asked for what is missing until a day, reminded once at each notice, and what it deposits then is another version', async ({
  act,
  db,
}) => {
  const { dossier, lead } = await createDossier(act());
  const reference = dossier.reference!;
  await expect(askCompletion(act(), reference, { items: 'Devis', dueOn: day('2026-11-23') })).rejects.toThrow(Invalid);
  await askCompletion(act(), reference, { items: '- Devis\n\n- Plan signé', dueOn: day('2026-12-15') });
  expect(await listCompletions(db, dossier.id)).toMatchObject([{ items: ['Devis', 'Plan signé'], version: 1 }]);
  const reminded = async () => (await db.execute(sql`select 1 from letter where subject like 'Rappel%'`)).rows.length;
  for (const [now, count] of [
    ['2026-12-05', 0],
    ['2026-12-09', 1],
    ['2026-12-10', 1],
    ['2026-12-14', 2],
    ['2026-12-20', 2],
  ] as const) {
    await remindCompletions(act({ now: Temporal.Instant.from(`${now}T06:00:00Z`) }));
    expect(await reminded(), now).toBe(count);
  }
  await depositDossier(act({ actor: lead.user }), dossier.id);
  const again = await inDossier(act(), reference, async (_, held) => held);
  expect([again.state, again.deposit.number]).toEqual(['submitted', 2]);
});

test('colleagues are told who else has a dossier open, for a quarter of an hour', async ({ act }) => {
  const { dossier } = await createDossier(act());
  const other = await createEvaluator(act(), { role: 'officer', name: 'Paul Nguyen' });
  await notePresence(act({ actor: other }), dossier.id);
  await notePresence(act(), dossier.id);
  const { now } = act();
  expect((await listOthersPresent(act({ now: now.add({ minutes: 3 }) }), dossier.id)).map(({ name }) => name)).toEqual(['Paul Nguyen']);
  expect(await listOthersPresent(act({ now: now.add({ minutes: 16 }) }), dossier.id)).toEqual([]);
});

test('an expert whose city leads, joins or pays for a dossier is not asked, and why is said of each', async ({ act, db }) => {
  const { dossier, lead } = await createDossier(act());
  const [partner, funder] = [await createApplicant(act(), { name: 'Kpalimé' }), await createApplicant(act(), { name: 'Tsévié' })];
  for (const [{ partyId }, role] of [
    [partner, 'partner'],
    [funder, 'funder'],
  ] as const)
    await db.insert(fundDossierParty).values({ dossierId: dossier.id, partyId, role, invitedAt: act().now, invitedBy: 'test' });
  const people = [];
  for (const partyId of [lead.partyId, partner.partyId, funder.partyId])
    people.push(await createEvaluator(act(), { partyId, name: `Expert ${people.length + 1}` }));
  const asked = { dossiers: [dossier.reference!], tasks: ['opinion' as const], dueOn: day('2026-12-15') };
  const refusal = assignPeople(act(), { ...asked, people: people.map(({ id }) => id) });
  await expect(refusal).rejects.toThrow('Expert 1 ne peut pas lire');
  await expect(refusal).rejects.toThrow('Expert 2 ne peut pas lire');
  await expect(refusal).rejects.toThrow('Expert 3 ne peut pas lire');
  expect(await listEvaluations(db, [dossier.id])).toEqual(new Map());

  const neighbour = await createApplicant(act(), { name: 'Atakpamé' });
  const expert = await createEvaluator(act(), { partyId: neighbour.partyId });
  const id = await createAssignment(act(), dossier.reference!, expert);
  // Their city joins afterwards: the dossier closes to them by itself.
  await declareOwnInterest(act({ actor: expert }), id, { interest: 'none', words: null });
  await openDeclared(act({ actor: expert }), id);
  await db
    .insert(fundDossierParty)
    .values({ dossierId: dossier.id, partyId: neighbour.partyId, role: 'partner', invitedAt: act().now, invitedBy: 'test' });
  await expect(openDeclared(act({ actor: expert }), id)).rejects.toThrow(Missing);
});

test('interests come first: who has one is taken off with the reason; before that nothing is read nor given', async ({ act, db }) => {
  const { dossier } = await createDossier(act());
  const [expert, other] = [await createEvaluator(act()), await createEvaluator(act(), { name: 'Marie Sow' })];
  const id = await createAssignment(act(), dossier.reference!, expert);
  const own = act({ actor: expert });
  const opinion = { choice: 'reserved' as const, words: 'Budget serré.', shared: 'yes' as const };
  await expect(openDeclared(own, id)).rejects.toThrow(Forbidden);
  await expect(giveOpinion(own, id, opinion)).rejects.toThrow(Forbidden);
  await expect(openOwnAssignment(act({ actor: other }), id)).rejects.toThrow(Missing);
  await expect(declareOwnInterest(own, id, { interest: 'some', words: null })).rejects.toThrow(Invalid);
  await declareOwnInterest(own, id, { interest: 'some', words: 'Mon frère dirige le chantier.' });
  await expect(giveOpinion(own, id, opinion)).rejects.toThrow(Missing);
  const [removed] = (await listEvaluations(db, [dossier.id])).get(dossier.id)!;
  expect(removed).toMatchObject({ declaration: { hasInterest: true }, assignment: { endedReason: 'Mon frère dirige le chantier.' } });
  // The database keeps it too.
  const forged = sql`insert into fund_opinion (assignment_id, number, version, choice, words, shared, at, by)
    values (${id}, 1, 1, 'favourable', 'x', false, now(), 'test')`;
  await expect(db.transaction((tx) => tx.execute(forged))).rejects.toThrow();
});

test('an expert reads nothing once what was asked of them has ended, nor once the dossier goes to a sitting', async ({ act }) => {
  const { dossier, call } = await createDossier(act());
  const [expert, other] = [await createEvaluator(act()), await createEvaluator(act(), { name: 'Marie Sow' })];
  const [id, otherId] = [
    await createAssignment(act(), dossier.reference!, expert),
    await createAssignment(act(), dossier.reference!, other),
  ];
  await declareOwnInterest(act({ actor: expert }), id, { interest: 'none', words: null });
  await openDeclared(act({ actor: expert }), id);
  await endAssignment(act(), dossier.reference!, id, { reason: 'Délai passé' });
  await expect(openDeclared(act({ actor: expert }), id)).rejects.toThrow(Missing);
  await answerAssignment(act({ actor: other }), otherId, call, 3);
  await decideAdmissibility(act(), dossier.reference!, { ...buildAnswers(), outcome: 'inadmissible', reason: 'Hors délai.' });
  await expect(openDeclared(act({ actor: other }), otherId)).rejects.toThrow(Missing);
});

test('opinions are counted as they come in; a city reads those that are shared, and no other', async ({ act, db }) => {
  const { dossier, call } = await createDossier(act());
  const people: { person: User; id: string }[] = [];
  for (const name of ['Un', 'Deux', 'Trois']) {
    const person = await createEvaluator(act(), { name });
    people.push({ person, id: await createAssignment(act(), dossier.reference!, person) });
  }
  await answerAssignment(act({ actor: people[0]!.person }), people[0]!.id, call, 3);
  const second = act({ actor: people[1]!.person });
  await declareOwnInterest(second, people[1]!.id, { interest: 'none', words: null });
  await giveOpinion(second, people[1]!.id, { choice: 'unfavourable', words: 'Coût trop élevé.', shared: 'yes' });
  const evaluations = (await listEvaluations(db, [dossier.id])).get(dossier.id)!;
  expect(progressOf(evaluations)).toEqual({ opinions: { asked: 3, given: 2 }, scores: { asked: 3, given: 1 } });
  expect([0, 1, 2].map((index) => mustAnswerFirst(act({ actor: people[index]!.person }), evaluations))).toEqual([false, true, true]);
  expect((await listSharedOpinions(db, dossier.id)).map(({ words }) => words)).toEqual(['Coût trop élevé.']);
});

test('a low score is justified, all that is wrong is said at once, and what was scored before stays as it was given', async ({
  act,
  db,
}) => {
  const { dossier, call } = await createDossier(act());
  const expert = await createEvaluator(act());
  const id = await createAssignment(act(), dossier.reference!, expert);
  const own = act({ actor: expert });
  await declareOwnInterest(own, id, { interest: 'none', words: null });
  const typed = { 'score-relevance': '1', 'score-quality': '6', 'score-feasibility': '', 'score-equality': '4', 'score-durability': '2' };
  await expect(giveScores(own, id, typed)).rejects.toMatchObject({
    fields: { 'comment-relevance': expect.anything(), 'score-quality': expect.anything(), 'score-feasibility': expect.anything() },
  });
  const whole = { ...typed, 'comment-relevance': 'Besoin mal établi.', 'score-quality': '5', 'score-feasibility': '3' };
  await giveScores(own, id, whole);
  await giveScores(own, id, { ...whole, 'score-quality': '4' });
  const [given] = (await listScores(db, [dossier.id])).get(dossier.id)!;
  // (25×1 + 20×4 + 20×3 + 20×4 + 15×2) / 500
  expect([given!.total, given!.scoring.number, call.grid]).toMatchObject([5500, 2, { most: 5 }]);
  expect((await listRawScores(db, [{ ...given!.scoring, number: 1 }])).find(({ criterion }) => criterion === 'quality')!.score).toBe(5);
  await expect(db.transaction((tx) => tx.execute(sql`update fund_score set score = 5`))).rejects.toThrow();
});

test('a dossier that lacks something is not said to be appraised: all of it is named at once', async ({ act }) => {
  const { dossier, call } = await createDossier(act());
  const reference = dossier.reference!;
  await decideAdmissibility(act(), reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  const lacking = async () =>
    inDossier(act(), reference, async (act, held) => blocking(await checkReadiness(act, { dossier: held, call })).map(({ kind }) => kind));
  expect(await lacking()).toEqual(['officer', 'scores', 'deliberation', 'signatory', 'screening', 'note']);
  await expect(finishAppraisal(act(), reference)).rejects.toThrow(/Personne ne l’instruit.*La note d’instruction n’est pas écrite/);
  await verifyAll(act(), reference);
  await assignOfficer(act(), reference, {});
  expect(await lacking()).toEqual(['scores', 'note']);
});

test('the officer who appraises does not score alone', async ({ act }) => {
  const { dossier, call } = await createDossier(act());
  const reference = dossier.reference!;
  const officer = await createEvaluator(act(), { role: 'officer', name: 'Awa Diop' });
  const own = act({ actor: officer });
  await assignOfficer(own, reference, {});
  const scores = async () =>
    inDossier(act(), reference, async (act, held) =>
      (await checkReadiness(act, { dossier: held, call })).find(({ kind }) => kind === 'scores')!,
    );
  await answerAssignment(own, await createAssignment(act(), reference, officer), call, 4);
  expect((await scores()).why('fr')).toContain('ne note pas seul');
  const expert = await createEvaluator(act());
  await answerAssignment(act({ actor: expert }), await createAssignment(act(), reference, expert), call, 4);
  expect((await scores()).isMet).toBe(true);
});

test('two scorers further apart than the gap call for a third', async ({ act, db }) => {
  const { dossier, call } = await createAppraised(act(), { scoresGiven: [1, 5, 3] });
  const totals = (await listScores(db, [dossier.id])).get(dossier.id)!.map(({ total }) => total);
  expect(new Set(totals)).toEqual(new Set([2000, 6000, 10_000]));
  const apart = createAppraised(act(), { call, scoresGiven: [1, 5] });
  await expect(apart).rejects.toThrow('une troisième est nécessaire');
});

test('a screening of sanction lists keeps which list, of which day, and the hash of the file', async ({ act, db }) => {
  const { dossier } = await createDossier(act());
  const screened = { outcome: 'met' as const, words: 'Aucune correspondance.', list: 'ONU', listOn: day('2026-11-20') };
  await expect(recordDiligence(act(), dossier.reference!, 'screening', screened, null)).rejects.toThrow(Invalid);
  await verifyAll(act(), dossier.reference!);
  const kept = (await listDiligence(db, dossier.id)).find(({ kind }) => kind === 'screening')!;
  expect([kept.listOn!.toString(), kept.hash]).toEqual(['2026-11-20', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const bare = sql`insert into fund_diligence (dossier_id, number, kind, outcome, words, at, by)
    values (${dossier.id}, 99, 'screening', 'met', 'x', now(), 'test')`;
  await expect(db.transaction((tx) => tx.execute(bare))).rejects.toThrow();
});

test('the note is made of what is known, names no scorer, refuses amounts beyond what was asked; each version stays', async ({
  act,
  db,
}) => {
  const { dossier, experts } = await createAppraised(act(), { finish: false });
  const typed = { outcome: 'granted', analysis: 'Autre analyse.', granted: '90 000', rate: '85', eligible: '200 000' };
  await expect(saveNote(act(), dossier.reference, noteInput.parse(typed))).rejects.toMatchObject({
    fields: { granted: expect.anything(), rate: expect.anything(), eligible: expect.anything() },
  });
  await saveNote(act(), dossier.reference, noteInput.parse({ outcome: 'reserve', analysis: 'Autre analyse.' }));
  const notes = await listNotes(db, dossier.id);
  expect(notes.map(({ number, outcome, grantedCents }) => [number, outcome, grantedCents])).toEqual([
    [1, 'granted', 80_000_00],
    [2, 'reserve', 0],
  ]);
  const words = JSON.stringify(paperOf(notes[0]!).blocks);
  expect(words).toContain('Vu, en ordre.');
  for (const { name } of experts) expect(words).not.toContain(name);
  const [pdf, docx] = [await writeNote(notes[0]!, 'pdf'), await writeNote(notes[0]!, 'docx')];
  expect([Buffer.from(pdf.subarray(0, 5)).toString(), Buffer.from(docx.subarray(0, 2)).toString()]).toEqual(['%PDF-', 'PK']);
});

test('an appraisal is taken up again with a reason, and only where there was one', async ({ act }) => {
  const { dossier } = await createAppraised(act());
  await reopenAppraisal(act(), dossier.reference, { reason: 'Un devis a changé.' });
  expect((await lockDossier(act(), dossier.id)).state).toBe('admissible');
  await expect(reopenAppraisal(act(), dossier.reference, { reason: 'x' })).rejects.toThrow(Refused);
});

test('the desk shows what is under way, everyone’s, one’s own or nobody’s, and leaves out what is over', async ({ act }) => {
  const call = await createCall(act());
  const mine = await createDossier(act(), { call });
  const free = await createDossier(act(), { call, state: 'admissible' });
  await createDossier(act(), { call, state: 'inadmissible' });
  await createDossier(act(), { call, state: 'draft' });
  await assignOfficer(act(), mine.dossier.reference!, {});
  const listed = async (filter: 'all' | 'mine' | 'free') => (await listDesk(act(), { filter })).map(({ reference }) => reference);
  const [one, other] = [mine.dossier.reference!, free.dossier.reference!];
  expect([new Set(await listed('all')), await listed('mine'), await listed('free')]).toEqual([new Set([one, other]), [one], [other]]);
});
