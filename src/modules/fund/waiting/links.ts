import { dossierPaths } from '../applications/paths.ts';
import { appraisalPaths } from '../appraisal/paths.ts';
import { moneyPaths } from '../money/paths.ts';
import { reportPaths } from '../monitoring/paths.ts';
import { projectPaths } from '../projects/paths.ts';
import type { Wait } from './queries.ts';

/** Where the secretariat does what is waited for. */
export function linkOf({ kind, reference, ownerRef, detail, lead }: Wait): string {
  const ref = ownerRef ?? '';
  switch (kind) {
    case 'admissibility':
      return appraisalPaths.admissibility(ref);
    case 'completion':
    case 'appraisal':
    case 'agenda':
    case 'sitting':
    case 'award':
    case 'deferred':
    case 'reserve':
      return appraisalPaths.dossier(ref);
    case 'note':
      return appraisalPaths.note(ref);
    case 'opinion':
      return appraisalPaths.evaluations(ref);
    case 'signature':
      return projectPaths.agreement(ref, detail);
    case 'account':
      return projectPaths.bankAccounts(lead?.slug ?? '');
    case 'request':
      return projectPaths.money(ref);
    case 'verification':
    case 'approval':
    case 'order':
    case 'execution':
    case 'returning':
      return moneyPaths.payment(reference);
    case 'report':
    case 'review':
      return reportPaths.report(ref, detail);
    case 'action':
      return projectPaths.followup(ref);
    case 'recovery':
      return moneyPaths.recovery(reference);
    case 'agreement':
    case 'condition':
    case 'closure':
      return projectPaths.project(ref);
  }
}

/** Where a city reads it, or does it. */
export function ownLinkOf({ kind, ownerRef, detail }: Wait): string {
  const ref = ownerRef ?? '';
  switch (kind) {
    case 'admissibility':
    case 'completion':
    case 'appraisal':
    case 'agenda':
    case 'sitting':
    case 'award':
      return dossierPaths.dossier(detail);
    case 'signature':
      return projectPaths.ownAgreement(ref, detail);
    case 'report':
    case 'review':
      return reportPaths.ownReport(ref, detail);
    default:
      return projectPaths.ownProject(ref);
  }
}
