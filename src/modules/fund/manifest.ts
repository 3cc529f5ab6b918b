import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';

/** What one part of the fund gives to the module. */
export type Part = Omit<Module, 'name' | 'partyDirectory' | 'openForms' | 'firstStart'>;

/** The parts of the fund as one module. */
export function joinParts(parts: readonly Part[]): Part {
  const routes = new Hono<Env>();
  for (const part of parts) if (part.routes) routes.route('/', part.routes);
  return {
    routes,
    uploads: parts.flatMap((part) => part.uploads ?? []),
    jobs: Object.assign({}, ...parts.map((part) => part.jobs ?? {})),
    schedule: parts.flatMap((part) => part.schedule ?? []),
    collections: parts.flatMap((part) => part.collections ?? []),
    navigation: parts.flatMap((part) => part.navigation ?? []),
    staffNavigation: parts.flatMap((part) => part.staffNavigation ?? []),
    commands: parts.flatMap((part) => part.commands ?? []),
    search: (act, query, lang) => gather(parts, (part) => part.search?.(act, query, lang)),
    sitemap: (act) => gather(parts, (part) => part.sitemap?.(act)),
    partyPanels: (act, party, lang) => gather(parts, (part) => part.partyPanels?.(act, party, lang)),
    endsWithMandate: (act, mandate, lang) => gather(parts, (part) => part.endsWithMandate?.(act, mandate, lang)),
    forgetPerson: async (act, personId, words) => {
      for (const part of parts) await part.forgetPerson?.(act, personId, words);
    },
  };
}

/** What the parts answer, one after the other: they share a connection. */
async function gather<T>(parts: readonly Part[], ask: (part: Part) => Promise<T[]> | undefined): Promise<T[]> {
  const found: T[] = [];
  for (const part of parts) found.push(...((await ask(part)) ?? []));
  return found;
}
