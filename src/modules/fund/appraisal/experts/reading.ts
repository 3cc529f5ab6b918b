import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { findDossierFile } from '../../applications/queries.ts';
import { type FormDefinition, type ScoringGrid, scoringGrid } from '../../calls/forms/definition.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { callOf } from '../held.ts';
import { listRawScores } from '../scoring/queries.ts';
import type { Score } from '../scoring/schema.ts';
import { openDeclared, openOwnAssignment, type OwnAssignment } from './own.ts';
import { listEvaluations, mustAnswerFirst } from './queries.ts';
import type { Opinion } from './schema.ts';

/** A dossier as someone who was asked about it reads it. */
export interface AskedDossier extends OwnAssignment {
  city: PartyRef;
  definition: FormDefinition;
  grid: ScoringGrid;
  /** What they have given; null before. */
  opinion: Opinion | null;
  scores: { at: Temporal.Instant; total: number; raw: Score[] } | null;
  /** The opinions of others, without their names; null until one's own is given. */
  others: Opinion[] | null;
}

/** Opens what was asked of whoever acts. Until they have said their interests, nothing but the city and the title is theirs to read. @throws Forbidden, Missing */
export async function readAsked(act: Act, id: string): Promise<AskedDossier> {
  return inTransaction(act, async (act) => {
    const own = await openOwnAssignment(act, id);
    const { dossier, declaration } = own;
    const { definition } = await findFormVersion(act.db, dossier.deposit.content.form.id, dossier.deposit.content.form.version);
    const evaluations = (await listEvaluations(act.db, [dossier.id])).get(dossier.id) ?? [];
    const mine = evaluations.find(({ assignment }) => assignment.id === id)!;
    const isOwed = declaration === null || mustAnswerFirst(act, evaluations);
    return {
      ...own,
      city: (await findPartiesById(act.db, [dossier.leadId], await asKnownNow(act))).get(dossier.leadId)!,
      definition,
      grid: scoringGrid.parse((await callOf(act.db, dossier)).grid),
      opinion: mine.opinion,
      scores: mine.scores && {
        at: mine.scores.scoring.at,
        total: mine.scores.total,
        raw: await listRawScores(act.db, [mine.scores.scoring]),
      },
      others: isOwed ? null : evaluations.flatMap((one) => (one !== mine && one.opinion ? [one.opinion] : [])),
    };
  });
}

/** The stored file of a dossier, for someone who was asked about it: of its last deposit only. @throws Forbidden, Missing */
export async function findAskedFile(act: Act, id: string, fileId: string): Promise<string> {
  return inTransaction(act, async (act) => {
    const { dossier } = await openDeclared(act, id);
    if (!dossier.deposit.content.files.some((file) => file.id === fileId)) throw new Missing(`file ${fileId}`);
    return (await findDossierFile(act.db, fileId)).fileId;
  });
}
