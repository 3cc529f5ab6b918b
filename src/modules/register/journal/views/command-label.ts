import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../../messages.ts';

/** What was done, in words; a command without words of its own is shown as it is written. */
export function commandLabel(command: string, lang: Lang): string {
  const key = `command.${command}`;
  return say.has(key) ? say.in(lang)(key) : command;
}
