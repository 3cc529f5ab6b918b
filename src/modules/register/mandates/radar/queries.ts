import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { collator } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { listElections, type Election } from '../../elections/queries.ts';
import type { Refs } from '../../facts/refs.ts';
import { findPartiesById, type PartyRef } from '../../parties/directory.ts';
import { listMandates, type Mandate } from '../queries.ts';
import { findReachable, listOpenQuestions, listQuestions, type Question } from '../questions/queries.ts';
import { type Alert, alertOf, alerts } from './rules.ts';

/** What the radar may be narrowed to. */
export interface RadarFilters {
  /** A mandate that ends within so many months is shown. */
  months: number;
  state?: string | undefined;
  alert?: Alert | undefined;
}

/** A mandate worth looking at, and what was last asked about it. */
export interface RadarLine {
  mandate: Mandate;
  alert: Alert;
  party: PartyRef;
  state: PartyRef | null;
  question: Question | null;
  /** The register knows whom to ask. */
  hasAddress: boolean;
}

/** A State with its lines, and its elections to come, sliding or open. */
export interface RadarState {
  state: PartyRef | null;
  lines: RadarLine[];
  elections: Election[];
}

export interface Radar {
  states: RadarState[];
  total: number;
  /** How many of each, whatever the alert chosen. */
  counts: Record<Alert, number>;
  /** Changes that cities answered, and that wait for the secretariat. */
  answers: (Question & { party: PartyRef })[];
  /** The States that the filter offers. */
  offered: PartyRef[];
  refs: Refs;
}

/** Every mandate that someone must look at on the day, by State; the most pressing first. For the secretariat only. */
export async function getRadar(db: Db, filters: RadarFilters, at: At, lang: Lang): Promise<Radar> {
  const until = at.on.add({ months: filters.months });
  const mandates = (await listMandates(db, at, { current: true })).flatMap((mandate) => {
    const alert = alertOf(mandate, until);
    return alert ? [{ mandate, alert }] : [];
  });
  const { elections, refs } = await listElections(db, at);
  const open = elections.filter((one) => isWorthShowing(one, at.on));
  const questions = Map.groupBy(
    await listQuestions(
      db,
      mandates.map(({ mandate }) => mandate.factId),
    ),
    (one) => one.mandateId,
  );
  const waiting = (await listOpenQuestions(db)).filter(({ answer }) => answer !== null);
  const parties = await findPartiesById(
    db,
    [
      ...mandates.flatMap(({ mandate }) => [mandate.partyId, ...(mandate.stateId ? [mandate.stateId] : [])]),
      ...open.map(({ stateId }) => stateId),
      ...waiting.map(({ partyId }) => partyId),
    ],
    at,
  );
  const reachable = await findReachable(db, at);
  const lines = mandates.map(({ mandate, alert }): RadarLine => ({
    mandate,
    alert,
    party: parties.get(mandate.partyId)!,
    state: (mandate.stateId && parties.get(mandate.stateId)) || null,
    question: questions.get(mandate.factId)?.[0] ?? null,
    hasAddress: reachable.has(mandate.person.id),
  }));
  const ofState = filters.state ? lines.filter(({ state }) => state?.slug === filters.state) : lines;
  const kept = filters.alert ? ofState.filter(({ alert }) => alert === filters.alert) : ofState;
  const { compare } = collator(lang);
  const byName = (one: PartyRef | null, other: PartyRef | null) =>
    one && other ? compare(inLang(one.name, lang), inLang(other.name, lang)) : Number(one === null) - Number(other === null);
  const stateIds = new Set<string | null>(kept.map(({ mandate }) => mandate.stateId));
  for (const { stateId } of open) if (!filters.state || parties.get(stateId)?.slug === filters.state) stateIds.add(stateId);
  const offered = new Map(
    [...lines.flatMap(({ state }) => state ?? []), ...open.map((one) => parties.get(one.stateId)!)].map((one) => [one.id, one]),
  );
  return {
    states: [...stateIds]
      .map((id): RadarState => ({
        state: (id && parties.get(id)) || null,
        lines: kept
          .filter(({ mandate }) => mandate.stateId === id)
          .toSorted(
            (one, other) =>
              alerts.indexOf(one.alert) - alerts.indexOf(other.alert) ||
              endOf(one).localeCompare(endOf(other)) ||
              byName(one.party, other.party),
          ),
        elections: open.filter(({ stateId }) => stateId === id),
      }))
      .toSorted((one, other) => byName(one.state, other.state)),
    total: kept.length,
    counts: Object.fromEntries(alerts.map((alert) => [alert, ofState.filter((line) => line.alert === alert).length])) as Record<
      Alert,
      number
    >,
    answers: waiting.map((one) => ({ ...one, party: parties.get(one.partyId)! })),
    offered: [...offered.values()].toSorted(byName),
    refs,
  };
}

/** An election that is announced or slides, or was held less than a year ago: mandates depend on it. */
function isWorthShowing({ current, votesOn }: Election, on: Temporal.PlainDate): boolean {
  if (!current) return votesOn !== null && Temporal.PlainDate.compare(votesOn.add({ years: 1 }), on) > 0;
  const { status, starts_on: starts } = current.row;
  if (status === 'cancelled') return false;
  if (status !== 'held') return true;
  return typeof starts === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(starts).add({ years: 1 }), on) > 0;
}

function endOf({ mandate }: RadarLine): string {
  return mandate.expectedEnd?.date.toString() ?? '9999';
}
