import { buildReadingRegister, type RegisterRows } from '../comparison/register-rows.ts';
import type { DatedFact, ReadingRegister, SeriesOccurrence } from '../comparison/register.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';

/** A few rows of the reference facts, as another layer would hand them over for a reading. */
export function knownFacts(lang: Lang): ReadingRegister {
  const words = lang === 'fr' ? french : english;
  return buildReadingRegister({
    series: [
      {
        slug: 'conferences-ministerielles',
        name: words.conference,
        words: [words.conference, lang === 'fr' ? 'conférence ministérielle' : 'Ministerial Conference', 'CMF'],
        occurrences: conferences(words),
      },
      {
        slug: 'sommets-francophonie',
        name: words.summit,
        words: [words.summit, lang === 'fr' ? 'sommet' : 'Summit'],
        occurrences: summits(words),
      },
      {
        slug: 'assemblees-generales',
        name: words.assembly,
        words: [words.assembly, lang === 'fr' ? 'assemblée générale' : 'General Assembly'],
        occurrences: assemblies,
      },
      {
        slug: 'bureaux',
        name: words.bureau,
        words: [words.bureau, lang === 'fr' ? 'bureau' : 'Bureau', lang === 'fr' ? 'réunion du Bureau' : 'meeting of the Bureau'],
        occurrences: bureaus,
      },
    ],
    facts: words.facts,
    figures: [
      figure('etats-francophonie', words.states, 90),
      figure('operateurs-directs', words.operators, 4),
      figure('champ-francophone', words.champ, 27),
      figure('cites-membres', words.cities, 305),
    ],
  });
}

type Words = {
  conference: string;
  summit: string;
  assembly: string;
  bureau: string;
  cambodia: string;
  facts: DatedFact[];
  states: string[];
  operators: string[];
  champ: string[];
  cities: string[];
};

const day = (text: string) => Temporal.PlainDate.from(text);

const french: Words = {
  conference: 'Conférence ministérielle de la Francophonie',
  summit: 'Sommet de la Francophonie',
  assembly: 'Assemblée générale de l’AIMF',
  bureau: 'Bureau de l’AIMF',
  cambodia: 'Cambodge',
  facts: [
    {
      label: 'Quatrième Conférence mondiale sur les femmes',
      names: ['Conférence de Beijing', 'Conférence de Pékin'],
      places: ['Beijing'],
      from: day('1995-09-04'),
      to: day('1995-09-15'),
      precision: 'day',
    },
    {
      label: 'AIMF opérateur direct de la Francophonie',
      names: ['opérateur direct', 'opérateur de la Francophonie', 'Sommet de Cotonou'],
      places: ['Cotonou'],
      from: day('1995-12-01'),
      to: null,
      precision: 'month',
    },
    {
      label: 'Fondation de l’AIMF',
      names: ['fondation de l’AIMF', 'réseau né à Québec'],
      places: ['Québec'],
      from: day('1979-01-01'),
      to: null,
      precision: 'year',
    },
  ],
  states: ['États et gouvernements'],
  operators: ['opérateurs directs'],
  champ: ['États et gouvernements francophones'],
  cities: ['villes membres', 'cités membres'],
};

const english: Words = {
  conference: 'Ministerial Conference of La Francophonie',
  summit: 'Summit of La Francophonie',
  assembly: 'General Assembly of AIMF',
  bureau: 'Bureau of AIMF',
  cambodia: 'Cambodia',
  facts: [
    {
      label: 'Fourth World Conference on Women',
      names: ['Beijing Conference'],
      places: ['Beijing'],
      from: day('1995-09-04'),
      to: day('1995-09-15'),
      precision: 'day',
    },
    {
      label: 'AIMF direct operator of La Francophonie',
      names: ['direct operator', 'operator of La Francophonie', 'Cotonou Summit'],
      places: ['Cotonou'],
      from: day('1995-12-01'),
      to: null,
      precision: 'month',
    },
    {
      label: 'Foundation of AIMF',
      names: ['foundation of AIMF'],
      places: ['Québec'],
      from: day('1979-01-01'),
      to: null,
      precision: 'year',
    },
  ],
  states: ['States and governments'],
  operators: ['direct operators'],
  champ: ['francophone States and governments'],
  cities: ['member cities'],
};

function figure(slug: string, nouns: string[], value: number): RegisterRows['figures'][number] {
  return { slug, nouns, valueOn: async () => value };
}

function occurrence(number: number, label: string, places: string[], from: string | null, to: string | null): SeriesOccurrence {
  return {
    number,
    label,
    names: [],
    places,
    from: from === null ? null : day(from),
    to: to === null ? null : day(to),
    precision: from === null ? null : 'day',
  };
}

function conferences({ conference }: Words): SeriesOccurrence[] {
  return [
    occurrence(43, conference, ['Djerba'], '2022-11-18', '2022-11-18'),
    occurrence(44, conference, ['Yaoundé'], '2023-11-04', '2023-11-05'),
    occurrence(45, conference, ['Paris'], '2024-10-03', '2024-10-03'),
    occurrence(46, conference, ['Kigali', 'Rwanda'], '2025-11-19', '2025-11-20'),
    occurrence(47, conference, [], null, null),
  ];
}

function summits({ summit, cambodia }: Words): SeriesOccurrence[] {
  return [
    occurrence(6, summit, ['Cotonou'], '1995-12-02', '1995-12-04'),
    occurrence(18, summit, ['Djerba'], '2022-11-19', '2022-11-20'),
    occurrence(19, summit, ['Villers-Cotterêts', 'Paris'], '2024-10-04', '2024-10-05'),
    occurrence(20, summit, [cambodia, 'Phnom Penh'], '2026-11-14', '2026-11-16'),
  ];
}

const assemblies = [
  occurrence(45, 'Assemblée générale de l’AIMF', ['Huê'], '2025-04-27', '2025-04-30'),
  occurrence(46, 'Assemblée générale de l’AIMF', [], null, null),
];
const bureaus = [
  occurrence(101, 'Bureau de l’AIMF', ['Huê'], '2025-04-30', null),
  occurrence(105, 'Bureau de l’AIMF', ['Rabat'], '2025-10-13', '2025-10-14'),
];
