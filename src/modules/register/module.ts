import type { Module } from '../../kernel/module.ts';
import { registerCollections, statusFilter } from './collections.ts';
import { say } from './messages.ts';
import { partyDirectory } from './parties/directory.ts';

/** Parties, dated facts, sources: what everything else rests on. */
export const register = {
  name: 'register',
  messages: say,
  collections: registerCollections,
  partyFilters: [statusFilter],
  partyDirectory,
} satisfies Module;
