import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { recordArrivals } from '../../assemblies/attendance/commands.ts';
import { receivePdf, sittingDay, type TestCity } from '../../assemblies/factories.ts';
import { findSitting } from '../../assemblies/index.ts';
import { conveneSitting, openSitting } from '../../assemblies/sittings/commands.ts';
import { createCityUser, createDossier, type NewDossier, type TestApplicant } from '../applications/factories.ts';
import type { FundDossier } from '../applications/schema.ts';
import { scoringGrid } from '../calls/forms/definition.ts';
import type { FundCall } from '../calls/schema.ts';
import { decideAdmissibility } from './admissibility/commands.ts';
import { recordDiligence } from './diligence/commands.ts';
import { assignPeople, declareOwnInterest, giveOpinion } from './experts/commands.ts';
import { listAskedOf } from './experts/queries.ts';
import { noteInput, saveNote } from './notes/commands.ts';
import { assignOfficer } from './officers/commands.ts';
import { finishAppraisal } from './readiness/commands.ts';
import { giveScores } from './scoring/commands.ts';
import { admissibilityChecks, type AdmissibilityCheck, type CheckAnswer, diligenceKinds, type Task } from './vocabulary.ts';

/** Answers to every point of admissibility, all met unless told otherwise. */
export function buildAnswers(given: Partial<Record<AdmissibilityCheck, CheckAnswer>> = {}): Record<AdmissibilityCheck, CheckAnswer> {
  const met = Object.fromEntries(admissibilityChecks.map((check) => [check, 'yes'])) as Record<AdmissibilityCheck, CheckAnswer>;
  return { ...met, ...given };
}

/** Someone who may be asked about a dossier, as an actor: an expert, of a member city where `partyId` says so, or someone of the secretariat. */
export async function createEvaluator(
  act: Act,
  { role = 'expert', name = 'Jean Kouassi', partyId }: { role?: User['role']; name?: string; partyId?: string } = {},
): Promise<User> {
  const { id } = await createUser(act, { role, name, ...(partyId ? { partyId } : {}) });
  return { kind: 'user', id, name, role, ...(partyId ? { partyId } : {}) };
}

/** Asks someone about a dossier. @returns the identifier of what is asked */
export async function createAssignment(
  act: Act,
  reference: string,
  person: User,
  { tasks = ['opinion', 'scoring'] }: { tasks?: Task[] } = {},
): Promise<string> {
  await assignPeople(act, { dossiers: [reference], people: [person.id], tasks, dueOn: Temporal.PlainDate.from('2027-06-30') });
  return (await listAskedOf(act.db, person.id)).findLast(({ dossier }) => dossier.reference === reference)!.assignment.id;
}

/** Someone says that they have no interest in a dossier, gives a favourable opinion, and the same score at each criterion. */
export async function answerAssignment(act: Act, id: string, call: FundCall, score: number): Promise<void> {
  const { criteria } = scoringGrid.parse(call.grid);
  await declareOwnInterest(act, id, { interest: 'none', words: null });
  await giveOpinion(act, id, { choice: 'favourable', words: 'Le besoin est réel.', shared: 'no' });
  const scores = criteria.flatMap(({ key }) => [
    [`score-${key}`, String(score)],
    [`comment-${key}`, 'Vu sur place.'],
  ]);
  await giveScores(act, id, Object.fromEntries(scores));
}

/** Everything that is verified of a dossier, in order. */
export async function verifyAll(act: Act, reference: string): Promise<void> {
  for (const kind of diligenceKinds) {
    const screened = { list: 'Liste consolidée de l’Union européenne', listOn: Temporal.PlainDate.from('2026-11-20') };
    await recordDiligence(
      act,
      reference,
      kind,
      { outcome: 'met', words: 'Vu, en ordre.', ...(kind === 'screening' ? screened : {}) },
      kind === 'screening' ? await receivePdf(act, 'liste.pdf') : null,
    );
  }
}

export interface NewAppraised extends Omit<NewDossier, 'state'> {
  /** What each scorer gives at every criterion; two of them unless told otherwise. */
  scoresGiven?: readonly number[];
  /** What the note proposes; the whole of what is asked unless told otherwise. */
  proposal?: Record<string, string>;
  /** False: everything but the last word is said. */
  finish?: boolean;
}

/** A dossier that two experts scored, verified and noted: ready for a sitting. `act` is its officer. */
export async function createAppraised(
  act: Act,
  { scoresGiven = [4, 4], proposal = {}, finish = true, ...given }: NewAppraised = {},
): Promise<{ dossier: FundDossier & { reference: string }; call: FundCall; lead: TestApplicant; experts: User[] }> {
  const made = await createDossier(act, given);
  const reference = made.dossier.reference!;
  await assignOfficer(act, reference, {});
  await decideAdmissibility(act, reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  const experts: User[] = [];
  for (const [index, score] of scoresGiven.entries()) {
    const expert = await createEvaluator(act, { name: `Experte ${index + 1}` });
    experts.push(expert);
    await answerAssignment({ ...act, actor: expert }, await createAssignment(act, reference, expert), made.call, score);
  }
  await verifyAll(act, reference);
  const typed = { outcome: 'granted', analysis: 'Projet solide.', strengths: 'Portage clair.', weaknesses: '', ...proposal };
  await saveNote(act, reference, noteInput.parse(typed));
  if (finish) await finishAppraisal(act, reference);
  return { ...made, dossier: { ...made.dossier, reference }, experts };
}

/** A city of the network of `createNetwork`, with an account that may apply for it. */
export async function applicantOf(act: Act, { id, slug }: Pick<TestCity, 'id' | 'slug'>): Promise<TestApplicant> {
  return { partyId: id, slug, user: await createCityUser(act, id) };
}

/** The direction, who did not appraise: who writes down what was decided. */
export function asDirection(act: Act): Act {
  return { ...act, actor: { kind: 'user', id: '00000000-0000-4000-8000-0000000000d1', name: 'Marc Tremblay', role: 'direction' } };
}

/** What is typed of a decision: `outcome-2026-D001`, and so on. */
export function typeAward(reference: string, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${key}-${reference}`, value]));
}

/** Convenes and opens a prepared sitting on its day, these being present. @returns the act of that day */
export async function openPrepared(act: Act, slug: string, present: readonly TestCity[]): Promise<Act> {
  await conveneSitting(act, slug, { reason: null });
  const today = { ...act, now: sittingDay };
  const found = await findSitting(act, slug);
  if (found!.mode !== 'written')
    await recordArrivals(
      today,
      slug,
      present.map(({ id }) => id),
    );
  await openSitting(today, slug);
  return today;
}
