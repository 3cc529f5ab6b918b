import { desc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createApplication, createNetworkParties } from '../../membership/factories.ts';
import { applicationStep } from '../../membership/schema.ts';
import { party, source, status } from '../../register/schema.ts';
import { createItem, createNetwork, createOpenSitting, sittingDay } from '../factories.ts';
import { adoptWithoutVote, cancelDecision } from './commands.ts';

const test = siteTest(async (act) => void (await createNetworkParties(act)));
const direction = { role: 'direction' } as const;

test('R1: an application is concluded by the decision that the assembly took here, its number and its day for source', async ({
  act,
  db,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const id = await createApplication(act(direction), 'examined');
  const ag = await createOpenSitting(act(direction), cities.slice(0, 5));
  const admission = await createItem(ag.today, ag.slug, { titleFr: 'Admission d’Aného', proposalFr: 'Aného est admise.' });
  await adoptWithoutVote(ag.today, ag.slug, ag.item, {});
  await adoptWithoutVote(ag.today, ag.slug, admission, {});
  await cancelDecision(ag.today, 'ag-2026-1-1', { reason: 'Erreur matérielle' });
  const bureau = await createOpenSitting(act(direction), cities.slice(0, 5), { body: 'bureau', titleFr: 'Bureau' });
  await adoptWithoutVote(bureau.today, bureau.slug, bureau.item, {});

  const site = openSite();
  site.clock.now = sittingDay.add({ hours: 24 });
  const officer = await site.browser('officer');
  const path = `/adhesions/${id}/decision`;
  const form = await textOf(await officer.get(path));
  expect(form).toContain('ag-2026-1-2, 20 décembre 2026 : Admission d’Aného');
  // Neither what was cancelled, nor what the Bureau decides.
  for (const other of ['ag-2026-1-1', 'bureau-2026']) expect(form).not.toContain(other);
  for (const code of ['ag-2026-1-1', 'bureau-2026-1-1', 'ag-2030-1-1']) {
    const refused = await officer.post(path, { decision: 'admitted', code });
    expect([refused.status, await textOf(refused)]).toEqual([422, expect.stringContaining('Aucune décision d’une assemblée générale')]);
  }
  expect(await textOf(await officer.post(path, { decision: 'admitted', code: '' }))).toContain('ou dites le jour de la sienne');
  expect((await officer.post(path, { decision: 'admitted', code: 'ag-2026-1-2' })).status).toBe(303);

  expect(await textOf(await officer.get(`/adhesions/${id}`))).toContain('Décision ag-2026-1-2');
  const [joined] = await db
    .select({ valid: status.valid, source: source.title })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .innerJoin(source, eq(source.id, status.sourceId))
    .where(eq(party.slug, 'aneho'));
  expect([joined!.valid.from?.toString(), joined!.source]).toEqual([
    '2026-12-20',
    'Décision ag-2026-1-2 de l’assemblée générale du 20 décembre 2026 (dossier 2026-001)',
  ]);
  const steps = await db.select().from(applicationStep).orderBy(desc(applicationStep.number)).limit(2);
  expect(steps.map(({ state, decisionCode }) => [state, decisionCode])).toEqual([
    ['member', null],
    ['admitted', 'ag-2026-1-2'],
  ]);
});

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}
