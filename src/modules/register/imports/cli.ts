import { basename } from 'node:path';
import type { Command, CommandCall, ExitCode } from '../../../kernel/command.ts';
import { parseDay } from '../../../kernel/dates.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { mayRecord } from '../policy.ts';
import { applyImport } from './apply.ts';
import { importKinds, type ImportKind } from './columns.ts';
import { findMapping } from './mapping.ts';
import { say } from './messages.ts';
import { planImport } from './plan-import.ts';
import type { ImportPlan } from './plan.ts';
import { readTable } from './table/table.ts';

/** `beffroi import KIND FILE`: what a file would change, or changes, in the register. */
export const importCommand: Command = {
  words: ['import'],
  summary: say.later('cli.summary'),
  usage: 'KIND FILE [--dry-run] [--json] [--encoding windows-1252] [--reason TEXT] [--complete-on DATE] [--accept-refused]',
  options: {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    encoding: { type: 'string' },
    reason: { type: 'string' },
    'complete-on': { type: 'string' },
    'accept-refused': { type: 'boolean' },
  },
  arguments: { min: 2, max: 2 },
  async run(call) {
    const { act, lang, complain } = call;
    const t = say.in(lang);
    const [kind, file] = call.arguments as [ImportKind, string];
    if (!importKinds.includes(kind)) return giveUp(call, t('cli.kind', { kind, kinds: importKinds.join(', ') }));
    if (!mayRecord(act.actor)) throw new Forbidden();
    const encoding = call.options['encoding'];
    if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'windows-1252') return giveUp(call, t('cli.encoding', { encoding }));
    const asked = call.options['complete-on'];
    const completeOn = typeof asked === 'string' ? parseDay(asked) : null;
    if (asked !== undefined && !completeOn) return giveUp(call, t('cli.completeOn', { day: String(asked) }));
    try {
      return await run(call, kind, file, { encoding: encoding === 'windows-1252' ? encoding : null, completeOn });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      complain(error.sentence(lang));
      return 2;
    }
  },
};

async function run(
  call: CommandCall,
  kind: ImportKind,
  file: string,
  { encoding, completeOn }: { encoding: 'windows-1252' | null; completeOn: Temporal.PlainDate | null },
): Promise<ExitCode> {
  const { act, lang, options } = call;
  const table = await readTable(await call.readFile(file), { encoding });
  const { mapping } = await findMapping(act, kind, table.header);
  const plan = await planImport(act, kind, table, mapping, { completeOn });
  const blocked = plan.counts.refused > 0 && (options['accept-refused'] !== true || completeOn !== null);
  if (options['dry-run'] || blocked) {
    report(call, plan, null);
    return plan.counts.refused > 0 ? 1 : 0;
  }
  const given = options['reason'];
  const reason = typeof given === 'string' && given.trim() ? given.trim() : say.in(lang)('cli.reason', { file: basename(file) });
  const done = await applyImport(act, kind, table, mapping, { reason, completeOn, acceptRefused: true, plan, expected: plan.entries });
  report(call, done.plan, done.revision);
  return 0;
}

function report({ lang, options, print, complain }: CommandCall, plan: ImportPlan, revision: number | null): void {
  const t = say.in(lang);
  const refused = plan.entries
    .filter((one) => one.outcome === 'refused')
    .map(({ line, column, reason }) => ({ line, column, reason: inLang(reason!, lang) }));
  if (options['json'])
    return print(JSON.stringify({ kind: plan.kind, dryRun: options['dry-run'] === true, revision, counts: plan.counts, refused }));
  print(t('cli.counts', plan.counts));
  for (const { line, column, reason } of refused)
    complain(t(column === null ? 'cli.line' : 'cli.cell', { line: line ?? 0, column: column ?? '', reason }));
  if (revision !== null) print(t('cli.applied', { revision }));
  else if (options['dry-run']) print(t('cli.dryRun'));
  else if (refused.length > 0) complain(t('apply.refusedLines', { count: plan.counts.refused }));
  else print(t('cli.nothing'));
}

function giveUp({ complain }: CommandCall, sentence: string): ExitCode {
  complain(sentence);
  return 2;
}
