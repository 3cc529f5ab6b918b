import { defineConfig } from 'vitest/config';

// Slow and exclusive: each file uses both cores by itself.
export default defineConfig({
  test: {
    include: ['test/durability/*.test.ts'],
    globalSetup: ['test/durability/bundle.ts'],
    pool: 'forks',
    maxWorkers: 1,
    // All of it takes less than eight minutes on two quiet cores; a busy machine is not a failure.
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    reporters: process.env['VITEST_JSON'] ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]] : ['default'],
  },
});
