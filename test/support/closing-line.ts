import type { Reporter, TestModule } from 'vitest/node';

/** The last line of a run, in plain letters on a line of its own: `6591 passed, 0 failed, 4 skipped`. */
export const closingLine: Reporter = {
  onTestRunEnd(files: readonly TestModule[], errors) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const file of files) {
      for (const test of file.children.allTests()) count[test.result().state] += 1;
      // A file that could not be read, or whose end threw, counts like a test: nothing that went wrong is a zero here.
      for (const suite of [file, ...file.children.allSuites()]) if (suite.errors().length > 0) count.failed += 1;
    }
    process.once('exit', () => { console.log(`${count.passed} passed, ${count.failed + errors.length} failed, ${count.skipped + count.pending} skipped`); });
  },
};
