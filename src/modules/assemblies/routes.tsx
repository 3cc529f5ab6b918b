import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { voterRoutes } from './votes/voter-routes.tsx';

/** Every page of assemblies. */
export const assemblyRoutes = new Hono<Env>().route('/', voterRoutes);
