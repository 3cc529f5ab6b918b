import type { Collection, PartyDirectory, PartyFilter } from './collections.ts';
import type { Module } from './module.ts';

/** Everything that figures may count: what each module offers, by name. */
export interface Catalogue {
  collections: ReadonlyMap<string, Collection>;
  partyFilters: ReadonlyMap<string, PartyFilter>;
  partyDirectories: readonly PartyDirectory[];
}

/** Gathers what the modules offer. @throws when two of them use one name */
export function gatherCatalogue(modules: readonly Module[]): Catalogue {
  return {
    collections: byName(modules.flatMap((module) => module.collections ?? [])),
    partyFilters: byName(modules.flatMap((module) => module.partyFilters ?? [])),
    partyDirectories: modules.flatMap(({ partyDirectory }) => (partyDirectory ? [partyDirectory] : [])),
  };
}

function byName<T extends { name: string }>(offered: readonly T[]): Map<string, T> {
  const named = new Map(offered.map((one) => [one.name, one]));
  if (named.size !== offered.length) throw new Error(`Two modules offer the same name: ${offered.map((one) => one.name).join(', ')}`);
  return named;
}
