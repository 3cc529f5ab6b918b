import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { Invalid, Missing } from '../../../../kernel/errors.ts';
import { optionalText } from '../../../../kernel/http/fields.ts';
import { openAsAuthor } from '../authors.ts';
import type { PieceValue } from '../content/pieces.ts';
import { say } from '../messages.ts';
import { fundDossierEdit } from '../schema.ts';
import { recordEdits } from './commands.ts';
import { findWritten, listOpenConflicts, type OpenConflict } from './queries.ts';

export const settlementInput = z.object({
  choice: z.enum(['first', 'second', 'other']),
  words: optionalText(20_000),
  base: z.coerce.number().int().min(0),
});

/** An open conflict, with what stands there now and who wrote it. */
export interface Dispute {
  conflict: OpenConflict;
  there: { value: PieceValue | null; number: number; by: string };
}

/** A conflict of a dossier for one of its authors. @throws Missing to anyone else, and once it is settled */
export async function getDispute(act: Act, dossierId: string, number: number): Promise<Dispute> {
  await openAsAuthor(act, dossierId);
  const conflict = (await listOpenConflicts(act.db, dossierId)).find((one) => one.number === number);
  if (!conflict) throw new Missing(`conflict ${number}`);
  const there = (await findWritten(act.db, dossierId)).pieces.get(conflict.path);
  if (!there) return { conflict, there: { value: null, number: 0, by: '–' } };
  const [edit] = await act.db
    .select({ by: fundDossierEdit.by })
    .from(fundDossierEdit)
    .where(and(eq(fundDossierEdit.dossierId, dossierId), eq(fundDossierEdit.number, there.number)));
  return { conflict, there: { ...there, by: edit!.by } };
}

/**
 * Says which of two values holds, or what else does.
 * @throws Missing to anyone but the authors; Invalid where what stood there has changed since it was read
 */
export async function settleConflict(act: Act, dossierId: string, number: number, input: z.output<typeof settlementInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { conflict, there } = await getDispute(act, dossierId, number);
    if (input.choice === 'other' && !input.words) throw new Invalid({ words: say.later('problem.required') });
    if (input.base !== there.number) throw new Invalid({ choice: say.later('conflict.changed') });
    const value = { first: there.value, second: conflict.value, other: input.words }[input.choice];
    await recordEdits(act, dossierId, [{ id: randomUUID(), path: conflict.path, value, base: there.number, settles: number }]);
  });
}
