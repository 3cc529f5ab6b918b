import { eq, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { day, requiredText } from '../../../kernel/http/fields.ts';
import { asKnownNow, findBody } from '../../register/index.ts';
import { maySignFundExceptions } from '../policy.ts';
import { readRate } from '../rates.ts';
import { fundSetting } from '../schema.ts';
import { signed } from '../signed.ts';
import { settingFields, type SettingName } from './fields.ts';
import { say } from './messages.ts';

export const settingInput = z.object({ value: requiredText(100), appliesFrom: day, reason: requiredText(1000) });

/** Records what a rule of the fund is from a day on; what it was before stays. @throws Forbidden; Invalid where the value is none of this rule */
export async function changeSetting(act: Act, name: SettingName, input: z.output<typeof settingInput>): Promise<void> {
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const value = await readValue(act, name, input.value);
    // Two changes of one rule come one after the other.
    await act.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`fund_setting ${name}`}, 0))`);
    const [last] = await act.db
      .select({ number: max(fundSetting.number) })
      .from(fundSetting)
      .where(eq(fundSetting.name, name));
    await act.db.insert(fundSetting).values({ name, number: (last?.number ?? 0) + 1, ...input, value, ...signed(act) });
    await audit(act, {
      command: 'fund.setting',
      subject: name,
      detail: { value, from: input.appliesFrom.toString(), reason: input.reason },
    });
  });
}

/** What was typed, as the row holds it. */
async function readValue(act: Act, name: SettingName, typed: string): Promise<string> {
  switch (settingFields[name].kind) {
    case 'rate': {
      const rate = readRate(typed);
      if (rate === null) throw new Invalid({ value: say.later('setting.noRate') });
      return String(rate);
    }
    case 'yes_no':
      if (typed !== 'yes' && typed !== 'no') throw new Invalid({ value: say.later('setting.yesOrNo') });
      return typed;
    case 'number':
      if (!/^\d{1,4}$/.test(typed)) throw new Invalid({ value: say.later('setting.noNumber') });
      return String(Number(typed));
    case 'body': {
      const body = await findBody(act.db, typed, await asKnownNow(act));
      if (!body) throw new Invalid({ value: say.later('setting.noBody') });
      return body.id;
    }
  }
}
