import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../kernel/files/index.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { signed } from '../../signed.ts';
import { inDossier } from '../held.ts';
import { say } from '../messages.ts';
import { type DiligenceKind, diligenceOutcomes } from '../vocabulary.ts';
import { fundDiligence } from './schema.ts';

export const diligenceInput = z.object({ outcome: z.enum(diligenceOutcomes), words: requiredText(2000) });
/** A screening says which list was searched, and as of which day. */
export const screeningInput = diligenceInput.extend({ list: requiredText(200), listOn: day });

/**
 * Writes down what was verified of whoever asks, with its evidence; what was written before stays.
 * @throws Forbidden, Missing; Invalid where a screening has no file: its hash is the proof of what was searched
 */
export async function recordDiligence(
  act: Act,
  reference: string,
  kind: DiligenceKind,
  input: z.output<typeof diligenceInput> & Partial<z.output<typeof screeningInput>>,
  file: ReceivedFile | null,
): Promise<void> {
  await inDossier(act, reference, async (act, { id }) => {
    if (kind === 'screening' && !file) throw new Invalid({ file: say.later('diligence.screeningFile') });
    const number = (await act.db.$count(fundDiligence, eq(fundDiligence.dossierId, id))) + 1;
    await act.db.insert(fundDiligence).values({
      dossierId: id,
      number,
      kind,
      outcome: input.outcome,
      words: input.words,
      list: kind === 'screening' ? input.list! : null,
      listOn: kind === 'screening' ? input.listOn! : null,
      fileId: file && (await keepFile(act, file)),
      hash: file?.sha256 ?? null,
      ...signed(act),
    });
    await audit(act, { command: 'fund.diligence', subject: reference, detail: { kind, outcome: input.outcome } });
  });
}
