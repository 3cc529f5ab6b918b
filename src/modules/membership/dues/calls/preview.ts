import type { Act } from '../../../../kernel/act.ts';
import type { At } from '../../../../kernel/collections.ts';
import { collator } from '../../../../kernel/i18n/format.ts';
import { formatPartialDate } from '../../../../kernel/dates.ts';
import {
  asKnownNow,
  findLatestMeasures,
  findPartiesById,
  findStatesOf,
  type LatestMeasure,
  listStatuses,
  type PartyRef,
} from '../../../register/index.ts';
import { findNetwork } from '../../standing/network.ts';
import { findStanding as findMembership } from '../../standing/queries.ts';
import type { MembershipCategory } from '../../standing/rules.ts';
import type { BasisFigure } from '../schema.ts';
import type { Scale } from '../scale/queries.ts';
import { type NoDue, readDue, type ScaleTable } from '../scale/rules.ts';
import { callKey, findStanding, type NewCall } from './record.ts';

/** A member, with the figures of the register that its due is read from. */
export interface Assessed {
  party: PartyRef;
  category: MembershipCategory;
  gni: BasisFigure | null;
  population: BasisFigure | null;
}

/** A member whose due can be read. */
export interface CalledMember extends Assessed {
  amountCents: number;
  rule: 'table' | 'floor' | 'flat';
  /** What it is asked: the due, and the entry fee in the year in which it came in. */
  calls: Omit<NewCall, 'partyId'>[];
}

/** A party that is not called, and why. */
export interface LeftOut extends Assessed {
  why: NoDue | 'suspended' | 'unconfirmed' | 'already';
  already: number | null;
}

export interface CallPreview {
  called: CalledMember[];
  leftOut: LeftOut[];
  totalCents: number;
}

/** What each member would be asked by a scale, whoever was called already or not: the simulation that is looked at before the vote. */
export async function simulateScale(act: Act, scale: ScaleTable & { year: number; entryFeeCents: number }): Promise<CallPreview> {
  return assess(act, scale, new Map());
}

/** Who would be called now for the year of a scale, who would not, and why. By name. */
export async function previewCalls(act: Act, scale: Scale): Promise<CallPreview> {
  const at = await asKnownNow(act);
  const members = await listMemberIds(act, at);
  return assess(act, scale, await findStanding(act, scale.year, members));
}

async function assess(
  act: Act,
  scale: ScaleTable & { year: number; entryFeeCents: number },
  standing: ReadonlyMap<string, { stands: boolean }>,
): Promise<CallPreview> {
  const at = await asKnownNow(act);
  const ids = await listMemberIds(act, at);
  const memberships = await findMembership(act.db, at, ids);
  const assessed = await assessMembers(act, at, ids);
  const preview: CallPreview = { called: [], leftOut: [], totalCents: 0 };
  for (const member of assessed) {
    const { standing: membership, since } = memberships.get(member.party.id)!;
    const leave = (why: LeftOut['why']) => preview.leftOut.push({ ...member, why, already: null });
    if (membership === 'suspended') leave('suspended');
    else if (membership === 'none') leave('unconfirmed');
    else if (standing.get(callKey(member.party.id, 'due'))?.stands) leave('already');
    else {
      const due = readDue(scale, {
        category: member.category,
        gni: member.gni?.value ?? null,
        population: member.population?.value ?? null,
      });
      if ('none' in due) leave(due.none);
      else {
        const calls = callsOf(member, due, {
          entryFeeCents: since?.date.year === scale.year ? scale.entryFeeCents : 0,
          hasEntryFee: standing.get(callKey(member.party.id, 'entry_fee'))?.stands ?? false,
        });
        preview.called.push({ ...member, ...due, calls });
        preview.totalCents += calls.reduce((sum, one) => sum + one.amountCents, 0);
      }
    }
  }
  return preview;
}

function callsOf(
  { gni, population }: Assessed,
  { amountCents, rule }: { amountCents: number; rule: 'table' | 'floor' | 'flat' },
  { entryFeeCents, hasEntryFee }: { entryFeeCents: number; hasEntryFee: boolean },
): Omit<NewCall, 'partyId'>[] {
  const figures = rule === 'flat' ? {} : { ...(gni ? { gni } : {}), ...(population ? { population } : {}) };
  return [
    { kind: 'due', amountCents, basis: { rule, ...figures } },
    ...(entryFeeCents > 0 && !hasEntryFee
      ? [{ kind: 'entry_fee' as const, amountCents: entryFeeCents, basis: { rule: 'entry_fee' as const } }]
      : []),
  ];
}

/** Every party that has a status in the network today, but those that have left it. */
async function listMemberIds(act: Act, at: At): Promise<string[]> {
  const network = await findNetwork(act.db, at);
  if (!network) return [];
  const statuses = await listStatuses(act.db, network.id, at, { current: true });
  return [...new Set(statuses.filter((one) => one.status !== 'withdrawn').map((one) => one.partyId))];
}

async function assessMembers(act: Act, at: At, ids: readonly string[]): Promise<Assessed[]> {
  const parties = await findPartiesById(act.db, ids, at);
  const memberships = await findMembership(act.db, at, ids);
  const states = await findStatesOf(act.db, at, ids);
  const populations = await findLatestMeasures(act.db, 'population', at, ids);
  const incomes = await findLatestMeasures(act.db, 'gni_per_head', at, [...ids, ...states.values()]);
  return ids
    .map((id) => {
      const state = states.get(id);
      // A city has the income per head of its State, unless the register holds its own.
      const gni = incomes.get(id) ?? (state ? incomes.get(state) : undefined);
      return {
        party: parties.get(id)!,
        category: memberships.get(id)!.category ?? 'city',
        gni: toFigure(gni),
        population: toFigure(populations.get(id)),
      };
    })
    .toSorted((one, other) => collator('fr').compare(one.party.name.fr, other.party.name.fr));
}

function toFigure(measure: LatestMeasure | undefined): BasisFigure | null {
  if (!measure) return null;
  const { value, unit, from, source } = measure;
  return { value, unit, on: from && formatPartialDate(from), source: source.title, url: source.url };
}
