import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());

describe('the rights of the roles', () => {
  it('[E2] hold all the time, also while another instance that starts gives them anew', async () => {
    const ctx = await parts.team();
    const state = { isStarting: true };
    const starting = (async () => {
      for (let start = 0; start < 15; start += 1) await parts.grant();
      state.isStarting = false;
    })();
    let reads = 0;
    while (state.isStarting) {
      await inSnapshot(ctx, ({ em }) => em.execute('select id from users limit 1'));
      reads += 1;
    }
    await starting;
    expect(reads).toBeGreaterThan(15);
  });
});
