// Everything that reads the code without running it: types, lint, format, unused code. Each is error or off.
import { spawnSync } from 'node:child_process';

const checks: [what: string, command: string, ...arguments: string[]][] = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check'],
  ['unused code', 'knip'],
];

const failed = checks.filter(([what, command, ...args]) => {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) console.error(`check failed: ${what} (${command} ${args.join(' ')})`);
  return status !== 0;
});
process.exit(failed.length > 0 ? 1 : 0);
