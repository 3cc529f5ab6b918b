import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { createDue, people } from '../../../membership/dues/factories.ts';
import { paymentInput, recordPayment } from '../../../membership/dues/payments/commands.ts';
import { createMandate, createStatus, createTestParty, createTestSource, revise } from '../../../register/factories.ts';
import { factKinds, findParty, asKnownNow, recordFact } from '../../../register/index.ts';
import { fundReportDue, fundReportStep } from '../../monitoring/schema.ts';
import { createProject } from '../../projects/factories.ts';
import { changeSetting, settingInput } from '../../settings/commands.ts';
import type { ReportState } from '../../vocabulary.ts';
import { createCall } from '../factories.ts';
import type { EligibilityRule } from '../forms/definition.ts';
import { answerOf, checkEligibility, type EligibilityAnswer } from './check.ts';
import { waiveAccounts } from './commands.ts';

const test = databaseTest();

/** A city of tests, and what is true of it. */
type Given = (act: Act, city: { id: string; networkId: string }) => Promise<unknown>;

const member =
  (
    status: { status?: 'member' | 'suspended' | 'associate' | 'honorary'; from?: string; to?: string; certainty?: 'probable' } = {},
  ): Given =>
  (act, { id, networkId }) =>
    revise(act, (rev) => createStatus(rev, { partyId: id, institutionId: networkId, from: '2010', ...status }));
const mandate =
  (about: { from?: string; to?: string; certainty?: 'probable' } = {}): Given =>
  (act, { id }) =>
    revise(act, (rev) => createMandate(rev, { partyId: id, slug: 'tete', name: 'Élue Altamont', from: '2020-01-01', ...about }));
const inState =
  (slug: string): Given =>
  (act, { id }) =>
    revise(act, async (rev) => {
      const state = await createTestParty(rev, { name: slug === 'togo' ? 'Togo' : 'Bénin', slug });
      return recordFact(rev, factKinds.partyLink, {
        from: null,
        to: null,
        certainty: 'confirmed',
        sourceId: await createTestSource(rev),
        values: { partyId: id, link: 'part_of', targetId: state.id },
      });
    });
const due =
  (year: number): Given =>
  (act, { id }) =>
    createDue(act, id, year);
const payment =
  (): Given =>
  (act, { id }) =>
    recordPayment({ ...act, actor: people.finance }, id, paymentInput.parse({ receivedOn: '01/06/2024', amount: '550', currency: 'EUR' }));
const report =
  (states: readonly ReportState[], dueOn = '2026-03-31', project: 'active' | 'cancelled' = 'active'): Given =>
  (act, { id }) =>
    plantReport(act, id, { states, dueOn, project });

const states: EligibilityRule = { kind: 'region', states: ['togo'] };
const categories: EligibilityRule = { kind: 'category', categories: ['city', 'region'] };

test.for<[rule: EligibilityRule, when: string, given: Given[], answer: EligibilityAnswer, said: RegExp]>([
  [{ kind: 'member' }, 'is a member', [member()], 'yes', /^Membre/],
  [{ kind: 'member' }, 'is an associate city', [member({ status: 'associate' })], 'unknown', /associée/],
  [{ kind: 'member' }, 'is suspended', [member({ status: 'suspended' })], 'no', /suspendue/],
  [{ kind: 'member' }, 'is an honorary member', [member({ status: 'honorary' })], 'no', /honneur/],
  [{ kind: 'member' }, 'left', [member({ to: '2024-01-01' })], 'no', /N’est plus membre/],
  [{ kind: 'member' }, 'never was a member', [], 'no', /aucune adhésion/],
  [{ kind: 'member' }, 'is a member to come', [member({ from: '2027-01-01' })], 'no', /pas encore membre/],
  [{ kind: 'member' }, 'is a member that no source confirms', [member({ certainty: 'probable' })], 'unknown', /pas confirmée/],
  [{ kind: 'good_standing' }, 'owes dues of past years', [member(), due(2024), due(2025)], 'no', /2024/],
  [{ kind: 'good_standing' }, 'is suspended', [member({ status: 'suspended' })], 'no', /suspendue/],
  [{ kind: 'good_standing' }, 'was never asked for dues', [member()], 'unknown', /aucune cotisation appelée/],
  [{ kind: 'good_standing' }, 'paid what it was asked for', [member(), due(2024), payment()], 'yes', /./],
  [{ kind: 'sitting_mandate' }, 'has a head in office', [mandate()], 'yes', /Élue Altamont .* est en exercice\.$/],
  [{ kind: 'sitting_mandate' }, 'has a head of whom no source is sure', [mandate({ certainty: 'probable' })], 'unknown', /plus certain/],
  [{ kind: 'sitting_mandate' }, 'has a head who left', [mandate({ to: '2026-06-01' })], 'no', /s’est achevé/],
  [{ kind: 'sitting_mandate' }, 'has no head in the register', [], 'unknown', /aucun mandat/],
  [states, 'is in the State asked for', [inState('togo')], 'yes', /Togo/],
  [states, 'is in another', [inState('benin')], 'no', /Bénin/],
  [states, 'is placed nowhere', [], 'unknown', /ne dit pas/],
  [categories, 'is a city', [member()], 'yes', /ville/],
  [categories, 'is an associate city', [member({ status: 'associate' })], 'no', /ville associée\. L’appel vise\s: ville et région/],
  [categories, 'is nothing to the network', [], 'unknown', /aucune adhésion/],
  [{ kind: 'accounts_rendered' }, 'never had a grant', [], 'yes', /Aucun rapport/],
  [{ kind: 'accounts_rendered' }, 'has a report to come', [report([], '2027-03-31')], 'yes', /Aucun rapport/],
  [{ kind: 'accounts_rendered' }, 'had its report accepted', [report(['draft', 'submitted', 'accepted'])], 'yes', /Aucun rapport/],
  [
    { kind: 'accounts_rendered' },
    'never began its report',
    [report([])],
    'no',
    /Un rapport manque\s: rapport 1 du projet [0-9]{4}-P[0-9]+/,
  ],
  [{ kind: 'accounts_rendered' }, 'has its report as a draft', [report(['draft'])], 'no', /Un rapport manque/],
  [{ kind: 'accounts_rendered' }, 'had its report returned', [report(['submitted', 'returned'])], 'no', /Un rapport manque/],
  [{ kind: 'accounts_rendered' }, 'sent its report in', [report(['draft', 'submitted'])], 'unknown', /pas encore accepté/],
  [{ kind: 'accounts_rendered' }, 'owes nothing for a cancelled project', [report([], '2026-03-31', 'cancelled')], 'yes', /Aucun rapport/],
])('%o, of a city that %s', async ([rule, , given, answer, said], { act }) => {
  const officer = act();
  const city = await createCity(officer);
  for (const fact of given) await fact(officer, city);
  const call = await createCall(officer, { eligibility: [{ kind: 'member' }, rule] });
  const line = (await checkEligibility(officer, call, city.id)).at(-1)!;
  expect(line).toMatchObject({ rule: rule.kind, answer });
  expect(line.why('fr')).toMatch(said);
  expect(line.why('en')).toBeTruthy();
});

test('A row silently filtered out of an eligibility: every rule of a call is answered, with its reason and, short of yes, what to provide', async ({
  act,
}) => {
  const city = await createCity(act());
  const rules: EligibilityRule[] = [
    { kind: 'member' },
    { kind: 'good_standing' },
    { kind: 'sitting_mandate' },
    states,
    categories,
    { kind: 'accounts_rendered' },
  ];
  const call = await createCall(act(), { eligibility: rules });
  const lines = await checkEligibility(act(), call, city.id);
  expect(lines.map(({ rule }) => rule)).toEqual(rules.map(({ kind }) => kind));
  for (const { answer, why, provide } of lines) expect([Boolean(why('fr')), provide === null]).toEqual([true, answer === 'yes']);
});

test('all rules together: no where one says no, unknown where one does not know', () => {
  const lines = (...answers: EligibilityAnswer[]) =>
    answers.map((answer) => ({ rule: 'member' as const, answer, why: () => '', provide: null }));
  expect(answerOf(lines('yes', 'unknown', 'no'))).toBe('no');
  expect(answerOf(lines('yes', 'unknown'))).toBe('unknown');
  expect(answerOf(lines('yes', 'yes'))).toBe('yes');
});

test('a city whose accounts are missing applies with a waiver that the direction signs for this call, and for no other', async ({
  act,
}) => {
  const city = await createCity(act());
  await plantReport(act(), city.id, { states: [], dueOn: '2026-03-31', project: 'active' });
  const call = await createCall(act());
  const other = await createCall(act(), { nameFr: 'Un autre appel', form: 'formulaire-type' });
  const waiver = { party: 'Altamont', reason: 'Inondation des archives' };
  await expect(waiveAccounts(act(), call.slug, waiver)).rejects.toThrow(Forbidden);
  await waiveAccounts(act({ role: 'direction' }), call.slug, waiver);
  const accounts = async (one: typeof call) =>
    (await checkEligibility(act(), one, city.id)).find(({ rule }) => rule === 'accounts_rendered')!;
  expect((await accounts(call)).answer).toBe('yes');
  expect((await accounts(call)).why('fr')).toMatch(/Dérogation signée par Awa Diop le 23 novembre 2026\s: Inondation des archives/);
  expect((await accounts(other)).answer).toBe('no');
  await expect(waiveAccounts(act({ role: 'direction' }), call.slug, waiver)).rejects.toThrow(Refused);
  await expect(waiveAccounts(act({ role: 'direction' }), call.slug, { ...waiver, party: 'Nulle part' })).rejects.toThrow(Invalid);
});

test('missing reports keep nobody from applying where the rule of the fund says so', async ({ act }) => {
  const city = await createCity(act());
  await plantReport(act(), city.id, { states: [], dueOn: '2026-03-31', project: 'active' });
  await changeSetting(
    act({ role: 'direction' }),
    'reports_block',
    settingInput.parse({ value: 'no', appliesFrom: '01/01/2026', reason: 'Bureau' }),
  );
  const lines = await checkEligibility(act(), await createCall(act()), city.id);
  expect(lines.find(({ rule }) => rule === 'accounts_rendered')).toMatchObject({ answer: 'yes' });
});

async function createCity(act: Act): Promise<{ id: string; networkId: string }> {
  return revise(act, async (rev) => {
    const network =
      (await findParty(rev.act.db, 'aimf', await asKnownNow(rev.act))) ??
      (await createTestParty(rev, { name: 'Réseau', slug: 'aimf', kind: 'network' }));
    const city = await createTestParty(rev, { name: 'Altamont', kind: 'local_authority' });
    return { id: city.id, networkId: network.id };
  });
}

/** A project of the city with one report. */
async function plantReport(
  act: Act,
  leadId: string,
  { states, dueOn, project: state }: { states: readonly ReportState[]; dueOn: string; project: 'active' | 'cancelled' },
): Promise<void> {
  const project = await createProject(act, { lead: { id: leadId }, state });
  const day = (text: string) => Temporal.PlainDate.from(text);
  const due = {
    id: randomUUID(),
    projectId: project.id,
    number: 1,
    kind: 'final',
    periodFrom: day('2025-01-01'),
    periodTo: day('2025-12-31'),
  } as const;
  await act.db.insert(fundReportDue).values({ ...due, dueOn: day(dueOn) });
  for (const [index, state] of states.entries())
    await act.db
      .insert(fundReportStep)
      .values({ reportId: due.id, number: index + 1, state, remarks: 'À compléter', at: act.now, by: 'test' });
}
