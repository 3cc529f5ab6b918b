import type { MarkerScore } from '../../../modules/fund/vocabulary.ts';
import { type Subject, subjects } from './subjects.ts';

/** The themes of the demonstration, with the purposes of the DAC that fall under them. */
export const themes = [
  ['Eau et assainissement', 'Water and sanitation', '14031 14032'],
  ['Énergie', 'Energy', '23231'],
  ['Déchets', 'Waste', '14050'],
  ['Climat et risques', 'Climate and risks', '41010 43060 72010'],
  ['Santé', 'Health', '12230'],
  ['Jeunesse', 'Youth', '11330 16061'],
  ['Égalité', 'Equality', '11240 15180'],
  ['Économie locale', 'Local economy', '31120 33110 43030'],
  ['Mobilité', 'Mobility', '21020'],
  ['Urbanisme', 'Urban planning', '43030'],
  ['État civil', 'Civil registration', '15110'],
  ['Numérique', 'Digital services', '22040'],
  ['Patrimoine', 'Heritage', '16061'],
  ['Formation des élus', 'Training of elected officials', '15112'],
] as const;

/** What becomes of a dossier: its way ends here. */
export type Fate = 'granted' | 'refused' | 'deferred' | 'reserve' | 'inadmissible' | 'withdrawn' | 'appraising' | 'submitted' | 'draft';

/** A dossier of the demonstration before it is written. */
export interface Planned {
  /** Which of the four sittings it goes to. */
  round: number;
  /** Its rank among those of its sitting. */
  rank: number;
  /** Its city, by its rank among those that ask. */
  city: number;
  subject: Subject;
  /** What it asks for, before « de » and the city. */
  title: string;
  requestedCents: number;
  gender: MarkerScore | null;
  adaptation: MarkerScore | null;
  fate: Fate;
  /** Goes on with the project of the dossier of the same rank two sittings before, of the same city. */
  isContinuation: boolean;
  /** Months between its sitting and its beginning. */
  startsAfter: number;
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

/** How many dossiers of a sitting go on with a project, and of the last sitting how many begin only in the autumn. */
const continuations = 4;
const late = 4;

/** The 120 dossiers of so many cities; every run plans the same, and no two neighbours ask for the same. */
export function planDossiers(cities: number): Planned[] {
  const planned: Planned[] = [];
  for (const [round, all] of fates.entries()) {
    const own = all.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
    const granted = own.filter((fate) => fate === 'granted').length;
    for (const [rank, fate] of own.entries()) {
      const number = round * 30 + rank;
      const city = cityOf(round, rank, own.length, cities);
      const first = round >= 2 && rank < continuations ? planned.find((one) => one.round === round - 2 && one.rank === rank)! : null;
      const given = genders[number % genders.length]!;
      const subject = first?.subject ?? chooseSubject(given ?? 0, number, city, planned);
      // The form of what is asked all year long does not ask to be screened against the markers.
      const isScreened = round < 3 || given !== null;
      planned.push({
        round,
        rank,
        city,
        subject,
        title: first ? first.title : subject.titles[(number + round) % 2]!,
        requestedCents: (30_000 + ((number * 7) % 17) * 10_000 + ((number * 3) % 4) * 2_500) * 100,
        gender: isScreened ? subject.gender : null,
        adaptation: number % 7 === 5 ? null : subject.adaptation,
        fate,
        isContinuation: first !== null,
        startsAfter: round === 3 && rank >= granted - late && rank < granted ? 11 : 2,
      });
    }
  }
  return planned;
}

/** The first and the third sitting are asked by the first cities, the two others by the last; those that go on keep their rank, the rest turn. */
function cityOf(round: number, rank: number, count: number, cities: number): number {
  const turning = count - continuations;
  const place = rank < continuations ? rank : continuations + ((rank - continuations + Math.floor(round / 2) * 13) % turning);
  return round % 2 === 0 ? place : cities - count + place;
}

/** The next subject of those that aim so much at equality, which this city has not asked for and the neighbour does not. */
function chooseSubject(gender: MarkerScore, number: number, city: number, planned: readonly Planned[]): Subject {
  const pool = subjects[gender];
  const asked = new Set(planned.filter((one) => one.city === city).map(({ subject }) => subject));
  const turn = planned.filter((one) => one.subject.gender === gender && !one.isContinuation).length;
  const inTurn = pool.map((_, index) => pool[(turn + index) % pool.length]!);
  const neighbour = planned[number - 1]?.subject;
  return inTurn.find((one) => one !== neighbour && !asked.has(one)) ?? inTurn.find((one) => one !== neighbour)!;
}
