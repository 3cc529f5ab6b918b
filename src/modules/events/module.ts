import type { Module } from '../../kernel/module.ts';

/** Events and invitations. */
export const events = {
  name: 'events',
} satisfies Module;
