import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { takeDossierStep } from '../../applications/life.ts';
import { callOf, inDossier } from '../held.ts';
import { say } from '../messages.ts';
import { blocking, checkReadiness } from './check.ts';

/** Says that a dossier is appraised: nothing is lacking any more for a sitting. @throws Forbidden, Missing; Refused with all that is lacking */
export async function finishAppraisal(act: Act, reference: string): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    const lacking = blocking(await checkReadiness(act, { dossier, call: await callOf(act.db, dossier) }));
    if (lacking.length > 0)
      throw new Refused((lang) => say.in(lang)('ready.lacking', { what: lacking.map(({ why }) => why(lang)).join(' ') }));
    await takeDossierStep(act, dossier, 'appraised');
    await audit(act, { command: 'fund.appraised', subject: reference });
  });
}

export const reopeningInput = z.object({ reason: requiredText(1000) });

/** Takes the appraisal of a dossier up again, for what was found late or what a sitting deferred. @throws Forbidden, Missing, Refused */
export async function reopenAppraisal(act: Act, reference: string, { reason }: z.output<typeof reopeningInput>): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    if (dossier.state !== 'appraised' && dossier.state !== 'deferred') throw new Refused(say.later('reopening.none'));
    await takeDossierStep(act, dossier, 'admissible', { reason });
    await audit(act, { command: 'fund.reopen', subject: reference, detail: { reason } });
  });
}
