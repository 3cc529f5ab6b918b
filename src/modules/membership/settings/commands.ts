import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { asKnownNow, findParty } from '../../register/index.ts';
import { say } from '../messages.ts';
import { maySignExceptions } from '../policy.ts';
import { membershipSetting } from '../schema.ts';
import { settingNames, type SettingName } from '../vocabulary.ts';

export const settingInput = z.object({
  name: z.enum(settingNames),
  value: requiredText(100),
  appliesFrom: day,
  reason: requiredText(1000),
});

/**
 * Records what a rule is from a day on; what it was before stays readable. The network is named by its address in the register.
 * @throws Forbidden; Invalid when the value is none that the rule may have
 */
export async function changeSetting(act: Act, input: z.output<typeof settingInput>): Promise<void> {
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const value = await readValue(act, input);
    await act.db.insert(membershipSetting).values({
      id: randomUUID(),
      ...input,
      value,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, {
      command: 'membership.changeSetting',
      subject: input.name,
      detail: { value, appliesFrom: input.appliesFrom.toString(), reason: input.reason },
    });
  });
}

async function readValue(act: Act, { name, value }: { name: SettingName; value: string }): Promise<string> {
  if (name === 'network') {
    const found = await findParty(act.db, value, await asKnownNow(act));
    if (found?.kind !== 'network' && found?.kind !== 'institution') throw new Invalid({ value: say.later('setting.noNetwork') });
    return found.id;
  }
  if (name === 'associations_count') {
    const said = answers[value.toLowerCase()];
    if (!said) throw new Invalid({ value: say.later('setting.yesOrNo') });
    return said;
  }
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new Invalid({ value: say.later('setting.number') });
  return value;
}

/** How people write yes and no, in either language. */
const answers: Readonly<Record<string, 'yes' | 'no'>> = { oui: 'yes', yes: 'yes', non: 'no', no: 'no' };
