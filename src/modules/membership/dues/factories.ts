import type { Act } from '../../../kernel/act.ts';
import { createStatus, createTestParty, partial, revise } from '../../register/factories.ts';
import { asKnownNow, factKinds, findParty, recordFact, type Revision } from '../../register/index.ts';
import { createTestSource } from '../../register/factories.ts';
import { pastDueInput, recordPastDue } from './calls/commands.ts';

/** Someone of each role that dues know. */
export const people = {
  finance: { kind: 'user', id: '00000000-0000-4000-8000-00000000f001', name: 'Fatou Sarr', role: 'finance' },
  officer: { kind: 'user', id: '00000000-0000-4000-8000-00000000f002', name: 'Awa Diop', role: 'officer' },
  direction: { kind: 'user', id: '00000000-0000-4000-8000-00000000f003', name: 'Marc Tremblay', role: 'direction' },
  other: { kind: 'user', id: '00000000-0000-4000-8000-00000000f004', name: 'Inès Roy', role: 'direction' },
} as const;

/** Cities of a network of tests, which is a member of nothing: `reseau` stands for it where none is there yet. */
export async function createMember(
  act: Act,
  name: string,
  member: { state?: string; gni?: number; population?: number; since?: string; kind?: 'local_authority' | 'association' } = {},
): Promise<{ id: string; slug: string }> {
  const at = await asKnownNow(act, Temporal.PlainDate.from('2026-01-01'));
  const network = await findParty(act.db, 'aimf', at);
  const state = member.state ? await findParty(act.db, member.state, at) : null;
  return revise(act, async (rev) => {
    const institutionId = network?.id ?? (await createTestParty(rev, { name: 'Réseau de villes', slug: 'aimf', kind: 'network' })).id;
    const city = await createTestParty(rev, { name, kind: member.kind ?? 'local_authority' });
    await createStatus(rev, { partyId: city.id, institutionId, from: member.since ?? '2000' });
    if (member.population !== undefined) await createMeasure(rev, city.id, 'population', member.population);
    if (state) {
      await recordFact(rev, factKinds.partyLink, {
        ...(await said(rev)),
        from: null,
        values: { partyId: city.id, link: 'part_of', targetId: state.id },
      });
    }
    if (member.gni !== undefined) await createMeasure(rev, city.id, 'gni_per_head', member.gni);
    return city;
  });
}

/** A measure of 2024 with its source. */
export async function createMeasure(
  rev: Revision,
  partyId: string,
  measure: 'population' | 'gni_per_head',
  value: number,
  year = '2024',
): Promise<void> {
  const unit = measure === 'population' ? 'habitants' : 'USD';
  await recordFact(rev, factKinds.measure, {
    ...(await said(rev)),
    from: partial(year),
    to: partial(String(Number(year) + 1)),
    values: { partyId, measure, value: String(value), unit },
  });
}

/** A due taken over: `createDue(act, city.id, 2014)` is 550 € called on 1 February and owed by 31 March. */
export function createDue(act: Act, partyId: string, year: number, amount = '550'): Promise<string> {
  const input = pastDueInput.parse({
    year,
    amount,
    calledOn: `${year}-02-01`,
    dueOn: `${year}-03-31`,
    source: 'Registre des cotisations',
  });
  return recordPastDue({ ...act, actor: people.finance }, partyId, input);
}

async function said(rev: Revision) {
  return { to: null, certainty: 'confirmed', sourceId: await createTestSource(rev) } as const;
}
