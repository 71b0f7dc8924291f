import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { closingLine } from './test/support/closing-line.ts';

// Which tests run where is told by the file name:
//   *.unit.test.ts       needs nothing running                         once, in `unit`
//   *.test.ts            a whole app                                   in `embedded` and in `services`
//   *.services.test.ts   several processes, PostgreSQL, Redis          in `services` only
// `embedded` is PGlite and the in-process bus; `services` is TEST_DATABASE_URL and TEST_REDIS_URL, which
// scripts/test.ts finds. A test reads `globalThis.testStore` ('embedded' or 'services') through test/support/ only.

const everything = 'test/**/*.test.ts';
const unit = 'test/**/*.unit.test.ts';
const servicesOnly = 'test/**/*.services.test.ts';

const project = (name: string, test: TestProjectInlineConfiguration['test'], testStore?: 'embedded' | 'services'): TestProjectInlineConfiguration => ({
  extends: true,
  define: testStore ? { testStore: JSON.stringify(testStore) } : {},
  test: { name, ...test },
});

// The workers, and the servers that tests start, begin with what Node compiled before (scripts/require-node.cjs).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  // What a server process gets, not what a bundler prefers: Node's own conditions and no others.
  ssr: { resolve: { conditions: [] } },
  test: {
    globals: true,
    restoreMocks: true,
    taskTitleValueFormatTruncate: 0,
    reporters: ['default', closingLine],
    // Node itself loads the sources and the packages, once for all files of a worker (docs/decisions/0023).
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { hooks: 'list' },
    projects: [
      project('unit', { include: [unit] }),
      project('embedded', { include: [everything], exclude: [unit, servicesOnly], globalSetup: ['test/support/embedded-setup.ts'] }, 'embedded'),
      project('services', { include: [everything], exclude: [unit], globalSetup: ['test/support/services-setup.ts'] }, 'services'),
    ],
  },
});
