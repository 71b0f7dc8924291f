// Which tests run where is told by the file name:
//   *.unit.test.ts       needs nothing running                         once, in `unit`
//   *.test.ts            a whole app                                   in `embedded` and in `services`
//   *.services.test.ts   several processes, PostgreSQL, Redis          in `services` only
// `embedded` is PGlite and the in-process bus; `services` is TEST_DATABASE_URL and TEST_REDIS_URL, which
// scripts/test.ts finds. A test reads `globalThis.testStore` ('embedded' or 'services') through test/support/ only.

const unit = '\\.unit\\.test\\.ts$';
const servicesOnly = '\\.services\\.test\\.ts$';

const project = (displayName, settings) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {}, // Node strips the types itself
  restoreMocks: true,
  ...settings,
});

/** A fresh PGlite with all migrations takes up to 4 s on a small machine, before the first assertion. */
const testTimeout = 30_000;

export default {
  testTimeout,
  // Half of the time is spent loading modules anew for each file; a worker that has grown is replaced.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/graphql/generated/**'],
  projects: [
    project('unit', { testMatch: ['<rootDir>/test/**/*.unit.test.ts'] }),
    project('embedded', { globalSetup: '<rootDir>/test/support/embedded-setup.ts', globalTeardown: '<rootDir>/test/support/embedded-teardown.ts', testPathIgnorePatterns: [unit, servicesOnly], globals: { testStore: 'embedded' } }),
    project('services', { globalSetup: '<rootDir>/test/support/services-setup.ts', globalTeardown: '<rootDir>/test/support/services-teardown.ts', testPathIgnorePatterns: [unit], globals: { testStore: 'services' } }),
  ],
};
