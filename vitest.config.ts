import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One transformer reads JSX, as the build does.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/*.test.ts'],
    globalSetup: ['scripts/test-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A worker opens its database once and keeps it for all its files; each test is rolled back.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // The CI counts what passed over all suites.
    reporters: process.env['VITEST_JSON'] ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]] : ['default'],
  },
});
