import { randomUUID } from 'node:crypto';
import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { joinFrench } from '../../../kernel/i18n/elision.ts';
import { createMandate, createStatus, createTestParty, createTestSource, partial, revise } from '../../register/factories.ts';
import { asKnownNow, factKinds, findParty, recordFact } from '../../register/index.ts';
import { buildUpload } from '../../membership/factories.ts';
import { createCall } from '../calls/factories.ts';
import type { FundCall } from '../calls/schema.ts';
import { findFormVersion } from '../calls/forms/queries.ts';
import { criteria } from '../markers/criteria.ts';
import { type DossierState, type Marker, type MarkerScore, markers } from '../vocabulary.ts';
import { beginDossier } from './beginning/commands.ts';
import type { Pieces } from './content/pieces.ts';
import { depositDossier } from './deposit/commands.ts';
import { recordEdits } from './edits/commands.ts';
import { findWritten } from './edits/queries.ts';
import { addDossierFile } from './files/commands.ts';
import { lockDossier, takeDossierStep } from './life.ts';
import { type FundDossier } from './schema.ts';

/** A city that may apply: a member of the network in a State, with its mayor and an account. */
export interface TestApplicant {
  partyId: string;
  slug: string;
  user: User;
}

/** A stored applicant, in the network `aimf`, which is made where the register lacks it. */
export async function createApplicant(
  act: Act,
  { name = 'Aného', state = 'Togo' }: { name?: string; state?: string } = {},
): Promise<TestApplicant> {
  const at = await asKnownNow(act);
  const party = await revise(act, async (rev) => {
    const network =
      (await findParty(rev.act.db, 'aimf', at)) ??
      (await createTestParty(rev, { name: 'Réseau des maires', slug: 'aimf', kind: 'network' }));
    const slug = state
      .normalize('NFD')
      .replace(/[^A-Za-z]+/g, '')
      .toLowerCase();
    const country = (await findParty(rev.act.db, slug, at)) ?? (await createTestParty(rev, { name: state, slug }));
    const city = await createTestParty(rev, { name, kind: 'local_authority' });
    const sourceId = await createTestSource(rev);
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId,
      values: { partyId: city.id, link: 'part_of', targetId: country.id },
    });
    await createStatus(rev, { partyId: city.id, institutionId: network.id, from: '2010', category: 'city' } as Parameters<
      typeof createStatus
    >[1]);
    await createMandate(rev, {
      partyId: city.id,
      slug: `maire-${city.slug}`,
      name: `Élue ${joinFrench('de', name)}`,
      from: partial('2024-05').date.toString(),
    });
    return city;
  });
  return { partyId: party.id, slug: party.slug, user: await createCityUser(act, party.id, `Compte ${joinFrench('de', name)}`) };
}

/** An account of a city, as an actor. */
export async function createCityUser(act: Act, partyId: string, name = 'Afi Lawson'): Promise<User> {
  const user = await createUser(act, { role: 'city', partyId, name });
  return { kind: 'user', id: user.id, name, role: 'city', partyId };
}

export interface NewDossier {
  /** How far it has gone; `submitted` by default. What comes after `appraised` is made by what decides of it. */
  state?: Extract<DossierState, 'draft' | 'submitted' | 'completion_asked' | 'admissible' | 'appraised' | 'inadmissible' | 'withdrawn'>;
  /** An open call; one is made where none is given. */
  call?: FundCall;
  lead?: TestApplicant;
  title?: string;
  /** What the fund is asked for; the city brings a quarter of it in money and in kind, so that the fund pays 80 %. */
  requestedCents?: number;
  /** Null, or nothing said: not screened; gender may be so only in a call whose form does not require its markers. */
  scores?: Partial<Record<Marker, MarkerScore | null>>;
  from?: string;
  to?: string;
  /** Pieces that replace the usual ones; null takes one out. */
  pieces?: Record<string, string | string[] | null>;
}

/** A stored dossier with content that may be deposited, gone as far as asked. `act` is someone of the secretariat. */
export async function createDossier(
  act: Act,
  given: NewDossier = {},
): Promise<{ dossier: FundDossier; call: FundCall; lead: TestApplicant }> {
  const { state = 'submitted', title = 'Un marché couvert pour les commerçantes' } = given;
  const lead = given.lead ?? (await createApplicant(act, { name: `Ville ${randomUUID().slice(0, 8)}` }));
  const call = given.call ?? (await createCall(act));
  const city: Act = { ...act, actor: lead.user };
  const id = await beginDossier(city, call.slug, { title, lang: 'fr', continues: null });
  await writePieces(city, id, { ...buildPieces(given), ...given.pieces });
  const { definition } = await findFormVersion(act.db, call.formId, call.formVersion);
  for (const question of definition.sections.flatMap(({ questions }) => questions))
    if (question.kind === 'file' && question.required) await addDossierFile(city, id, question.key, buildUpload(`${question.key}.pdf`));
  if (state !== 'draft') await depositDossier(city, id);
  const road: Partial<Record<DossierState, DossierState[]>> = {
    completion_asked: ['completion_asked'],
    admissible: ['admissible'],
    appraised: ['admissible', 'appraised'],
    inadmissible: ['inadmissible'],
    withdrawn: ['withdrawn'],
  };
  for (const step of road[state] ?? [])
    await takeDossierStep(act, await lockDossier(act, id), step, { reason: step === 'inadmissible' ? 'Hors délai.' : null });
  return { dossier: await lockDossier(act, id), call, lead };
}

/** Writes pieces on top of what is there, as one device would. */
export async function writePieces(act: Act, id: string, pieces: Record<string, string | string[] | null>): Promise<void> {
  const there = (await findWritten(act.db, id)).pieces;
  const edits = Object.entries(pieces).map(([path, value]) => ({ id: randomUUID(), path, value, base: there.get(path)?.number ?? 0 }));
  const lost = (await recordEdits(act, id, edits)).filter(({ outcome }) => outcome !== 'kept' && outcome !== 'agreed');
  if (lost.length > 0) throw new Error(`Not written: ${lost.map(({ path, outcome }) => `${path} (${outcome})`).join(', ')}`);
}

/** What a whole dossier says, on the template form: a covered market, three results, four indicators. */
export function buildPieces({
  requestedCents = 80_000_00,
  scores = { gender: 2, adaptation: 0 },
  from = '2027-09-01',
  to = '2029-08-31',
}: NewDossier = {}): Pieces {
  const euros = (cents: number) => (cents / 100).toFixed(2);
  const [money, inKind] = [Math.ceil((requestedCents * 3) / 20), Math.ceil(requestedCents / 10)];
  const rows = (group: string, list: Record<string, Record<string, string>>) =>
    Object.entries(list).flatMap(([id, cells], index) =>
      Object.entries({ ...cells, _: String(index + 1) }).map(([cell, value]) => [`${group}/${id}/${cell}`, value] as const),
    );
  const [firstYear, lastYear] = [from.slice(0, 4), to.slice(0, 4)];
  const count = (cell: string, women: number, men: number) => ({
    [cell]: String(women + men),
    [`${cell}-women`]: String(women),
    [`${cell}-men`]: String(men),
  });
  return Object.fromEntries([
    ['summary', 'La ville construit un marché couvert de cent places, géré par une coopérative de commerçantes, et forme ses membres.'],
    ['period/from', from],
    ['period/to', to],
    ...rows('places', { halles: { name: 'Quartier des Halles', latitude: '6.23', longitude: '1.6' } }),
    ['need', 'Six commerçantes sur dix vendent au bord de la route, selon le recensement de la ville de 2025.'],
    ['beneficiaries', 'Les commerçantes, réunies trois fois en 2026, ont choisi l’emplacement et la forme des étals.'],
    ['directBeneficiaries', '400'],
    ['directWomen', '320'],
    ['study', 'no'],
    ...rows('sectors', { commerce: { purpose: '33110', share: '60' }, droits: { purpose: '15170', share: '40' } }),
    ...markers.flatMap((marker) => answersFor(marker, scores[marker] ?? null)),
    ...rows('framework-results', {
      places: { level: 'immediate', parent: 'revenus', text: 'Cent places de marché couvertes sont en service.' },
      revenus: { level: 'intermediate', parent: 'autonomie', text: 'Les commerçantes vendent plus et plus sûrement.' },
      autonomie: { level: 'ultimate', text: 'Les femmes de la ville vivent mieux de leur travail.' },
    }),
    ...rows('framework-indicators', {
      occupees: {
        result: 'places',
        name: 'Places occupées',
        unit: 'places',
        ...count('baseline', 0, 0),
        ...count(`target-${firstYear}`, 30, 10),
        ...count(`target-${lastYear}`, 80, 20),
        source: 'Registre du marché',
      },
      revenu: {
        result: 'revenus',
        name: 'Membres dont le revenu a augmenté',
        unit: 'personnes',
        ...count('baseline', 0, 0),
        ...count(`target-${lastYear}`, 240, 60),
        source: 'Enquête annuelle',
      },
    }),
    ...rows('risks', {
      retard: {
        text: 'Les travaux prennent du retard.',
        likelihood: 'medium',
        impact: 'medium',
        response: 'Pénalités au marché de travaux.',
      },
    }),
    ['durability', 'La coopérative perçoit les droits de place et entretient le marché.'],
    ...rows('budget', {
      travaux: {
        category: 'works',
        label: 'Construction',
        unit: 'forfait',
        quantity: '1',
        unitCost: euros(requestedCents),
        paidBy: 'fund',
      },
      terrain: {
        category: 'other',
        label: 'Terrain apporté par la ville',
        unit: 'lot',
        quantity: '1',
        unitCost: euros(inKind),
        paidBy: 'in_kind',
      },
      etals: { category: 'equipment', label: 'Étals', unit: 'lot', quantity: '1', unitCost: euros(money), paidBy: 'city' },
    }),
  ]);
}

/** Answers that give a marker this score; none where it is not screened. */
function answersFor(marker: Marker, score: MarkerScore | null): [string, string][] {
  if (score === null) return [];
  return criteria[marker].flatMap(({ key, part }): [string, string][] => {
    const answer = score === 0 || (score === 1 && part === 'principal') ? 'no' : 'yes';
    const at = `markers/${marker}/${key}`;
    return answer === 'yes'
      ? [
          [at, answer],
          [`${at}-evidence`, 'Étude du service de l’égalité, 2026, pages 4 à 9.'],
        ]
      : [[at, answer]];
  });
}
