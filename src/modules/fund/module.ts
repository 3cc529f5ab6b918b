import type { Module } from '../../kernel/module.ts';
import { joinParts } from './manifest.ts';
import { settings } from './settings/manifest.ts';

/** The cooperation fund: from a call to the last euro justified. */
export const fund = {
  name: 'fund',
  ...joinParts([settings]),
} satisfies Module;
