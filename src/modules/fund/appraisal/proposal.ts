import { z } from 'zod';
import { Invalid } from '../../../kernel/errors.ts';
import { optionalAmount, optionalText } from '../../../kernel/http/fields.ts';
import type { Lang, Message } from '../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../kernel/money.ts';
import type { DossierVersion } from '../applications/schema.ts';
import type { FundCall } from '../calls/schema.ts';
import { formatRate, readRate } from '../rates.ts';
import { type Outcome, outcomes } from '../vocabulary.ts';
import { say } from './messages.ts';

/** What is proposed to a sitting, or what it decided, as it is typed. Empty amounts: as the dossier asks. */
export const proposalInput = z.object({
  outcome: z.enum(outcomes),
  granted: optionalAmount,
  commitment: optionalAmount,
  eligible: optionalAmount,
  rate: z.string().optional(),
  conditions: optionalText(5000),
});

/** An outcome with its amounts; none of them where nothing is granted. `rate` in hundredths of a percent of what is eligible. */
export interface Proposal {
  outcome: Outcome;
  grantedCents: number;
  commitmentCents: number;
  rate: number;
  eligibleCents: number;
  conditions: string | null;
}

export function isGrant(outcome: Outcome): boolean {
  return outcome === 'granted' || outcome === 'granted_on_conditions';
}

/**
 * Reads what was typed of a proposal on a version of a dossier: at most what is asked, at most the ceiling of the call, never more than
 * the rate of what is eligible.
 * @throws Invalid with everything that is wrong; `prefix` before the names of the fields
 */
export function readProposal(
  typed: z.output<typeof proposalInput>,
  version: Pick<DossierVersion, 'requestedCents' | 'totalCents' | 'currency'>,
  call: Pick<FundCall, 'ceilingRate'>,
  prefix = '',
): Proposal {
  const wrong: Record<string, Message> = {};
  const { outcome } = typed;
  if (outcome === 'granted_on_conditions' && !typed.conditions) wrong['conditions'] = say.later('proposal.conditions');
  if (outcome !== 'granted_on_conditions' && typed.conditions) wrong['conditions'] = say.later('proposal.noConditions');
  const none = { outcome, grantedCents: 0, commitmentCents: 0, rate: 0, eligibleCents: 0, conditions: typed.conditions };
  const proposal = isGrant(outcome) ? { ...none, ...readAmounts(typed, version, call, wrong) } : none;
  if (Object.keys(wrong).length > 0)
    throw new Invalid(Object.fromEntries(Object.entries(wrong).map(([name, why]) => [prefix + name, why])));
  return proposal;
}

function readAmounts(
  { granted, commitment, eligible, rate: typedRate }: z.output<typeof proposalInput>,
  { requestedCents, totalCents, currency }: Pick<DossierVersion, 'requestedCents' | 'totalCents' | 'currency'>,
  { ceilingRate }: Pick<FundCall, 'ceilingRate'>,
  wrong: Record<string, Message>,
) {
  const money = (cents: number) => (lang: Lang) => formatMoney(cents, lang, currency);
  const commitmentCents = commitment ?? requestedCents;
  const grantedCents = granted ?? commitmentCents;
  const eligibleCents = eligible ?? totalCents;
  const rate = typedRate?.trim()
    ? readRate(typedRate)
    : Math.min(ceilingRate, Math.ceil((commitmentCents * 10_000) / Math.max(1, eligibleCents)));
  if (grantedCents === 0) wrong['granted'] = say.later('proposal.nothing');
  if (commitmentCents > requestedCents)
    wrong['commitment'] = (lang) => say.in(lang)('proposal.overAsked', { most: money(requestedCents)(lang) });
  if (grantedCents > commitmentCents)
    wrong['granted'] = (lang) => say.in(lang)('proposal.overCommitment', { most: money(commitmentCents)(lang) });
  if (eligibleCents > totalCents) wrong['eligible'] = (lang) => say.in(lang)('proposal.overTotal', { most: money(totalCents)(lang) });
  if (rate === null) wrong['rate'] = say.later('proposal.rate');
  else if (rate > ceilingRate) wrong['rate'] = (lang) => say.in(lang)('proposal.overCeiling', { ceiling: formatRate(ceilingRate, lang) });
  else if (commitmentCents * 10_000 > rate * eligibleCents)
    wrong['commitment'] ??= (lang) =>
      say.in(lang)('proposal.overRate', { rate: formatRate(rate, lang), most: money(Math.floor((rate * eligibleCents) / 10_000))(lang) });
  return { grantedCents, commitmentCents, rate: rate ?? 0, eligibleCents };
}
