import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shape } from '../src/modules.ts';
import { violations } from './architecture.ts';

const uses = Object.fromEntries(shape.map(({ module, uses }) => [module.name, uses]));
const sources = new Map(globSync('src/**/*.{ts,tsx}').map((file) => [file, readFileSync(file, 'utf8')]));

test('arrows point only from site to modules to ui to kernel, and modules see each other through their doors', () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(violations(sources, uses)).toEqual([]);
});

test.each([
  ['src/kernel/planted.ts', `import { Page } from '../ui/layout.tsx';`, 'kernel may not import ui'],
  ['src/ui/planted.tsx', `import { register } from '../modules/register/index.ts';`, 'ui may not import modules'],
  ['src/modules/register/planted.ts', `import { home } from '../../site/home.tsx';`, 'modules may not import site'],
  ['src/modules/register/planted.ts', `import { freeze } from '../figures/index.ts';`, 'register does not use figures (src/modules.ts)'],
  [
    'src/modules/figures/planted.ts',
    `import { party } from '../register/schema.ts';`,
    'a module is seen through its index.ts and paths.ts only',
  ],
  ['src/site/planted.ts', `import { betterAuth } from 'better-auth';`, 'only kernel/auth imports better-auth'],
  [
    'src/modules/register/policy.ts',
    `import { sql } from 'drizzle-orm';`,
    'rules.ts and policy.ts are pure: type imports, and what is pure itself',
  ],
  ['src/site/planted.tsx', `<p dangerouslySetInnerHTML={{ __html: name }} />`, 'no HTML string is ever built'],
  ['src/site/planted.tsx', `<a href={paths.party(slug)}>`, 'links go through Link, which knows the language'],
  ['src/site/planted.ts', '\n'.repeat(400), 'a file over 300 lines has its reason in the reviewed list'],
])('a violation planted in %s is seen: %s', (file, text, rule) => {
  expect(violations(new Map([[file, text]]), { ...uses, figures: ['register'] })).toContainEqual({ file, rule });
});
