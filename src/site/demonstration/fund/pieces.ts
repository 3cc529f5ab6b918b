import { buildPieces } from '../../../modules/fund/applications/factories.ts';
import type { Pieces } from '../../../modules/fund/applications/content/pieces.ts';
import type { Planned } from './plan.ts';

/** What a dossier says, on the template form: the words of its subject, over a year that begins after its sitting. */
export function piecesOf(
  {
    subject,
    requestedCents,
    gender,
    adaptation,
    city,
    isContinuation,
  }: Pick<Planned, 'subject' | 'requestedCents' | 'gender' | 'adaptation' | 'city' | 'isContinuation'>,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Pieces {
  const year = to.year;
  const [immediate, intermediate, ultimate] = subject.results;
  const women = Math.round((subject.direct * subject.women) / 100);
  const counted = Math.round((subject.people.target * subject.women) / 100);
  return {
    ...markersOf(buildPieces({ scores: { gender, adaptation } })),
    summary: `${isContinuation ? 'La première phase a montré que cela marche : la ville l’étend à d’autres quartiers. ' : ''}${subject.need} ${subject.answer}`,
    'period/from': from.toString(),
    'period/to': to.toString(),
    // Where exactly it is, the demonstration does not invent.
    ...row('places', 'lieu', 1, { name: districts[city % districts.length]! }),
    need: subject.need,
    beneficiaries: subject.who,
    directBeneficiaries: String(subject.direct),
    directWomen: String(women),
    study: 'no',
    ...row('sectors', 'secteur', 1, { theme: subject.theme, purpose: subject.purpose, share: '100' }),
    ...row('framework-results', 'extrant', 1, { level: 'immediate', parent: 'effet', text: immediate }),
    ...row('framework-results', 'effet', 2, { level: 'intermediate', parent: 'but', text: intermediate }),
    ...row('framework-results', 'but', 3, { level: 'ultimate', text: ultimate }),
    ...row('framework-indicators', 'realise', 1, {
      result: 'extrant',
      name: subject.made.name,
      unit: subject.made.unit,
      bySex: 'no',
      baseline: '0',
      [`target-${year}`]: String(subject.made.target),
      source: 'Réception par les services techniques',
    }),
    ...row('framework-indicators', 'personnes', 2, {
      result: 'effet',
      name: subject.people.name,
      unit: 'personnes',
      baseline: '0',
      'baseline-women': '0',
      'baseline-men': '0',
      [`target-${year}`]: String(subject.people.target),
      [`target-${year}-women`]: String(counted),
      [`target-${year}-men`]: String(subject.people.target - counted),
      source: 'Registre tenu par la mairie',
    }),
    ...row('risks', 'risque', 1, {
      text: subject.risk,
      likelihood: 'medium',
      impact: 'medium',
      response: 'La mairie en fait le point chaque trimestre avec les habitants.',
    }),
    durability: subject.durability,
    ...budgetOf(subject.spending, requestedCents),
  };
}

const districts = [
  'Centre',
  'Quartiers nord',
  'Quartiers sud',
  'Quartier de la gare',
  'Quartier des écoles',
  'Vieille ville',
  'Quartiers est',
];

/** Hundredths of what is asked that each line of the fund's takes. */
const shares = [60, 25, 15];

/** What the fund pays for, and the fifth of the whole that the city brings: in money, and its agents' work. */
function budgetOf(spending: Planned['subject']['spending'], requestedCents: number): Pieces {
  const line = (id: string, number: number, category: string, label: string, cents: number, paidBy: string) =>
    row('budget', id, number, { category, label, unit: 'forfait', quantity: '1', unitCost: (cents / 100).toFixed(2), paidBy });
  return {
    ...Object.assign(
      {},
      ...spending.map(([category, label], index) =>
        line(['premier', 'second', 'tiers'][index]!, index + 1, category, label, (requestedCents * shares[index]!) / 100, 'fund'),
      ),
    ),
    ...line('ville', 4, 'services', 'Études et suivi des travaux', (requestedCents * 15) / 100, 'city'),
    ...line('agents', 5, 'staff', 'Agents de la ville', requestedCents / 10, 'in_kind'),
  };
}

/** The markers as the template answers them, with an evidence that is of every year. */
function markersOf(usual: Pieces): Pieces {
  return Object.fromEntries(
    Object.entries(usual)
      .filter(([path]) => path.startsWith('markers/'))
      .map(([path, value]) => [path, path.endsWith('-evidence') ? 'Diagnostic joint au dossier, chapitre 2.' : value]),
  );
}

function row(group: string, id: string, number: number, cells: Record<string, string>): Pieces {
  return Object.fromEntries(Object.entries({ ...cells, _: String(number) }).map(([cell, value]) => [`${group}/${id}/${cell}`, value]));
}
