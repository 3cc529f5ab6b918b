import { isNull } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { asKnownNow, indexParties } from '../../../register/index.ts';
import type { FundCall } from '../../calls/schema.ts';
import { fundTheme } from '../../schema.ts';
import { purposes } from '../../purposes/purposes.ts';
import { settingOn } from '../../settings/queries.ts';
import type { BudgetLimits } from './budget.ts';
import type { Known } from './parts.ts';

/** What dossiers may name: the themes of the network, the purpose codes of the DAC, the parties of the register. */
export async function findKnown(act: Act): Promise<Known> {
  const themes = await act.db.select({ code: fundTheme.code }).from(fundTheme).where(isNull(fundTheme.retiredOn));
  const parties = await indexParties(act.db, await asKnownNow(act));
  return {
    themes: new Set(themes.map(({ code }) => code)),
    purposes: new Set(purposes.map(({ code }) => code)),
    party: (words) => {
      try {
        return parties.resolve(words).id;
      } catch (error) {
        if (error instanceof Invalid) return null;
        throw error;
      }
    },
  };
}

/** What a budget keeps within: the call's own rules, and the city's share as it is today (R7). */
export async function findLimits(act: Act, call: FundCall): Promise<BudgetLimits> {
  const { currency, ceilingRate, leastCents, mostCents } = call;
  return { currency, ceilingRate, leastCents, mostCents, leastCityRate: await settingOn(act.db, 'city_share', dayOf(act.now)) };
}
