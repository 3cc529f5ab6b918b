import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Act } from '../act.ts';
import type { Auth } from '../auth/auth.ts';
import type { Module, StaffEntry } from '../module.ts';
import type { SignInLimits } from '../auth/limits.ts';
import type { Examined } from '../installation.ts';
import type { Lang, Message } from '../i18n/lang.ts';

/** What every route finds in its context. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    act: Act;
    lang: Lang;
    requestId: string;
    auth: Auth;
    limits: SignInLimits;
    /** The address of the network that the request comes from. */
    clientAddress: string;
    /** The session's row, when someone is signed in. */
    sessionId: string | null;
    /** Their role asks for a second factor that they have not set up: until then they only read. */
    mustEnrol: boolean;
    shell: Shell;
    /** The installation itself, for the page that says how it is. */
    examined: Examined;
    /** Bytes that the route takes in a body; 1 MB where nothing else is said. */
    bodyLimit: number;
  };
}

/** What pages show of every module, gathered from the manifests. */
export interface Shell {
  navigation: readonly ShellEntry[];
  staffNavigation: readonly StaffEntry[];
  partyPanels: readonly NonNullable<Module['partyPanels']>[];
  endsWithMandate: readonly NonNullable<Module['endsWithMandate']>[];
  assemblyDecisions: readonly NonNullable<Module['assemblyDecisions']>[];
  forgetPerson: readonly NonNullable<Module['forgetPerson']>[];
}

export interface ShellEntry {
  path: string;
  label: Message;
}

export type RouteContext = Context<Env>;

const englishPrefix = '/en';

/** The URL of a page in a language: English pages are the French ones under `/en`. A path already in English stays as it is. */
export function localPath(lang: Lang, path: string): string {
  if (lang !== 'en' || !path.startsWith('/') || path.startsWith('/assets/') || readLocalPath(path).lang === 'en') return path;
  return path === '/' ? englishPrefix : englishPrefix + path;
}

/** Splits a requested path into its language and the path that routes know. */
export function readLocalPath(path: string): { lang: Lang; path: string } {
  if (/^\/en(?=$|[/?#])/.test(path)) return { lang: 'en', path: path.slice(englishPrefix.length).replace(/^\/*/, '/') };
  return { lang: 'fr', path };
}

/** A part of the path that the route names: `pathParam(c, 'id')` of `/equipe/:id`. */
export function pathParam(c: RouteContext, name: string): string {
  const value = c.req.param(name);
  if (value === undefined) throw new Error(`The route ${c.req.path} has no part « ${name} »`);
  return value;
}

/** Sends the browser on after a write (303), in the reader's language. */
export function seeOther(c: RouteContext, path: string): Response {
  return c.redirect(localPath(c.var.lang, path), 303);
}
