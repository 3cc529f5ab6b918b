import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes; begun first, none of them is left to run alone at the end. */
const slow = ['test/routes.test.ts', 'demonstration/network.test.ts', 'appraisal/recusal.test.ts', 'money/money.property.test.ts'];

/** Minutes of pages whose answers no engine changes, statement by statement tested elsewhere: on the engine of the README's command alone. */
const onceForBothEngines = ['test/routes.test.ts', 'src/modules/fund/appraisal/recusal.test.ts', 'src/site/demonstration/network.test.ts'];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => slow.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  // One transformer reads JSX, as the build does.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/*.test.ts'],
    exclude: process.env['BEFFROI_TEST_ENGINE'] === 'postgres' ? onceForBothEngines : [],
    globalSetup: ['scripts/test-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    // A worker opens its database once and keeps it for all its files; each test is rolled back.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // The CI counts what passed over all suites.
    reporters: process.env['VITEST_JSON'] ? ['default', ['json', { outputFile: process.env['VITEST_JSON'] }]] : ['default'],
  },
});
