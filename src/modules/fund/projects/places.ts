import type { Act } from '../../../kernel/act.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, findStateCodes, findStatesOf, isOnMap, type PartyRef } from '../../register/index.ts';

/** The projects of the cities of a State: how many, whose, and where a map draws them. */
export interface PlacedProjects {
  /** Null where the register does not say of which State a city is. */
  state: PartyRef | null;
  /** The State's code on the map; null where a map of States does not draw it. */
  code: string | null;
  count: number;
  /** Most projects first. */
  cities: { city: PartyRef; count: number }[];
}

/** Places the projects of each lead applicant in its State, the State with most projects first; what has no State is last. */
export async function placeProjects(act: Act, leads: ReadonlyMap<string, number>): Promise<PlacedProjects[]> {
  const at = await asKnownNow(act);
  const states = await findStatesOf(act.db, at, [...leads.keys()]);
  const stateIds = [...new Set(states.values())];
  const parties = await findPartiesById(act.db, [...leads.keys(), ...stateIds], at);
  const codes = await findStateCodes(act.db, stateIds, at);
  const { compare } = collator('fr');
  return [...Map.groupBy(leads, ([leadId]) => states.get(leadId) ?? null)]
    .map(([stateId, own]): PlacedProjects => {
      const state = (stateId && parties.get(stateId)) || null;
      const code = stateId && codes.get(stateId);
      const cities = own.flatMap(([leadId, count]) => {
        const city = parties.get(leadId);
        return city ? { city, count } : [];
      });
      return {
        state,
        code: code && isOnMap(code) ? code : null,
        count: own.reduce((sum, [, count]) => sum + count, 0),
        cities: cities.toSorted((one, other) => other.count - one.count || compare(one.city.name.fr, other.city.name.fr)),
      };
    })
    .toSorted((one, other) => Number(!one.state) - Number(!other.state) || other.count - one.count);
}
