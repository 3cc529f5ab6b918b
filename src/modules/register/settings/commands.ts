import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { say } from '../mandates/messages.ts';
import { mayRule } from '../policy.ts';
import { isValue } from './rules.ts';
import { registerSetting, settingNames } from './schema.ts';

/** How people write yes and no, in either language. */
const answers: Readonly<Record<string, string>> = { oui: 'yes', yes: 'yes', non: 'no', no: 'no' };

export const settingInput = z.object({
  name: z.enum(settingNames),
  value: requiredText(20).transform((typed) => answers[typed.toLowerCase()] ?? typed),
  appliesFrom: day,
  reason: requiredText(1000),
});

/** Records what a rule is from a day on; what it was before stays readable. @throws Forbidden; Invalid for a value that the rule cannot have */
export async function changeSetting(act: Act, input: z.output<typeof settingInput>): Promise<void> {
  if (!mayRule(act.actor)) throw new Forbidden();
  if (!isValue(input.name, input.value)) throw new Invalid({ value: say.later(`rules.values.${input.name}`) });
  await inTransaction(act, async (act) => {
    await act.db
      .insert(registerSetting)
      .values({ id: randomUUID(), ...input, at: act.now, byId: actorId(act.actor), by: actorName(act.actor) });
    const { value, appliesFrom, reason } = input;
    await audit(act, {
      command: 'register.changeSetting',
      subject: input.name,
      detail: { value, appliesFrom: appliesFrom.toString(), reason },
    });
  });
}
