import type { MarkerScore } from '../../../modules/fund/vocabulary.ts';

/** What a city asks for, by kind: invented words, with the theme and the purpose of the DAC that they fall under. */
const kinds = [
  {
    title: 'Bornes-fontaines de',
    theme: 'eau-et-assainissement',
    purpose: '14031',
    need: 'L’eau est à plus d’un kilomètre de la moitié des maisons.',
  },
  {
    title: 'Marché couvert de',
    theme: 'marches-et-commerce',
    purpose: '33110',
    need: 'On vend au bord de la route, sous la pluie et parmi les camions.',
  },
  { title: 'Éclairage solaire des rues de', theme: 'energie', purpose: '23230', need: 'Sept rues sur dix sont noires la nuit.' },
  { title: 'Tri et collecte des déchets de', theme: 'dechets', purpose: '14050', need: 'Un tiers des déchets est ramassé.' },
  { title: 'État civil numérique de', theme: 'etat-civil', purpose: '15110', need: 'Une naissance sur quatre n’est pas déclarée.' },
  { title: 'Maison des femmes de', theme: 'egalite', purpose: '15170', need: 'Aucun lieu n’accueille celles qui cherchent un conseil.' },
  {
    title: 'Patrimoine du centre ancien de',
    theme: 'patrimoine',
    purpose: '16061',
    need: 'Les façades s’effritent et les métiers se perdent.',
  },
  {
    title: 'Formation des élues et des élus de',
    theme: 'formation-des-elus',
    purpose: '15112',
    need: 'Le conseil vient d’être renouvelé aux deux tiers.',
  },
] as const;

/** The themes of the demonstration. */
export const themes = [
  ['Eau et assainissement', 'Water and sanitation', '14031 14032'],
  ['Marchés et commerce', 'Markets and trade', '33110'],
  ['Énergie', 'Energy', '23230'],
  ['Déchets', 'Waste', '14050'],
  ['État civil', 'Civil registration', '15110'],
  ['Égalité', 'Equality', '15170'],
  ['Patrimoine', 'Heritage', '16061'],
  ['Formation des élus', 'Training of elected officials', '15112'],
] as const;

/** What becomes of a dossier: its way ends here. */
export type Fate = 'granted' | 'refused' | 'deferred' | 'reserve' | 'inadmissible' | 'withdrawn' | 'appraising' | 'submitted' | 'draft';

/** A dossier of the demonstration before it is written. */
export interface Planned {
  /** Which of the four sittings it goes to. */
  round: number;
  /** Its city, by its rank among those of the demonstration. */
  city: number;
  kind: (typeof kinds)[number];
  requestedCents: number;
  gender: MarkerScore | null;
  adaptation: MarkerScore | null;
  fate: Fate;
  /** Goes on with the project of the dossier before it of the same city. */
  isContinuation: boolean;
}

/** What becomes of the thirty dossiers of a sitting, in order; those of the last one are partly under way. */
const fates: readonly (readonly [Fate, number])[][] = [
  [
    ['granted', 18],
    ['refused', 5],
    ['reserve', 2],
    ['deferred', 1],
    ['inadmissible', 3],
    ['withdrawn', 1],
  ],
  [
    ['granted', 18],
    ['refused', 6],
    ['reserve', 1],
    ['deferred', 1],
    ['inadmissible', 3],
    ['withdrawn', 1],
  ],
  [
    ['granted', 17],
    ['refused', 6],
    ['reserve', 2],
    ['deferred', 1],
    ['inadmissible', 3],
    ['withdrawn', 1],
  ],
  [
    ['granted', 17],
    ['refused', 3],
    ['appraising', 4],
    ['submitted', 4],
    ['draft', 2],
  ],
];

/** Gender as dossiers give it, over and over: some were not screened, most do not target it. */
const genders: readonly (MarkerScore | null)[] = [0, 1, null, 0, 0, null, 0, 2, 0, null, 0, 0, 1];
const adaptations: readonly (MarkerScore | null)[] = [null, 0, 1, 0, 2, null, 0];

/** The 120 dossiers; every run plans the same. */
export function planDossiers(): Planned[] {
  return fates.flatMap((round, at) => {
    const own = round.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
    return own.map((fate, index): Planned => {
      const number = at * 30 + index;
      // The first sitting and the third are asked by the same cities, the second and the fourth by the others.
      const city = (at % 2 === 0 ? 9 : 30) + index;
      return {
        round: at,
        city,
        kind: kinds[(number * 3 + at) % kinds.length]!,
        requestedCents: (30 + ((number * 7) % 17) * 10) * 1_000_00,
        gender: genders[number % genders.length]!,
        adaptation: adaptations[number % adaptations.length]!,
        fate,
        isContinuation: at >= 2 && index < 4,
      };
    });
  });
}
