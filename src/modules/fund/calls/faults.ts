import type { Act } from '../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { formatRate } from '../rates.ts';
import { settingOn } from '../settings/queries.ts';
import { eligibilityRules } from './forms/definition.ts';
import { say } from './messages.ts';
import { endOf } from './rules.ts';
import type { FundCall } from './schema.ts';

/**
 * Everything that keeps a call from being published. R7 is of the cooperation fund: members only, and no more than the
 * fund's part; the other purses have no rule that is known.
 */
export async function findCallFaults(act: Act, call: FundCall): Promise<Message[]> {
  const faults: Message[] = [];
  const end = endOf(call);
  if (end && Temporal.Instant.compare(end, act.now) <= 0)
    faults.push((lang) => say.in(lang)('callFault.over', { day: formatDate(call.closesOn!, lang) }));
  if (!call.summaryFr) faults.push(say.later('callFault.noSummary'));
  if (call.langs.includes('en') && !call.summaryEn) faults.push(say.later('callFault.noSummaryEn'));
  if (call.purse === 'cooperation') {
    if (!eligibilityRules.parse(call.eligibility).some(({ kind }) => kind === 'member')) faults.push(say.later('callFault.membersOnly'));
    const ceiling = await settingOn(act.db, 'ceiling_rate', dayOf(act.now));
    if (call.ceilingRate > ceiling)
      faults.push((lang) =>
        say.in(lang)('callFault.ceiling', { rate: formatRate(call.ceilingRate, lang), ceiling: formatRate(ceiling, lang) }),
      );
  }
  return faults;
}
