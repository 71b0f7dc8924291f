import { randomBytes } from 'node:crypto';

import { createVault } from '../../src/vault/create-vault.ts';
import { openMasterKey } from '../../src/vault/master-key.ts';

const key = 'one master key of sufficient length';
const owner = { teamId: 'team_1', provider: 'HUBSPOT' };

describe('the derivation of a key', () => {
  it('[E1] is done once for all who ask at the same time, and not again later', async () => {
    const masterKey = openMasterKey(key, 10);
    const salt = randomBytes(16);
    const [first, second] = await Promise.all([masterKey.derive(salt), masterKey.derive(Buffer.from(salt))]);

    expect(second).toBe(first);
    expect(await masterKey.derive(salt)).toBe(first);
    expect(await masterKey.derive(randomBytes(16))).not.toBe(first);
  });

  it('[E1] leaves the main thread free', async () => {
    const vault = createVault({ key });
    const progress = { turns: 0, done: false };
    const turning = (async () => {
      while (!progress.done) {
        progress.turns += 1;
        await new Promise(setImmediate);
      }
    })();
    await vault.seal('secret', owner);
    progress.done = true;
    await turning;

    expect(progress.turns).toBeGreaterThan(10);
  });
});
