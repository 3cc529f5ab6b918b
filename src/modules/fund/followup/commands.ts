import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../kernel/files/index.ts';
import { day, optionalDay, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';
import { lockProject, recordStep } from '../projects/steps.ts';
import { signedByPerson } from '../signed.ts';
import { say } from './messages.ts';
import { checkClosure, findFollowup } from './queries.ts';
import { followupKinds, followupOutcomes, fundClosure, fundFollowup, fundFollowupEnd } from './schema.ts';

export const followupInput = z
  .object({
    kind: z.enum(followupKinds),
    onDay: day,
    title: requiredText(200),
    words: requiredText(10_000),
    level: z
      .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(4)])
      .optional()
      .transform((level) => level ?? null),
    owner: optionalText(200),
    dueOn: optionalDay,
  })
  .superRefine(({ kind, level, owner, dueOn }, ctx) => {
    const missing = (field: string) => ctx.addIssue({ code: 'custom', path: [field], params: { reason: 'required' } });
    if ((kind === 'risk' || kind === 'evaluation') && level === null) missing('level');
    if (kind === 'recommendation' && !owner) missing('owner');
    if (kind === 'recommendation' && !dueOn) missing('dueOn');
  });

/** Writes an entry in the follow-up of a project, with a file where there is one. @throws Forbidden, Missing, Invalid; Refused once it is closed */
export async function recordFollowup(
  act: Act,
  projectId: string,
  input: z.output<typeof followupInput>,
  file: ReceivedFile | null,
): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const state = await lockProject(act, projectId);
    // What was learned may be written of a project that is over.
    if (state === 'closed' && input.kind !== 'lesson') throw new Refused(say.later('entry.closed'));
    if (Temporal.PlainDate.compare(input.onDay, dayOf(act.now)) > 0) throw new Invalid({ onDay: say.later('entry.toCome') });
    if (input.kind === 'risk' && input.level! > 3) throw new Invalid({ level: say.later('entry.riskLevel') });
    const { kind, onDay, title, words } = input;
    const hasLevel = kind === 'risk' || kind === 'evaluation';
    const hasOwner = kind === 'risk' || kind === 'recommendation';
    const id = randomUUID();
    await act.db.insert(fundFollowup).values({
      id,
      projectId,
      kind,
      onDay,
      title,
      words,
      level: hasLevel ? input.level : null,
      owner: hasOwner ? input.owner : null,
      dueOn: hasOwner ? input.dueOn : null,
      fileId: file ? await keepFile(act, file) : null,
      ...signedByPerson(act),
    });
    await audit(act, { command: 'fund.followup.record', subject: projectId, detail: { id, kind } });
    return id;
  });
}

export const endInput = z.object({ outcome: z.enum(followupOutcomes), words: requiredText(2_000) });

/** Says what became of an entry, once. @throws Forbidden, Missing; Refused where it has an end */
export async function endFollowup(act: Act, projectId: string, id: string, { outcome, words }: z.output<typeof endInput>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, projectId);
    await findFollowup(act.db, projectId, id);
    const [end] = await act.db
      .insert(fundFollowupEnd)
      .values({ followupId: id, outcome, words, ...signedByPerson(act) })
      .onConflictDoNothing()
      .returning({ id: fundFollowupEnd.followupId });
    if (!end) throw new Refused(say.later('entry.ended'));
    await audit(act, { command: 'fund.followup.end', subject: projectId, detail: { id, outcome } });
  });
}

export const closureInput = z.object({ learned: requiredText(10_000), waiver: optionalText(2_000) });

/**
 * Closes a project whose every line is met; reports and recommendations that are missing, the direction alone waives, with why.
 * @throws Forbidden, Missing; Refused with what is missing
 */
export async function closeProject(act: Act, projectId: string, { learned, waiver }: z.output<typeof closureInput>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const state = await lockProject(act, projectId);
    if (state === 'closed') throw new Refused(say.later('closure.already'));
    const unmet = (await checkClosure(act.db, { id: projectId, state: state ?? '' })).filter(({ isMet }) => !isMet);
    const held = unmet.filter(({ waivable }) => !waivable);
    if (held.length > 0) throw new Refused(say.later('closure.held'));
    if (unmet.length > 0 && !maySignFundExceptions(act.actor)) throw new Refused(say.later('closure.direction'));
    if (unmet.length > 0 && !waiver) throw new Invalid({ waiver: say.later('closure.waiver') });
    await act.db.insert(fundClosure).values({ projectId, learned, waiver: unmet.length > 0 ? waiver : null, ...signedByPerson(act) });
    await recordStep(act, projectId, { to: 'closed' });
    await audit(act, { command: 'fund.project.closure', subject: projectId, detail: { waived: unmet.map(({ what }) => what), waiver } });
  });
}
