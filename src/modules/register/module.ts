import type { Module } from '../../kernel/module.ts';
import { registerCollections, statusFilter } from './collections.ts';
import { partyDirectory } from './parties/directory.ts';

/** Parties, dated facts, sources: what everything else rests on. */
export const register = {
  name: 'register',
  collections: registerCollections,
  partyFilters: [statusFilter],
  partyDirectory,
} satisfies Module;
