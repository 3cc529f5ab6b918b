import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { cityUserInput, type Invitation, inviteOutsider } from '../../../../kernel/auth/users/commands.ts';
import { type Evaluator, listEvaluators } from '../../../../kernel/auth/users/queries.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { asKnownNow, indexParties } from '../../../register/index.ts';
import { mayManageFund } from '../../policy.ts';
import { signed } from '../../signed.ts';
import { type HeldDossier, inDossier, listConcerned } from '../held.ts';
import { say } from '../messages.ts';
import { appraisalPaths } from '../paths.ts';
import { opinionChoices, tasks } from '../vocabulary.ts';
import { openDeclared, openOwnAssignment } from './own.ts';
import { boundAs, isAppraised } from './rules.ts';
import { fundAssignment, fundInterest, fundOpinion } from './schema.ts';

export const expertInput = cityUserInput.extend({ city: optionalText(200) });

/** Opens an account for an expert, a member city's where one is named. @throws Forbidden; Invalid */
export async function inviteExpert(act: Act, { city, ...input }: z.output<typeof expertInput>): Promise<Invitation> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const party = city ? (await indexParties(act.db, await asKnownNow(act))).resolve(city, 'city') : null;
    return inviteOutsider(act, { role: 'expert', partyId: party?.id ?? null }, input);
  });
}

const several = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).min(1).max(100));
export const assignmentInput = z.object({
  dossiers: several,
  people: several,
  tasks: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(tasks)).min(1)),
  dueOn: day,
});

/**
 * Asks people about several dossiers at once. Whom a dossier concerns is not asked, and why is said; who was asked already is
 * not asked twice.
 * @returns how many were asked
 * @throws Forbidden; Invalid with everyone who may not be asked, and every dossier that is not appraised
 */
export async function assignPeople(act: Act, input: z.output<typeof assignmentInput>): Promise<number> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const known = await listEvaluators(act);
    const people = input.people.map((id) => known.find((one) => one.id === id));
    if (people.includes(undefined)) throw new Invalid({ people: say.later('assignment.unknown') });
    if (Temporal.PlainDate.compare(input.dueOn, dayOf(act.now)) < 0) throw new Invalid({ dueOn: say.later('assignment.past') });
    const faults: ((lang: Lang) => string)[] = [];
    let asked = 0;
    for (const reference of new Set(input.dossiers))
      await inDossier(act, reference, async (act, dossier) => {
        if (!isAppraised(dossier.state)) faults.push((lang) => say.in(lang)('assignment.notAppraised', { reference }));
        const concerned = await listConcerned(act, dossier);
        for (const person of people as Evaluator[]) {
          const bound = boundAs(person.partyId, concerned);
          if (bound) faults.push((lang) => say.in(lang)(`assignment.bound.${bound}`, { name: person.name, reference }));
          else if (await insertAssignment(act, dossier, person, input)) asked += 1;
        }
      });
    if (faults.length > 0) throw new Invalid({ people: (lang) => faults.map((fault) => fault(lang)).join(' ') });
    return asked;
  });
}

async function insertAssignment(
  act: Act,
  { id: dossierId, reference }: HeldDossier,
  person: Evaluator,
  { tasks, dueOn }: z.output<typeof assignmentInput>,
): Promise<boolean> {
  const id = randomUUID();
  const [added] = await act.db
    .insert(fundAssignment)
    .values({ id, dossierId, userId: person.id, name: person.name, partyId: person.partyId, tasks, dueOn, ...signed(act) })
    .onConflictDoNothing()
    .returning();
  if (!added) return false;
  const values = { name: person.name, day: formatDate(dueOn, person.lang), reference };
  await sendMail(act, {
    key: `fund.assignment:${id}`,
    to: person.email,
    lang: person.lang,
    subject: say.in(person.lang)('mail.asked.subject', values),
    text: say.in(person.lang)('mail.asked.text', {
      ...values,
      link: act.site.url + localPath(person.lang, appraisalPaths.assignment(id)),
    }),
  });
  await audit(act, { command: 'fund.assign', subject: reference, detail: { person: person.name, tasks } });
  return true;
}

export const endInput = z.object({ reason: requiredText(500) });

/** Ends what was asked of someone: from then on they read nothing. @throws Forbidden, Missing */
export async function endAssignment(act: Act, reference: string, id: string, { reason }: z.output<typeof endInput>): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    const ended = await act.db
      .update(fundAssignment)
      .set({ endedAt: act.now, endedBy: actorName(act.actor), endedReason: reason })
      .where(and(eq(fundAssignment.id, id), eq(fundAssignment.dossierId, dossier.id), isNull(fundAssignment.endedAt)))
      .returning();
    if (ended.length === 0) throw new Missing(`assignment ${id}`);
    await audit(act, { command: 'fund.endAssignment', subject: reference, detail: { person: ended[0]!.name, reason } });
  });
}

export const interestInput = z.object({ interest: z.enum(['none', 'some']), words: optionalText(1000) });

/** Says whether one has an interest in a dossier; who has one is asked nothing more, and the reason is kept. @throws Forbidden, Missing, Refused; Invalid */
export async function declareOwnInterest(act: Act, id: string, { interest, words }: z.output<typeof interestInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { dossier, declaration } = await openOwnAssignment(act, id);
    if (declaration) throw new Refused(say.later('interest.said'));
    if (interest === 'some' && !words) throw new Invalid({ words: say.later('interest.which') });
    await act.db.insert(fundInterest).values({ assignmentId: id, hasInterest: interest === 'some', words: words ?? '', ...signed(act) });
    if (interest === 'some')
      await act.db
        .update(fundAssignment)
        .set({ endedAt: act.now, endedBy: actorName(act.actor), endedReason: words! })
        .where(eq(fundAssignment.id, id));
    await audit(act, { command: 'fund.interest', subject: dossier.reference, detail: { interest, words } });
  });
}

export const opinionInput = z.object({
  choice: z.enum(opinionChoices),
  words: requiredText(10_000),
  shared: z.enum(['yes', 'no']),
});

/** Gives an opinion, or another one in its place. @throws Forbidden, Missing; Refused where none was asked */
export async function giveOpinion(act: Act, id: string, { choice, words, shared }: z.output<typeof opinionInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { assignment, dossier } = await openDeclared(act, id);
    if (!assignment.tasks.includes('opinion')) throw new Refused(say.later('opinion.notAsked'));
    const number = (await act.db.$count(fundOpinion, eq(fundOpinion.assignmentId, id))) + 1;
    await act.db.insert(fundOpinion).values({
      assignmentId: id,
      number,
      version: dossier.deposit.number,
      choice,
      words,
      shared: shared === 'yes',
      ...signed(act),
    });
    await audit(act, { command: 'fund.opinion', subject: dossier.reference, detail: { choice, number } });
  });
}
