import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { say } from '../messages.ts';
import { maySetRules } from '../policy.ts';
import { assemblySetting } from '../schema.ts';
import { isSettingValue, settingKeys } from './fields.ts';

export const settingInput = z.object({
  key: z.enum(settingKeys),
  value: requiredText(40),
  appliesFrom: day,
  /** Where the rule is written: the statutes, a decision. */
  source: requiredText(500),
});
export type NewSetting = z.output<typeof settingInput>;

/**
 * Records a rule of a body from a day on. What sittings already opened did by the rule of their day stays as it was.
 * @throws Forbidden; Invalid where the value is none of this rule
 */
export async function recordSetting(act: Act, body: { id: string; slug: string }, input: NewSetting): Promise<void> {
  if (!maySetRules(act.actor)) throw new Forbidden();
  if (!isSettingValue(input.key, input.value)) throw new Invalid({ value: say.later('setting.wrong') });
  await inTransaction(act, async (act) => {
    const [last] = await act.db
      .select({ number: assemblySetting.number })
      .from(assemblySetting)
      .where(and(eq(assemblySetting.bodyId, body.id), eq(assemblySetting.key, input.key)))
      .orderBy(desc(assemblySetting.number))
      .limit(1);
    await act.db.insert(assemblySetting).values({
      id: randomUUID(),
      bodyId: body.id,
      number: (last?.number ?? 0) + 1,
      ...input,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'assembly.setting', subject: body.slug, detail: { key: input.key, value: input.value } });
  });
}
