import { bucketRule } from '../../../src/crm/pace/bucket-rule.ts';
import { memoryBuckets } from '../../../src/crm/pace/memory-buckets.ts';
import { createWaitingRoom } from '../../../src/crm/pace/waiting-room.ts';
import { ConfigError, readConfig } from '../../../src/config.ts';

const variables = ['HUBSPOT_CALLS_PER_10_S', 'SALESFORCE_CALLS_PER_10_S'] as const;
const isTaken = (name: string, calls: number): boolean => {
  try {
    readConfig({ [name]: String(calls) });
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
};

/** What becomes of two calls that a person makes one behind the other; nobody waits longer than that here. */
const twoCalls = async (requests: number): Promise<string[]> => {
  const waitingRoom = createWaitingRoom(memoryBuckets());
  const gaveUp = new AbortController();
  const turn = () => waitingRoom('a connection', () => bucketRule({ requests, per: 10_000 }), { person: true, signal: gaveUp.signal, provider: 'HubSpot' });
  await turn();
  const second = turn().then(() => 'taken', (error: unknown) => (error === gaveUp.signal.reason ? 'waiting' : 'refused'));
  // Whoever is refused is so at once: what is left by then waits for its turn.
  await new Promise((resolve) => setImmediate(resolve));
  gaveUp.abort();
  return ['taken', await second];
};

describe.each(variables)('the slowest pace of %s', (name) => {
  const slowest = Array.from({ length: 20 }, (_, index) => index + 1).find((calls) => isTaken(name, calls)) ?? 0;

  it('[G6] lets a person make a second call, which waits for its turn', async () => {
    await expect(twoCalls(slowest)).resolves.toEqual(['taken', 'waiting']);
  });

  it('[G6] is no faster than that takes', async () => {
    await expect(twoCalls(slowest - 1)).resolves.toEqual(['taken', 'refused']);
  });
});
