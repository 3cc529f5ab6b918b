import type { Module } from '../kernel/module.ts';
import { accounts } from './accounts/module.ts';
import { operation } from './operation/module.ts';

/** The site's own pages, in the shape of modules. */
export const siteModules: readonly Module[] = [accounts, operation];
