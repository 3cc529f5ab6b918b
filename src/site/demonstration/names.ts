import type { Gender } from '../../modules/register/vocabulary.ts';

/** Words of belfries and bells for family names: nobody can take these persons for real ones. */
const families = [
  'Carillon',
  'Tocsin',
  'Bourdon',
  'Campanile',
  'Girouette',
  'Clocheton',
  'Lanternon',
  'Cadran',
  'Grelot',
  'Tourelle',
  'Veilleur',
  'Échauguette',
  'Rempart',
  'Ardoise',
  'Sonnaille',
  'Parapet',
  'Horloge',
  'Créneau',
];

const givens: readonly [string, Gender][] = [
  ['Ada', 'f'],
  ['Basile', 'm'],
  ['Cléo', 'f'],
  ['Désiré', 'm'],
  ['Élina', 'f'],
  ['Faustin', 'm'],
  ['Gloria', 'f'],
  ['Hector', 'm'],
  ['Inaya', 'f'],
  ['Jonas', 'm'],
  ['Kadia', 'f'],
  ['Léandre', 'm'],
  ['Mona', 'f'],
];

export interface InventedPerson {
  name: string;
  gender: Gender;
  /** At a domain that nobody may have (RFC 2606). */
  email: string;
}

/** The n-th invented person: always the same, and another for each number below 234. */
export function inventPerson(number: number): InventedPerson {
  const family = families[number % families.length]!;
  const [given, gender] = givens[number % givens.length]!;
  return { name: `${given} ${family.toUpperCase()}`, gender, email: `cabinet-${number + 1}@demonstration.example` };
}
