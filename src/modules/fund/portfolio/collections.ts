import { sql } from 'drizzle-orm';
import type { Choice, Collection, Dimension } from '../../../kernel/collections.ts';
import { type Marker, markerScores, projectStates, purses } from '../vocabulary.ts';
import { say } from './messages.ts';

/**
 * What the fund offers to figures: the projects that were granted by a day, where each stood then. A project is named to the
 * public where its page is; else its row says its reference alone. An amount that the direction hides, with the whole project or
 * by itself, is in no figure, nor is the decision that tells it: it would be read there beside the reference.
 */
export const fundCollections: readonly Collection[] = [
  {
    name: 'fund_projects',
    label: say.later('collection.projects'),
    subject: 'project',
    key: ['project'],
    dimensions: {
      project: { type: 'text', label: say.later('dimension.project') },
      lead: { type: 'party', label: say.later('dimension.lead') },
      purse: choice('purse', purses, (value) => say.later(`purse.${value}`)),
      state: choice('state', projectStates, (value) => say.later(`state.${value}`)),
      live: choice('live', ['yes', 'no'] as const, (value) => say.later(`live.${value}`)),
      awarded: { type: 'date', label: say.later('dimension.awarded') },
      gender: scored('gender'),
      adaptation: scored('adaptation'),
      mitigation: scored('mitigation'),
      biodiversity: scored('biodiversity'),
      desertification: scored('desertification'),
    },
    measures: {
      // Amounts of several currencies are not added: a project in another one has no value here, and is shown as left out.
      granted: { label: say.later('measure.granted'), unit: 'EUR' },
    },
    rows: ({ on }) => sql`
      select project.id as fact_id, 'confirmed'::text as certainty, false as undated,
        case when shown.is_public then project.reference || ' ' || project.title_fr else project.reference end as label_fr,
        case when shown.is_public then project.reference || ' ' || coalesce(project.title_en, project.title_fr) else project.reference end as label_en,
        case when decision.public and not hidden.amount then decision.code end as source,
        project.reference as project, project.lead_id as lead, project.purse, last.state,
        case when last.state in ('closed', 'cancelled') then 'no' else 'yes' end as live,
        award.at::date as awarded,
        version.gender::text as gender, version.adaptation::text as adaptation, version.mitigation::text as mitigation,
        version.biodiversity::text as biodiversity, version.desertification::text as desertification,
        case when award.currency = 'EUR' and not hidden.amount then award.granted_cents / 100.0 end as granted
      from fund_project project
      join fund_award award on award.id = project.award_id
      join fund_dossier_version version on version.dossier_id = award.dossier_id and version.number = award.version
      join lateral (select state from fund_project_step step where step.project_id = project.id and step.on_day <= ${on.toString()}::date
        order by step.number desc limit 1) last on true
      left join decision on decision.id = award.decision_id
      cross join lateral (select exists (select from fund_public_project public where public.project_id = project.id) as is_public) shown
      cross join lateral (select exists (select from fund_hidden where project_id = project.id and what in ('project', 'amounts')) as amount) hidden`,
  },
];

function choice<const T extends string>(
  name: 'purse' | 'state' | 'live',
  values: readonly T[],
  label: (value: T) => Choice['label'],
): Dimension {
  return { type: 'choice', label: say.later(`dimension.${name}`), choices: values.map((value) => ({ value, label: label(value) })) };
}

/** A marker; what was not screened has none, and is shown as left out. */
function scored(marker: Marker): Dimension {
  const choices = markerScores.map((score): Choice => ({ value: String(score), label: say.later(`score.${score}`) }));
  return { type: 'choice', label: say.later(`marker.${marker}`), choices };
}
