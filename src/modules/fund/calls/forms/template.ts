import type { FormDefinition, ScoringGrid } from './definition.ts';
import { formDefinition, scoringGrid } from './definition.ts';

/**
 * A form to begin with, which asks for all that the fund reads of a dossier. It is Beffroi's own, not the network's: the
 * secretariat makes it its own before it publishes it.
 */
export const templateForm: FormDefinition = formDefinition.parse({
  sections: [
    {
      key: 'presentation',
      title: { fr: 'Le projet en bref', en: 'The project in brief' },
      intro: {
        fr: 'Ce que vous voulez faire, où et quand. Tout est enregistré au fur et à mesure : vous pouvez vous arrêter et reprendre plus tard.',
        en: 'What you want to do, where and when. Everything is saved as you go: you can stop and come back later.',
      },
      questions: [
        {
          kind: 'summary',
          key: 'summary',
          label: { fr: 'Résumé du projet', en: 'Summary of the project' },
          hint: {
            fr: 'Le problème, ce que le projet change, pour qui. Ce résumé peut être rendu public si le projet est financé.',
            en: 'The problem, what the project changes, and for whom. This summary may be made public if the project is funded.',
          },
          required: true,
        },
        { kind: 'period', key: 'period', label: { fr: 'Période du projet', en: 'Period of the project' }, required: true },
        { kind: 'places', key: 'places', label: { fr: 'Lieux du projet', en: 'Places of the project' }, required: true },
        { kind: 'partners', key: 'partners', label: { fr: 'Partenaires', en: 'Partners' } },
      ],
    },
    {
      key: 'context',
      title: { fr: 'Le besoin', en: 'The need' },
      questions: [
        {
          kind: 'text',
          key: 'need',
          label: { fr: 'À quel besoin le projet répond-il ?', en: 'Which need does the project answer?' },
          hint: { fr: 'Appuyez-vous sur des faits et dites d’où ils viennent.', en: 'Rest on facts, and say where they come from.' },
          rows: 8,
          most: 5000,
          required: true,
        },
        {
          kind: 'text',
          key: 'beneficiaries',
          label: {
            fr: 'Qui en bénéficie, et comment ces personnes ont-elles été associées ?',
            en: 'Who benefits, and how were they involved?',
          },
          rows: 6,
          most: 3000,
          required: true,
        },
        {
          kind: 'number',
          key: 'directBeneficiaries',
          label: { fr: 'Nombre de bénéficiaires directs', en: 'Number of direct beneficiaries' },
          unit: { fr: 'personnes', en: 'people' },
          least: 0,
          required: true,
        },
        {
          kind: 'number',
          key: 'directWomen',
          label: { fr: 'Dont femmes', en: 'Of whom women' },
          unit: { fr: 'personnes', en: 'people' },
          least: 0,
          required: true,
        },
        {
          kind: 'choice',
          key: 'study',
          label: { fr: 'Une étude a-t-elle déjà été faite ?', en: 'Has a study already been made?' },
          options: [
            { value: 'yes', label: { fr: 'Oui', en: 'Yes' } },
            { value: 'no', label: { fr: 'Non', en: 'No' } },
          ],
          required: true,
        },
        {
          kind: 'file',
          key: 'studyFile',
          label: { fr: 'L’étude', en: 'The study' },
          accept: ['pdf', 'word'],
          when: { key: 'study', is: ['yes'] },
        },
      ],
    },
    {
      key: 'subjects',
      title: { fr: 'Thèmes et marqueurs', en: 'Themes and markers' },
      questions: [
        { kind: 'sectors', key: 'sectors', label: { fr: 'Thèmes et codes-objet', en: 'Themes and purpose codes' }, required: true },
        {
          kind: 'markers',
          key: 'markers',
          label: { fr: 'Égalité femmes-hommes, climat et environnement', en: 'Gender equality, climate and environment' },
          required: true,
        },
      ],
    },
    {
      key: 'results',
      title: { fr: 'Le cadre de rendement', en: 'The performance framework' },
      questions: [
        { kind: 'framework', key: 'framework', label: { fr: 'Résultats et indicateurs', en: 'Results and indicators' }, required: true },
        { kind: 'risks', key: 'risks', label: { fr: 'Risques', en: 'Risks' } },
        {
          kind: 'table',
          key: 'calendar',
          label: { fr: 'Calendrier des activités', en: 'Calendar of activities' },
          columns: [
            { kind: 'text', key: 'activity', label: { fr: 'Activité', en: 'Activity' }, required: true },
            { kind: 'date', key: 'begins', label: { fr: 'Début', en: 'Start' } },
            { kind: 'date', key: 'ends', label: { fr: 'Fin', en: 'End' } },
          ],
          most: 40,
        },
        {
          kind: 'text',
          key: 'durability',
          label: {
            fr: 'Que restera-t-il du projet une fois le financement terminé ?',
            en: 'What will remain of the project once its funding has ended?',
          },
          rows: 6,
          most: 3000,
          required: true,
        },
      ],
    },
    {
      key: 'money',
      title: { fr: 'Le budget', en: 'The budget' },
      questions: [{ kind: 'budget', key: 'budget', label: { fr: 'Dépenses et ressources', en: 'Expenses and resources' }, required: true }],
    },
    {
      key: 'documents',
      title: { fr: 'Les pièces', en: 'The documents' },
      questions: [
        {
          kind: 'file',
          key: 'deliberation',
          label: { fr: 'Délibération du conseil qui approuve le projet', en: 'Decision of the council that approves the project' },
          hint: {
            fr: 'Là où il n’y a pas de conseil : l’avis de l’autorité de tutelle.',
            en: 'Where there is no council: the opinion of the supervising authority.',
          },
          accept: ['pdf', 'image'],
          required: true,
        },
        {
          kind: 'file',
          key: 'otherDocuments',
          label: { fr: 'Autres pièces utiles', en: 'Other useful documents' },
          accept: ['pdf', 'image', 'word', 'spreadsheet'],
          several: true,
        },
      ],
    },
  ],
});

/** A grid to begin with, Beffroi's own: the network's is not known. */
export const templateGrid: ScoringGrid = scoringGrid.parse({
  criteria: [
    {
      key: 'relevance',
      label: { fr: 'Pertinence : le besoin est réel et le projet y répond', en: 'Relevance: the need is real and the project answers it' },
      weight: 25,
    },
    { key: 'quality', label: { fr: 'Qualité du cadre de rendement', en: 'Quality of the performance framework' }, weight: 20 },
    {
      key: 'feasibility',
      label: { fr: 'Faisabilité : moyens, calendrier, budget', en: 'Feasibility: means, calendar, budget' },
      weight: 20,
    },
    { key: 'equality', label: { fr: 'Égalité entre les femmes et les hommes', en: 'Equality between women and men' }, weight: 20 },
    { key: 'durability', label: { fr: 'Pérennité', en: 'Durability' }, weight: 15 },
  ],
});
