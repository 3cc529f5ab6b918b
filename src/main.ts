import { keepCompiledCode } from './compiled-code.ts';

keepCompiledCode();
const { runMain } = await import('./run-main.ts');
process.exitCode = await runMain(process.env);
