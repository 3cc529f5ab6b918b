import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { slugOf } from '../../register/index.ts';
import { fundDossier, fundDossierVersion } from '../applications/schema.ts';
import { fundCall } from '../calls/schema.ts';
import { nextReference } from './references.ts';
import { type Award, fundProject, type Project } from './schema.ts';
import { recordStep } from './steps.ts';

/**
 * Opens the project of a dossier that was granted, as the version that was voted says; whoever calls has recorded the award
 * and checked who may.
 */
export async function openProject(act: Act, award: Award): Promise<Project> {
  return inTransaction(act, async (act) => {
    const [found] = await act.db
      .select({ dossier: fundDossier, version: fundDossierVersion, purse: fundCall.purse })
      .from(fundDossier)
      .innerJoin(fundDossierVersion, and(eq(fundDossierVersion.dossierId, fundDossier.id), eq(fundDossierVersion.number, award.version)))
      .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
      .where(eq(fundDossier.id, award.dossierId));
    const { dossier, version, purse } = found!;
    const reference = await nextReference(act, fundProject.reference, 'P');
    const project: Project = {
      id: randomUUID(),
      reference,
      // Two projects may bear one title: the reference keeps their addresses apart.
      slug: `${slugOf(version.title)}-${reference.toLowerCase()}`,
      dossierId: dossier.id,
      awardId: award.id,
      leadId: dossier.leadId,
      continuesId: dossier.continuesId,
      purse,
      titleFr: version.title,
      titleEn: null,
      currency: award.currency,
      startsOn: version.startsOn,
      endsOn: version.endsOn,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    };
    await act.db.insert(fundProject).values(project);
    await recordStep(act, project.id, { to: 'awarded' });
    return project;
  });
}
