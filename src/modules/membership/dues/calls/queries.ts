import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { collator } from '../../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { findMailings } from '../contacts/queries.ts';
import { isId } from '../ids.ts';
import { mayReadDues } from '../policy.ts';
import { type DueCall, dueCall, dueCallSending, dueCampaign, dueScaleStep, dueScaleVoluntary } from '../schema.ts';
import { isCancelled } from './cancelled.ts';

export interface CampaignSummary {
  id: string;
  year: number;
  calledOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  by: string;
  parties: number;
  totalCents: number;
}

export interface CampaignCall {
  call: DueCall;
  party: PartyRef;
  cancelled: boolean;
  /** Null while it waits for the job. */
  sentAt: Temporal.Instant | null;
  /** The register knows where to mail it. */
  mailed: boolean;
}

/** The campaigns, the latest first. @throws Forbidden */
export async function listCampaigns(act: Act): Promise<CampaignSummary[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rows = await selectCampaigns(act).orderBy(desc(dueCampaign.calledOn), desc(dueCampaign.at));
  return rows.map(toSummary);
}

/** The years of which a scale is in force, the latest first: those that may be called. @throws Forbidden */
export async function listCallableYears(act: Act): Promise<number[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({ year: dueScaleStep.year })
    .from(dueScaleStep)
    .where(eq(dueScaleStep.state, 'in_force'))
    .orderBy(desc(dueScaleStep.year))
    .limit(2);
  return rows.map((row) => row.year);
}

/** One campaign with its calls, by name of the member. @throws Forbidden, Missing */
export async function getCampaign(act: Act, id: string): Promise<{ campaign: CampaignSummary; calls: CampaignCall[] }> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const [campaign] = isId(id) ? await selectCampaigns(act).where(eq(dueCampaign.id, id)) : [];
  if (!campaign) throw new Missing(`campaign ${id}`);
  const rows = await act.db
    .select({ call: dueCall, cancelled: isCancelled, sentAt: dueCallSending.at })
    .from(dueCall)
    .leftJoin(dueCallSending, eq(dueCallSending.callId, dueCall.id))
    .where(eq(dueCall.campaignId, id));
  const partyIds = [...new Set(rows.map((row) => row.call.partyId))];
  const parties = await findPartiesById(act.db, partyIds, await asKnownNow(act));
  const mailings = await findMailings(act, partyIds);
  return {
    campaign: toSummary(campaign),
    calls: rows
      .map((row) => ({
        ...row,
        party: parties.get(row.call.partyId)!,
        mailed: mailings.get(row.call.partyId)!.recipients[0]!.email !== null,
      }))
      .toSorted(
        (one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr) || one.call.kind.localeCompare(other.call.kind),
      ),
  };
}

/** What is proposed beside the dues of these calls, by campaign; an entry fee proposes nothing. */
export async function listVoluntary(act: Act, calls: readonly Pick<DueCall, 'campaignId' | 'kind'>[]): Promise<Map<string, number[]>> {
  const ids = [...new Set(calls.flatMap((one) => (one.campaignId && one.kind === 'due' ? [one.campaignId] : [])))];
  if (ids.length === 0) return new Map();
  const rows = await act.db
    .select({ campaignId: dueCampaign.id, cents: dueScaleVoluntary.amountCents })
    .from(dueCampaign)
    .innerJoin(dueScaleVoluntary, eq(dueScaleVoluntary.scaleId, dueCampaign.scaleId))
    .where(inArray(dueCampaign.id, ids))
    .orderBy(dueScaleVoluntary.amountCents);
  return new Map([...Map.groupBy(rows, (row) => row.campaignId)].map(([id, found]) => [id, found.map((row) => row.cents)]));
}

function selectCampaigns(act: Act) {
  return act.db
    .select({
      campaign: dueCampaign,
      parties: sql<number>`(select count(distinct party_id)::int from ${dueCall} where campaign_id = due_campaign.id)`,
      total: sql<string>`(select coalesce(sum(amount_cents), 0)::text from ${dueCall} where campaign_id = due_campaign.id)`,
    })
    .from(dueCampaign)
    .$dynamic();
}

function toSummary(row: { campaign: typeof dueCampaign.$inferSelect; parties: number; total: string }): CampaignSummary {
  const { id, year, calledOn, dueOn, by } = row.campaign;
  return { id, year, calledOn, dueOn, by, parties: row.parties, totalCents: Number(row.total) };
}
