import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { signed } from '../../signed.ts';
import { callOf, inDossier } from '../held.ts';
import { say } from '../messages.ts';
import { proposalInput, readProposal } from '../proposal.ts';
import { isAppraised } from '../experts/rules.ts';
import { notePaper } from './paper.ts';
import { fundNote } from './schema.ts';

const text = z.string().trim().max(10_000).default('');
export const noteInput = proposalInput.extend({ analysis: requiredText(20_000), strengths: text, weaknesses: text });

/** Writes the appraisal note anew, from what is known now; the ones before stay. @throws Forbidden, Missing, Refused; Invalid */
export async function saveNote(act: Act, reference: string, input: z.output<typeof noteInput>): Promise<number> {
  return inDossier(act, reference, async (act, dossier) => {
    const isOwed = dossier.state === 'on_agenda' || dossier.state === 'granted' || dossier.state === 'granted_on_conditions';
    const call = await callOf(act.db, dossier);
    // In an emergency the papers come after the vote (R10).
    if (!isAppraised(dossier.state) && !(call.decisionPath === 'emergency' && isOwed)) throw new Refused(say.later('note.closed'));
    const proposal = readProposal(input, dossier.deposit, call);
    const number = (await act.db.$count(fundNote, eq(fundNote.dossierId, dossier.id))) + 1;
    const words = { analysis: input.analysis, strengths: input.strengths, weaknesses: input.weaknesses };
    const paper = await notePaper(act, { dossier, call, number, words, proposal });
    await act.db
      .insert(fundNote)
      .values({ dossierId: dossier.id, number, version: dossier.deposit.number, ...words, ...proposal, paper, ...signed(act) });
    await audit(act, { command: 'fund.note', subject: reference, detail: { number, outcome: proposal.outcome } });
    return number;
  });
}
