import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';

/** Who is of the network and how they came to it: applications, standing, dues, a space for each member. */
export const membership = {
  name: 'membership',
  routes: new Hono<Env>(),
} satisfies Module;
