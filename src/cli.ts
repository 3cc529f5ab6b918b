import { keepCompiledCode } from './compiled-code.ts';

keepCompiledCode();
const { runTyped } = await import('./run-cli.ts');
process.exitCode = await runTyped(process.argv.slice(2));
