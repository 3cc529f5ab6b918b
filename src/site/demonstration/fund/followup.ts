import type { Act } from '../../../kernel/act.ts';
import { endFollowup, followupInput, recordFollowup } from '../../../modules/fund/followup/commands.ts';
import { actOn } from '../network.ts';
import type { Granted } from './projects.ts';

/** What officers advise, in turn: to whom, and what was done of it. */
const advice = [
  {
    title: 'Afficher les comptes du service au lieu même',
    words: 'Les habitants ne savent pas ce que rapporte le service ni ce qu’il coûte. Un tableau à l’entrée suffit.',
    owner: 'Secrétariat général de la mairie',
    done: 'Le tableau est affiché et mis à jour chaque mois.',
  },
  {
    title: 'Nommer une agente ou un agent pour l’entretien',
    words: 'L’entretien repose sur une personne qui n’en est pas chargée. La nomination doit précéder la fin des travaux.',
    owner: 'Services techniques',
    done: 'Un agent est nommé par arrêté ; sa fiche de poste est jointe au rapport.',
  },
  {
    title: 'Réunir le comité d’habitants chaque trimestre',
    words: 'Le comité ne s’est pas réuni depuis le début des travaux, alors que le dossier le promettait.',
    owner: 'Cabinet du maire',
    done: 'Deux réunions ont été tenues, leurs comptes rendus sont joints.',
  },
  {
    title: 'Compter séparément les femmes et les hommes',
    words: 'Les registres ne distinguent pas. Une colonne de plus suffit, et le rapport final en a besoin.',
    owner: 'Chargé de projet de la ville',
    done: 'Les registres distinguent depuis le mois suivant.',
  },
  {
    title: 'Archiver les pièces du marché de travaux',
    words: 'Les offres non retenues n’ont pas été gardées. L’auditeur les demandera.',
    owner: 'Service des marchés',
    done: 'Les pièces sont classées et leur liste jointe au rapport.',
  },
] as const;

const evaluations = [
  { level: 4, words: 'Les résultats sont là, les habitants les tiennent pour les leurs, et la ville paie l’entretien.' },
  { level: 3, words: 'Les résultats sont là. L’entretien tient, mais repose sur trop peu de personnes.' },
  { level: 2, words: 'Les ouvrages servent. Les changements attendus demandent plus de temps que la durée du projet.' },
] as const;

/** How what is learned is called, in turn. */
const lessons = ['À dire aux autres villes', 'Ce que nous referions', 'Ce que nous ferions autrement'];

/**
 * What officers write of a project while it goes on: visits, risks, advice, an evaluation and a lesson at its end; not of each
 * one the same.
 * @param span its last day; `until`: the last day of which something is written; `isOver`: all that was open has its end
 */
export async function followProject(
  act: Act,
  { project, subject, rank, round }: Granted,
  { lastDay, until, isOver }: { lastDay: Temporal.PlainDate; until: Temporal.PlainDate; isOver: boolean },
): Promise<void> {
  const turn = rank + round;
  // Officers do not see every project on one day.
  const startsOn = project.startsOn.add({ days: (turn * 7) % 19 });
  const endsOn = lastDay.add({ days: (turn * 5) % 13 });
  const write = async (given: Record<string, string>, onDay: Temporal.PlainDate, end?: { words: string; after: number }) => {
    if (Temporal.PlainDate.compare(onDay, until) > 0) return;
    const input = followupInput.parse({ ...given, onDay: onDay.toString() });
    const id = await recordFollowup(actOn(act, 'officer', onDay), project.id, input, null);
    if (end && isOver)
      await endFollowup(actOn(act, 'officer', onDay.add({ days: end.after })), project.id, id, { outcome: 'done', words: end.words });
  };
  const dueOn = (day: Temporal.PlainDate) => ({ dueOn: day.toString() });

  if (turn % 3 === 0)
    await write(
      {
        kind: 'risk',
        title: subject.risk.replace(/\.$/, ''),
        words: `Signalé au dossier, à suivre. ${subject.durability}`,
        level: String(1 + (turn % 2)),
        owner: 'Mairie',
        ...dueOn(startsOn.add({ days: 330 })),
      },
      startsOn.add({ days: 35 }),
      { words: 'Le risque ne s’est pas réalisé.', after: 200 },
    );
  if (turn % 2 === 0)
    await write({ kind: 'visit', title: 'Visite à mi-parcours', words: `${subject.halfway} ${subject.who}` }, startsOn.add({ days: 125 }));
  if (turn % 4 === 1) {
    const { done, ...said } = advice[rank % advice.length]!;
    await write({ kind: 'recommendation', ...said, ...dueOn(startsOn.add({ days: 210 })) }, startsOn.add({ days: 130 }), {
      words: done,
      after: 60,
    });
  }
  if (turn % 5 === 3)
    await write(
      {
        kind: 'visit',
        title: 'Visite des lieux',
        words: `${subject.finished} La mairie a présenté les personnes qui tiennent le service.`,
      },
      endsOn.add({ days: 20 }),
    );
  if (turn % 5 === 2) {
    const { level, words } = evaluations[rank % evaluations.length]!;
    await write({ kind: 'evaluation', title: 'Évaluation finale', words, level: String(level) }, endsOn.add({ days: 70 }));
  }
  if (turn % 3 === 1)
    await write({ kind: 'lesson', title: lessons[rank % lessons.length]!, words: subject.lesson }, endsOn.add({ days: 75 }));
}
