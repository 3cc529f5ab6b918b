import type { Act } from '../../../../kernel/act.ts';
import { actorId } from '../../../../kernel/actor.ts';
import { type DepositedDossier, getDepositedDossier } from '../../applications/queries.ts';
import { mayManageFund } from '../../policy.ts';
import { type Evaluation, listEvaluations, mustAnswerFirst } from '../experts/queries.ts';
import { notePresence } from '../officers/commands.ts';
import { findOfficers, listOthersPresent, type Officer, type Presence } from '../officers/queries.ts';

/** A dossier as those who appraise it have it open. */
export interface AppraisalFile extends DepositedDossier {
  officer: Officer | null;
  /** Whoever reads is that person. */
  isMine: boolean;
  /** Who else has it open. */
  others: Presence[];
  evaluations: Evaluation[];
  /** Whoever reads owes an answer on it: those of others are hidden until then. */
  mustAnswerFirst: boolean;
  mayManage: boolean;
}

/** Opens the appraisal of a dossier, and tells the others that it is open. @throws Forbidden, Missing */
export async function openFile(act: Act, reference: string): Promise<AppraisalFile> {
  const found = await getDepositedDossier(act, reference);
  const { id } = found.dossier;
  await notePresence(act, id);
  const evaluations = (await listEvaluations(act.db, [id])).get(id) ?? [];
  const officer = (await findOfficers(act.db, [id])).get(id) ?? null;
  return {
    ...found,
    officer,
    isMine: officer !== null && officer.userId === actorId(act.actor),
    others: await listOthersPresent(act, id),
    evaluations,
    mustAnswerFirst: mustAnswerFirst(act, evaluations),
    mayManage: mayManageFund(act.actor),
  };
}
