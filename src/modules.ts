import type { Module } from './kernel/module.ts';
import { assemblies } from './modules/assemblies/module.ts';
import { events } from './modules/events/module.ts';
import { figures } from './modules/figures/module.ts';
import { fund } from './modules/fund/module.ts';
import { membership } from './modules/membership/module.ts';
import { publishing } from './modules/publishing/module.ts';
import { register } from './modules/register/module.ts';

/** One module, and the only modules whose door (`index.ts`, `paths.ts`) it may open. */
export interface Use {
  module: Module;
  uses: readonly string[];
}

/** The whole shape: every module, from the ground up. */
export const shape: readonly Use[] = [
  { module: register, uses: [] },
  { module: figures, uses: ['register'] },
  { module: publishing, uses: ['register', 'figures'] },
  { module: membership, uses: ['register', 'publishing'] },
  { module: assemblies, uses: ['register', 'publishing', 'membership'] },
  { module: events, uses: ['register', 'publishing', 'membership'] },
  { module: fund, uses: ['register', 'figures', 'publishing', 'membership', 'assemblies'] },
];

export const modules: readonly Module[] = shape.map((use) => use.module);
