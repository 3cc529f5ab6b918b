import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { mayReadOutbox } from '../../kernel/mail/policy.ts';
import { returnCommand } from '../../kernel/mail/command.ts';
import type { Module } from '../../kernel/module.ts';
import { operationCommands } from './commands.ts';
import { say } from './messages.ts';
import { operationPaths } from './paths.ts';
import { mailRoutes } from './mails/routes.tsx';
import { operationRoutes } from './routes.tsx';

/** What watches over the installation: mails, the audit trail. */
export const operation = {
  name: 'operation',
  routes: new Hono<Env>().route('/', mailRoutes).route('/', operationRoutes),
  uploads: [{ path: operationPaths.returns(), may: mayReadOutbox }],
  commands: [...operationCommands, returnCommand],
  staffNavigation: [
    { path: operationPaths.mails(), label: say.later('nav.mails'), roles: ['admin', 'direction', 'officer'], place: 'menu' },
    { path: operationPaths.state(), label: say.later('nav.state'), roles: ['admin'], place: 'menu' },
    { path: operationPaths.audit(), label: say.later('nav.audit'), roles: ['admin'], place: 'menu' },
  ],
} satisfies Module;
