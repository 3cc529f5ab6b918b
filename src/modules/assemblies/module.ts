import type { Module } from '../../kernel/module.ts';

/** Sittings of the network's bodies: who may vote, what is voted, decided and written down. */
export const assemblies = {
  name: 'assemblies',
} satisfies Module;
