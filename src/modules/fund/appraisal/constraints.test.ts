import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createNetwork, createSitting } from '../../assemblies/factories.ts';
import { agendaItem } from '../../assemblies/schema.ts';
import { putOnAgenda } from './agenda/commands.ts';
import { fundAgendaEntry } from './agenda/schema.ts';
import { fundAssignment } from './experts/schema.ts';
import { applicantOf, createAppraised } from './factories.ts';

const test = databaseTest();

test('the database refuses what an appraisal may never hold', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { dossier } = await createAppraised(act(), { lead: await applicantOf(act(), cities[0]!) });
  const slug = await createSitting(act(), { body: 'bureau', titleFr: 'Bureau' });
  await putOnAgenda(act(), slug, { dossiers: [dossier.reference], block: null, owedUntil: undefined });
  const [entry] = await db.select().from(fundAgendaEntry);
  const [item] = await db.select().from(agendaItem);
  const [assignment] = await db.select().from(fundAssignment);
  const { id } = dossier;
  const by = sql`now(), 'test'`;
  const refused: Record<string, SQL> = {
    'an officer without a name': sql`insert into fund_officer (dossier_id, number, user_id, name, at, by) values (${id}, 9, 'x', '', ${by})`,
    'an officer who is rewritten': sql`update fund_officer set name = 'x'`,
    'what is inadmissible without a reason': sql`insert into fund_admissibility (dossier_id, number, version, answers, outcome, at, by)
      values (${id}, 9, 1, '{}', 'inadmissible', ${by})`,
    'an outcome that is none': sql`insert into fund_admissibility (dossier_id, number, version, answers, outcome, reason, at, by)
      values (${id}, 9, 1, '{}', 'perhaps', 'x', ${by})`,
    'a version that was never deposited': sql`insert into fund_admissibility (dossier_id, number, version, answers, outcome, at, by)
      values (${id}, 9, 7, '{}', 'admissible', ${by})`,
    'a request for nothing': sql`insert into fund_completion (id, dossier_id, number, version, items, due_on, at, by)
      values (${randomUUID()}, ${id}, 9, 1, '{}', '2027-01-01', ${by})`,
    'a request that is deleted': sql`delete from fund_admissibility`,
    'an assignment of no task': sql`insert into fund_assignment (id, dossier_id, user_id, name, tasks, due_on, at, by)
      values (${randomUUID()}, ${id}, 'y', 'Y', '{}', '2027-01-01', ${by})`,
    'a task that is none': sql`insert into fund_assignment (id, dossier_id, user_id, name, tasks, due_on, at, by)
      values (${randomUUID()}, ${id}, 'y', 'Y', '{decision}', '2027-01-01', ${by})`,
    'someone asked twice': sql`insert into fund_assignment (id, dossier_id, user_id, name, tasks, due_on, at, by)
      values (${randomUUID()}, ${id}, ${assignment!.userId}, 'Y', '{opinion}', '2027-01-01', ${by})`,
    'an end without a reason': sql`update fund_assignment set ended_at = now(), ended_by = 'x'`,
    'an end before its beginning': sql`update fund_assignment set ended_at = '2020-01-01', ended_by = 'x', ended_reason = 'x'`,
    'an interest without words': sql`insert into fund_interest (assignment_id, has_interest, at, by) values (${randomUUID()}, true, ${by})`,
    'interests that change': sql`update fund_interest set has_interest = true, words = 'x'`,
    'an opinion without words': sql`insert into fund_opinion (assignment_id, number, version, choice, words, shared, at, by)
      values (${assignment!.id}, 9, 1, 'favourable', '', false, ${by})`,
    'an opinion of someone who has an interest': sql`insert into fund_opinion (assignment_id, number, has_interest, version, choice, words, shared, at, by)
      values (${assignment!.id}, 9, true, 1, 'favourable', 'x', false, ${by})`,
    'an opinion that is rewritten': sql`update fund_opinion set words = 'x'`,
    'a total beyond the whole': sql`insert into fund_scoring (assignment_id, number, version, total, at, by) values (${assignment!.id}, 9, 1, 10001, ${by})`,
    'a score beyond the most': sql`insert into fund_score (assignment_id, number, criterion, weight, most, score) values (${assignment!.id}, 1, 'x', 1, 5, 6)`,
    'a score of no scoring': sql`insert into fund_score (assignment_id, number, criterion, weight, most, score) values (${assignment!.id}, 8, 'x', 1, 5, 1)`,
    'a scoring that is deleted': sql`delete from fund_score`,
    'a verification without words': sql`insert into fund_diligence (dossier_id, number, kind, outcome, words, at, by)
      values (${id}, 99, 'deliberation', 'met', '', ${by})`,
    'a screening without a list': sql`insert into fund_diligence (dossier_id, number, kind, outcome, words, at, by)
      values (${id}, 99, 'screening', 'met', 'x', ${by})`,
    'a list beside another verification': sql`insert into fund_diligence (dossier_id, number, kind, outcome, words, list, list_on, at, by)
      values (${id}, 99, 'deliberation', 'met', 'x', 'ONU', '2026-01-01', ${by})`,
    'a hash without its file': sql`insert into fund_diligence (dossier_id, number, kind, outcome, words, hash, at, by)
      values (${id}, 99, 'deliberation', 'met', 'x', ${'a'.repeat(64)}, ${by})`,
    'a note that grants nothing': sql`insert into fund_note (dossier_id, number, version, analysis, strengths, weaknesses, outcome, granted_cents, commitment_cents, rate, eligible_cents, paper, at, by)
      values (${id}, 9, 1, 'x', '', '', 'granted', 0, 0, 8000, 0, '{}', ${by})`,
    'conditions that are not said': sql`insert into fund_note (dossier_id, number, version, analysis, strengths, weaknesses, outcome, granted_cents, commitment_cents, rate, eligible_cents, paper, at, by)
      values (${id}, 9, 1, 'x', '', '', 'granted_on_conditions', 1, 1, 8000, 2, '{}', ${by})`,
    'more granted than committed': sql`insert into fund_note (dossier_id, number, version, analysis, strengths, weaknesses, outcome, granted_cents, commitment_cents, rate, eligible_cents, paper, at, by)
      values (${id}, 9, 1, 'x', '', '', 'granted', 2, 1, 8000, 2, '{}', ${by})`,
    'a dossier twice on one agenda': sql`insert into fund_agenda_entry (id, dossier_id, version, sitting_id, item_id, at, by)
      values (${randomUUID()}, ${id}, 1, ${entry!.sittingId}, ${item!.id}, ${by})`,
    'a dossier taken off without a reason': sql`update fund_agenda_entry set withdrawn_at = now(), withdrawn_by = 'x'`,
    'a note of nothing on an agenda': sql`update fund_agenda_entry set note = 9`,
    'a grant that nothing decided': sql`insert into fund_award (id, dossier_id, version, sitting_id, outcome, currency, granted_cents, commitment_cents, rate, eligible_cents, at, by)
      values (${randomUUID()}, ${id}, 1, ${entry!.sittingId}, 'granted', 'EUR', 1, 1, 8000, 2, ${by})`,
  };
  for (const [what, statement] of Object.entries(refused))
    await expect(
      db.transaction((tx) => tx.execute(statement)),
      what,
    ).rejects.toThrow();
});
