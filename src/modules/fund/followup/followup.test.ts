import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { recordRefund, settleProject } from '../money/recoveries/commands.ts';
import { listRecoveries } from '../money/recoveries/queries.ts';
import { createReportingProject, createReviewedReport } from '../monitoring/factories.ts';
import { listDue } from '../monitoring/schedule.ts';
import { decideStep } from '../projects/commands.ts';
import { createSignedProject, people } from '../projects/factories.ts';
import type { Project } from '../projects/schema.ts';
import { closeProject, endFollowup, followupInput, recordFollowup } from './commands.ts';
import { followupPaths } from './paths.ts';
import { checkClosure, findFollowup, listFollowups } from './queries.ts';

const test = siteTest();
const learned = { learned: 'Associer les vendeuses dès le plan.', waiver: null };

/** A project that is completed, its accounts settled with nothing owed; `reports`: how many of its four are accepted. */
async function createSettled(act: Act, { reports = 4 } = {}): Promise<Project> {
  const project = await createReportingProject(act);
  for (let number = 1; number <= reports; number += 1)
    await createReviewedReport(act, project.id, number, { expenses: number === 1 ? [50_000_00] : [] });
  await decideStep({ ...act, actor: people.officer }, project.id, { to: 'completed', reason: null });
  const settled = { resourcesCents: 0, dueOn: Temporal.PlainDate.from('2027-01-31'), reason: 'Comptes arrêtés' };
  await settleProject({ ...act, actor: people.finance }, project.id, settled);
  return project;
}

test('a project is closed once its reports are accepted and its money is; what was learned of it stays', async ({ act, db }) => {
  const project = await createSettled(act({ now: Temporal.Instant.from('2026-11-23T09:00:00Z') }));
  expect((await checkClosure(db, { id: project.id, state: 'completed' })).filter(({ isMet }) => !isMet)).toEqual([]);
  await expect(closeProject(act({ actor: people.finance }), project.id, learned)).rejects.toThrow(Forbidden);
  await closeProject(act({ actor: people.officer }), project.id, learned);
  await expect(closeProject(act({ actor: people.officer }), project.id, learned)).rejects.toThrow(Refused);
  await expect(recordFollowup(act({ actor: people.officer }), project.id, entry({ kind: 'visit' }), null)).rejects.toThrow('clos');
  await recordFollowup(act({ actor: people.officer }), project.id, entry({ kind: 'lesson' }), null);
});

test('money that is neither justified nor paid back holds a closure, whoever asks for it', async ({ act, db }) => {
  const project = await createReportingProject(act());
  await createReviewedReport(act(), project.id, 1, { expenses: [25_000_00] });
  await decideStep(act({ actor: people.officer }), project.id, { to: 'completed', reason: null });
  await expect(closeProject(act({ actor: people.direction }), project.id, { ...learned, waiver: 'Tant pis' })).rejects.toThrow(Refused);
  await settleProject(act({ actor: people.finance }), project.id, {
    resourcesCents: 0,
    dueOn: Temporal.PlainDate.from('2027-01-31'),
    reason: 'Fin',
  });
  const unmet = async () =>
    (await checkClosure(db, { id: project.id, state: 'completed' })).filter(({ isMet }) => !isMet).map(({ what }) => what);
  // 80 % of 25 000 € is justified; the 20 000 € left are asked back.
  expect(await unmet()).toEqual(['reports', 'recovered']);
  const { recovery } = (await listRecoveries(act({ actor: people.finance })))[0]!;
  await recordRefund(act({ actor: people.finance }), recovery.id, {
    receivedOn: Temporal.PlainDate.from('2026-11-20'),
    amount: 20_000_00,
    bankReference: 'VIR 9',
  });
  expect(await unmet()).toEqual(['reports']);
});

test('the direction alone closes a project whose report is missing, and says why', async ({ act, db }) => {
  const project = await createSettled(act(), { reports: 3 });
  await expect(closeProject(act({ actor: people.officer }), project.id, { ...learned, waiver: 'Ville dissoute' })).rejects.toThrow(
    'direction',
  );
  await expect(closeProject(act({ actor: people.direction }), project.id, learned)).rejects.toThrow(Invalid);
  await closeProject(act({ actor: people.direction }), project.id, { ...learned, waiver: 'Ville dissoute' });
  expect((await listDue(db, project.id)).map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted', null]);
});

test('the database closes no project whose money or reports are open, nor without its closure', async ({ act, db }) => {
  const project = await createReportingProject(act());
  const close = sql`insert into fund_closure (project_id, learned, at, by_id, by) values (${project.id}, 'x', now(), 'u', 'x')`;
  await expect(db.transaction((tx) => tx.execute(close))).rejects.toSatisfy(says('once its money is'));
  const step = sql`insert into fund_project_step (project_id, number, state, on_day, at, by) values (${project.id}, 9, 'closed', now(), now(), 'x')`;
  await expect(db.transaction((tx) => tx.execute(step))).rejects.toSatisfy(says('by its closure'));
  const settled = await createSettled(act(), { reports: 3 });
  const other = sql`insert into fund_closure (project_id, learned, at, by_id, by) values (${settled.id}, 'x', now(), 'u', 'x')`;
  await expect(db.transaction((tx) => tx.execute(other))).rejects.toSatisfy(says('once its reports are accepted'));
});

test('a recommendation is late once its day is over and it has no outcome; an entry has one outcome', async ({ act }) => {
  const project = await createSignedProject(act());
  const officer = act({ actor: people.officer });
  const id = await recordFollowup(officer, project.id, entry({ kind: 'recommendation', owner: 'La mairie', dueOn: '2026-11-01' }), null);
  await recordFollowup(officer, project.id, entry({ kind: 'risk', level: '2' }), null);
  await recordFollowup(officer, project.id, entry({ kind: 'visit' }), null);
  const count = async (open: 'open' | 'late') => (await listFollowups(officer, { open }, { page: 1, size: 10 })).total;
  expect([await count('open'), await count('late')]).toEqual([2, 1]);
  await endFollowup(officer, project.id, id, { outcome: 'done', words: 'Compteurs posés.' });
  await expect(endFollowup(officer, project.id, id, { outcome: 'dropped', words: 'Non' })).rejects.toThrow(Refused);
  expect([await count('open'), await count('late')]).toEqual([1, 0]);
});

test('an entry is found in the follow-up of its own project alone', async ({ act, db }) => {
  const [own, other] = [await createSignedProject(act()), await createSignedProject(act())];
  const id = await recordFollowup(act({ actor: people.officer }), own.id, entry({ kind: 'visit' }), null);
  expect(await findFollowup(db, own.id, id)).toMatchObject({ kind: 'visit', projectId: own.id });
  await expect(findFollowup(db, other.id, id)).rejects.toThrow(Missing);
  await expect(findFollowup(db, own.id, 'suite')).rejects.toThrow(Missing);
});

test.for<[string, Record<string, string>, string[]]>([
  ['a risk without a level', { kind: 'risk' }, ['level']],
  ['a recommendation for nobody and no day', { kind: 'recommendation' }, ['owner', 'dueOn']],
  ['an evaluation without a mark', { kind: 'evaluation', title: '' }, ['title', 'level']],
])('%s is refused', ([, given, fields]) => {
  const read = followupInput.safeParse({ ...typed, ...given });
  expect(read.success ? [] : [...new Set(read.error.issues.map(({ path }) => path[0]))]).toEqual(fields);
});

test('the follow-up of a project is written on its page by who follows it, and read by the whole secretariat alone', async ({
  act,
  openSite,
}) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const officer = await site.browser('officer');
  const path = followupPaths.ofProject(project.reference);
  const send = (fields: Record<string, string>) => officer.sendFile(path, { ...typed, ...fields }, '', new Uint8Array());
  expect((await send({ kind: 'risk', level: '' })).status).toBe(422);
  expect((await send({ kind: 'risk', level: '3' })).status).toBe(303);
  const reader = await site.browser('reader');
  expect(await (await reader.get(path)).text()).toContain('Risque de niveau 3 sur 3.');
  expect(await (await reader.get(`${followupPaths.all()}?kind=risk&format=csv`)).text()).toContain('Le ciment manque');
  for (const role of ['city', 'donor', 'expert'] as const)
    expect((await (await site.browser(role, role === 'expert' ? undefined : project.leadId)).get(path)).status).toBe(403);
});

const typed = {
  kind: 'visit',
  onDay: '2026-10-10',
  title: 'Le ciment manque',
  words: 'Vu sur le chantier.',
  level: '',
  owner: '',
  dueOn: '',
};

function entry(given: Record<string, string>) {
  return followupInput.parse({ ...typed, ...given });
}

function says(words: string) {
  return (error: unknown) => String((error as Error).cause ?? error).includes(words);
}
