import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { findSitting, type HeldSitting } from '../../../assemblies/index.ts';
import { asKnownNow, findLatestMeasures, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { mayReadFund } from '../../policy.ts';
import { isGrant } from '../proposal.ts';
import { type AwardedDossier, listAwards } from './queries.ts';

/** What was granted, in one currency: new projects, or continuations. Amounts in cents. */
export interface Sum {
  projects: number;
  granted: number;
  commitment: number;
  /** The whole of the projects, as they were deposited: what the fund is asked, the city's share, what others bring. */
  investment: number;
  /** In money and in kind. */
  city: number;
  others: number;
}

/** R8: the result of a sitting in one currency. */
export interface CurrencyResult {
  currency: string;
  fresh: Sum;
  continuations: Sum;
  all: Sum;
}

/** R8: the result of a sitting. */
export interface SittingResult {
  sitting: HeldSitting;
  /** What was granted, and what was not, as written down. */
  awards: (AwardedDossier & { city: PartyRef })[];
  currencies: CurrencyResult[];
  /** Of the cities that were granted something, each counted once, on the day of the sitting. */
  inhabitants: { total: number; cities: number; /** Those of which the register confirms no population. */ unknown: PartyRef[] };
}

/** The result of a sitting, as R8 asks: for the secretariat. @throws Forbidden, Missing */
export async function readResult(act: Act, slug: string): Promise<SittingResult> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const sitting = await findSitting(act, slug);
  if (!sitting) throw new Missing(`sitting ${slug}`);
  const awards = await listAwards(act.db, sitting.id);
  const at = await asKnownNow(act, dayOf(sitting.startsAt));
  const cities = await findPartiesById(act.db, [...new Set(awards.map(({ dossier }) => dossier.leadId))], at);
  const granted = awards.filter(({ award }) => isGrant(award.outcome));
  const leads = [...new Set(granted.map(({ dossier }) => dossier.leadId))];
  const populations = await findLatestMeasures(act.db, 'population', at, leads);
  return {
    sitting,
    awards: awards.map((one) => ({ ...one, city: cities.get(one.dossier.leadId)! })),
    currencies: [...Map.groupBy(granted, ({ award }) => award.currency)].map(([currency, of]) => ({
      currency,
      fresh: sumOf(of.filter(({ dossier }) => dossier.continuesId === null)),
      continuations: sumOf(of.filter(({ dossier }) => dossier.continuesId !== null)),
      all: sumOf(of),
    })),
    inhabitants: {
      total: [...populations.values()].reduce((sum, { value }) => sum + value, 0),
      cities: populations.size,
      unknown: leads.filter((id) => !populations.has(id)).map((id) => cities.get(id)!),
    },
  };
}

function sumOf(of: readonly AwardedDossier[]): Sum {
  const sum = (value: (one: AwardedDossier) => number) => of.reduce((total, one) => total + value(one), 0);
  return {
    projects: of.length,
    granted: sum(({ award }) => award.grantedCents),
    commitment: sum(({ award }) => award.commitmentCents),
    investment: sum(({ version }) => version.totalCents),
    city: sum(({ version }) => version.cityCents + version.inKindCents),
    others: sum(({ version }) => version.otherCents),
  };
}
