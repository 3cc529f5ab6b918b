import type { Hono } from 'hono';
import type { Act } from './act.ts';
import type { Actor, Role } from './actor.ts';
import type { Collection, PartyDirectory, PartyFilter } from './collections.ts';
import type { Command } from './command.ts';
import type { Env } from './http/env.ts';
import type { Lang, Localized, Message } from './i18n/lang.ts';

/** What one module gives to the app, the worker, the command line, the search page and the sitemap. */
export interface Module {
  name: string;
  routes?: Hono<Env>;
  /** Routes that take files (60 MB, where others take 1), and from whom. */
  uploads?: readonly { path: string; may: (actor: Actor) => boolean }[];
  /** Beginnings of addresses whose forms may be sent from anywhere: what follows is a secret that the sender knows (RFC 8058). */
  openForms?: readonly string[];
  /** Handlers by job name; each may run twice for one job, and must then change nothing more. */
  jobs?: Record<string, JobHandler>;
  /** Jobs started by the clock; a handler looks at the last day done, for a tick may be missed. */
  schedule?: readonly { job: string; cron: string }[];
  collections?: readonly Collection[];
  partyFilters?: readonly PartyFilter[];
  partyDirectory?: PartyDirectory;
  search?: (act: Act, query: string, lang: Lang) => Promise<SearchHit[]>;
  /** Entries of the main navigation, in order. */
  navigation?: readonly { path: string; label: Message }[];
  /** Entries of the navigation of those who have an account: the secretariat, or a city. */
  staffNavigation?: readonly StaffEntry[];
  /** Public pages worth listing in the sitemap. */
  sitemap?: (act: Act) => Promise<string[]>;
  commands?: readonly Command[];
  /** What it holds of a party, for the party's page: each a line with a link; the page asks as whoever reads it. */
  partyPanels?: (act: Act, party: { id: string; slug: string }, lang: Lang) => Promise<PartyPanel[]>;
  /** What ends with someone's mandate at the head of a party: seats, proxies, signatures. */
  endsWithMandate?: (act: Act, mandate: { partyId: string; personId: string }, lang: Lang) => Promise<EndingThing[]>;
  /**
   * Erases what it holds of a person, in the transaction that erases them from the register. `words` are what they were
   * called and how they were reached, for what is written in sentences (kernel/db/erase.ts).
   */
  forgetPerson?: (act: Act, personId: string, words: readonly string[]) => Promise<void>;
  /** What general assemblies decided here and that still holds, the latest first: what such a decision concludes elsewhere carries its number. */
  assemblyDecisions?: (act: Act) => Promise<AssemblyDecision[]>;
  /** What it records in an installation that holds nothing yet; called at each start, in the order of the modules. */
  firstStart?: (act: Act) => Promise<unknown>;
}

export interface StaffEntry {
  path: string;
  label: Message;
  roles: readonly Role[];
  /** Where it is found: in one of the bar's groups, or under one's own name (`menu`) for what is seldom opened; else in the bar itself. */
  place?: StaffGroup | 'menu';
}

/** The groups of the staff's navigation, in the order in which they are shown. */
export const staffGroups = ['members', 'meetings', 'fund', 'writing', 'keeping'] as const;
export type StaffGroup = (typeof staffGroups)[number];

/** A line on the page of a party: « Cotisations : deux années dues ». */
export interface PartyPanel {
  path: string;
  title: string;
  summary: string;
}

/** Something that is no longer someone's once their mandate is over. */
export interface EndingThing {
  what: string;
  path?: string;
}

/** A decision of a general assembly, by the number that never changes. */
export interface AssemblyDecision {
  code: string;
  title: Localized;
  on: Temporal.PlainDate;
  path: string;
}

export type JobHandler = (act: Act, data: Record<string, unknown>) => Promise<void>;

export interface SearchHit {
  path: string;
  title: string;
  /** What it is: « État », « texte », « chiffre ». */
  kind: string;
  excerpt?: string;
  /** 0 to 1, the best first. */
  score: number;
}
