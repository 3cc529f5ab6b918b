import type { Act } from '../../kernel/act.ts';
import { addItem } from '../../modules/assemblies/agenda/commands.ts';
import { recordArrivals } from '../../modules/assemblies/attendance/commands.ts';
import { beginMinutes } from '../../modules/assemblies/minutes/commands.ts';
import { inSitting } from '../../modules/assemblies/journal/scene.ts';
import { conveneSitting, getSitting, moveSitting, openSitting, prepareSitting } from '../../modules/assemblies/sittings/commands.ts';
import { closeVote } from '../../modules/assemblies/votes/closing.ts';
import { castBallot, findVote, openVote } from '../../modules/assemblies/votes/commands.ts';
import type { Voices } from '../../modules/assemblies/votes/rules.ts';
import type { VoteMethod } from '../../modules/assemblies/vocabulary.ts';
import type { Voter } from '../../modules/assemblies/voters/rules.ts';
import { actOn } from './network.ts';

interface InventedItem {
  title: string;
  proposal: string;
  method: VoteMethod;
  /** One voter in so many votes against; one in so many abstains. */
  against: number;
  abstains: number;
}

interface InventedSitting {
  body: 'bureau' | 'assemblee-generale';
  title: string;
  mode: 'on_site' | 'video';
  on: string;
  place: string | null;
  items: InventedItem[];
}

const named = { method: 'named', against: 9, abstains: 7 } as const;
const secret = { method: 'secret', against: 5, abstains: 11 } as const;

/** Four sittings of the Bureau and two general assemblies, in the order in which they were held. */
const sittings: InventedSitting[] = [
  {
    body: 'bureau',
    title: 'Bureau de juin 2024',
    mode: 'on_site',
    on: '2024-06-21',
    place: 'Paris',
    items: [{ ...named, title: 'Programme de travail', proposal: 'Le Bureau adopte le programme de travail de l’année.' }],
  },
  {
    body: 'assemblee-generale',
    title: 'Assemblée générale 2024',
    mode: 'on_site',
    on: '2024-10-10',
    place: 'Rabat',
    items: [
      { ...named, title: 'Comptes de 2023', proposal: 'L’assemblée approuve les comptes de l’exercice 2023.' },
      { ...secret, title: 'Barème des cotisations de 2025', proposal: 'L’assemblée adopte le barème proposé pour 2025.' },
    ],
  },
  {
    body: 'bureau',
    title: 'Bureau de novembre 2024',
    mode: 'video',
    on: '2024-11-22',
    place: null,
    items: [{ ...named, title: 'Préparation du congrès', proposal: 'Le Bureau arrête le thème du congrès : « L’eau de nos villes ».' }],
  },
  {
    body: 'bureau',
    title: 'Bureau de juin 2025',
    mode: 'on_site',
    on: '2025-06-20',
    place: 'Genève',
    items: [{ ...named, title: 'Commission climat', proposal: 'Le Bureau donne mandat à la commission climat de préparer une position.' }],
  },
  {
    body: 'assemblee-generale',
    title: 'Assemblée générale 2025',
    mode: 'on_site',
    on: '2025-10-16',
    place: 'Dakar',
    items: [
      { ...named, title: 'Comptes de 2024', proposal: 'L’assemblée approuve les comptes de l’exercice 2024.' },
      { ...secret, title: 'Barème des cotisations de 2026', proposal: 'L’assemblée adopte le barème proposé pour 2026.' },
    ],
  },
  {
    body: 'bureau',
    title: 'Bureau de novembre 2025',
    mode: 'video',
    on: '2025-11-21',
    place: null,
    items: [{ ...named, title: 'Calendrier de 2026', proposal: 'Le Bureau arrête le calendrier des séances de 2026.' }],
  },
];

/** Holds the sittings; each approves the minutes of the one before it of the same body. */
export async function demonstrateSittings(act: Act): Promise<void> {
  const last = new Map<string, string>();
  for (const sitting of sittings) last.set(sitting.body, await hold(act, sitting, last.get(sitting.body) ?? null));
}

/** @returns its address */
async function hold(act: Act, { items, on, title, ...about }: InventedSitting, before: string | null): Promise<string> {
  const day = Temporal.PlainDate.from(on);
  const prepared = actOn(act, 'officer', day.subtract({ days: 45 }).toString());
  const sitting = { ...about, titleFr: title, titleEn: null, startsOn: day, startsAt: Temporal.PlainTime.from('10:00') };
  const slug = await prepareSitting(prepared, sitting);
  const agenda = [
    ...(before
      ? [{ ...named, kind: 'minutes' as const, title: 'Procès-verbal de la séance précédente', proposal: '', minutesOf: before }]
      : []),
    ...items.map((item) => ({ ...item, kind: 'decision' as const, minutesOf: null })),
  ];
  const ids: string[] = [];
  for (const { kind, title: titleFr, proposal: proposalFr, minutesOf } of agenda)
    ids.push(await addItem(prepared, slug, { kind, titleFr, titleEn: null, proposalFr, proposalEn: null, minutesOf }));
  await conveneSitting(prepared, slug, { reason: null });

  const today = actOn(act, 'officer', on);
  // One in eight did not come.
  const voters = (await listEntitled(today, slug)).filter((_, index) => index % 8 !== 6);
  await recordArrivals(
    today,
    slug,
    voters.map(({ partyId }) => partyId),
  );
  await openSitting(today, slug);
  const { id } = await getSitting(today, slug);
  for (const [index, item] of agenda.entries()) await put(today, { slug, id, item: ids[index]! }, item, voters);
  await moveSitting(today, slug, 'closed', { reason: null });
  await beginMinutes(today, slug);
  return slug;
}

function listEntitled(act: Act, slug: string): Promise<Voter[]> {
  return inSitting(act, { slug }, async ({ state }) => [...state.voters.values()].filter(({ exclusion }) => exclusion === null));
}

async function put(
  act: Act,
  sitting: { slug: string; id: string; item: string },
  { method, against, abstains }: Pick<InventedItem, 'method' | 'against' | 'abstains'>,
  voters: readonly { partyId: string; voices: number }[],
): Promise<void> {
  const number = await openVote(act, sitting.slug, sitting.item, { method });
  const { id: voteId } = await findVote(act, sitting.slug, number);
  for (const [index, { partyId, voices }] of voters.entries()) {
    const choice = index % against === against - 1 ? 'against' : index % abstains === abstains - 1 ? 'abstain' : 'for';
    const says: Voices = { [choice]: voices };
    await castBallot(act, sitting.id, { voteId, party: partyId, by: null, says });
  }
  await closeVote(act, sitting.slug, number, { casting: null });
}
