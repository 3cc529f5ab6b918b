import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

const programs = ['writer', 'checker', 'recorder', 'breaker'] as const;

/** Where the programs that tests start and kill are bundled: one file each, so that hundreds of starts stay quick. */
export function program(name: (typeof programs)[number]): string {
  return path.join(root, 'node_modules/.cache/beffroi-durability', `${name}.js`);
}

/** Vitest's global set-up. */
export default async function bundle(): Promise<void> {
  mkdirSync(path.dirname(program('writer')), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: programs.map((name) => `test/durability/${name}.ts`),
    outdir: path.dirname(program('writer')),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
}
