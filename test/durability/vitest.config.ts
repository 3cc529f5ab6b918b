import { defineConfig } from 'vitest/config';

// Slow and exclusive: each file uses both cores by itself.
export default defineConfig({
  test: {
    include: ['test/durability/*.test.ts'],
    globalSetup: ['test/durability/bundle.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 480_000,
    hookTimeout: 120_000,
  },
});
