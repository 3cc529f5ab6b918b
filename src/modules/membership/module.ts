import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';
import { dues } from './dues/manifest.ts';

/** Who is of the network and how they came to it: applications, standing, dues, a space for each member. */
export const membership = {
  name: 'membership',
  routes: new Hono<Env>().route('/', dues.routes),
  uploads: dues.uploads,
  jobs: dues.jobs,
  schedule: dues.schedule,
  staffNavigation: dues.staffNavigation,
  partyPanels: dues.partyPanels,
} satisfies Module;
