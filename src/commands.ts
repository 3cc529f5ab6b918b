import type { Command } from './kernel/command.ts';
import { modules } from './modules.ts';
import { siteModules } from './site/site.ts';

/** Every subcommand of `beffroi`, in the order of its help. */
export const allCommands: readonly Command[] = [...siteModules, ...modules].flatMap((module) => module.commands ?? []);
