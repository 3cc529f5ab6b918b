import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { slugOf } from '../../register/index.ts';
import { mayManageFund } from '../policy.ts';
import { findPurpose } from '../purposes/purposes.ts';
import { fundTheme } from '../schema.ts';
import { say } from '../settings/messages.ts';

export const themeInput = z.object({
  nameFr: requiredText(100),
  nameEn: requiredText(100),
  /** Codes, apart by blanks or commas. */
  purposes: optionalText(500),
  source: requiredText(500),
});

/** Adds a theme; its code comes from its name. @throws Forbidden; Invalid, all at once */
export async function addTheme(act: Act, input: z.output<typeof themeInput>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const code = slugOf(input.nameFr).slice(0, 60).replace(/-$/, '').padEnd(2, '-1');
  const purposes = [...new Set(input.purposes?.split(/[\s,;]+/).filter(Boolean) ?? [])];
  const unknown = purposes.filter((one) => !findPurpose(one));
  await inTransaction(act, async (act) => {
    const [taken] = await act.db.select().from(fundTheme).where(eq(fundTheme.code, code));
    if (taken || unknown.length > 0)
      throw new Invalid({
        ...(taken ? { nameFr: say.later('theme.taken') } : {}),
        ...(unknown.length > 0 ? { purposes: say.later('theme.noPurpose', { codes: unknown.join(', '), count: unknown.length }) } : {}),
      });
    const { nameFr, nameEn, source } = input;
    await act.db.insert(fundTheme).values({ code, nameFr, nameEn, purposes, source });
    await audit(act, { command: 'fund.addTheme', subject: code, detail: { source } });
  });
}

/** Offers a theme no more; the dossiers that name it keep it. @throws Forbidden, Missing, Refused */
export async function retireTheme(act: Act, code: string): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const [theme] = await act.db.select().from(fundTheme).where(eq(fundTheme.code, code)).for('update');
    if (!theme) throw new Missing(code);
    if (theme.retiredOn) throw new Refused(say.later('theme.alreadyRetired'));
    await act.db
      .update(fundTheme)
      .set({ retiredOn: dayOf(act.now) })
      .where(eq(fundTheme.code, code));
    await audit(act, { command: 'fund.retireTheme', subject: code });
  });
}
