import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };

interface LockedPackage {
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const production = Object.entries(packages).filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && !optional);

test.each(Object.keys(dependencies))('%s has its line in docs/dependencies.md', (name) => {
  expect(
    read('docs/dependencies.md')
      .split('\n')
      .some((line) => line.startsWith('|') && line.split('|')[1]!.includes(`\`${name}\``)),
  ).toBe(true);
});

test('no more than 110 packages go to production, and none needs its install script', () => {
  console.log(`${production.length} packages in production`);
  expect(production.length).toBeGreaterThan(20);
  expect(production.length).toBeLessThanOrEqual(110);
  expect(production.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test('the lock file has every platform’s packages: `npm ci` refuses one that lacks some', () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !packages[`node_modules/${name}`]);
  expect(missing).toEqual([]);
});

test('SheetJS is not among them', () => expect(Object.keys(packages)).not.toContain('node_modules/xlsx'));
