import { createKeySet } from '../../../src/features/account/key-set.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { startProvider, type TestProvider } from './identity-provider-door.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

let provider: TestProvider;
let time = 0;
beforeEach(async () => {
  provider = await startProvider();
  time = Date.parse('2026-11-21T09:30:00Z');
});
afterEach(() => provider.close());

const open = () => createKeySet(provider.url, { clock: { now: () => new Date(time) }, log: createLogger('silent') });
const unavailable = { code: 'SERVICE_UNAVAILABLE', retryAfter: expect.any(Number) };

describe('the keys of an identity provider', () => {
  it('are fetched with the first token, all at once, and kept [A1]', async () => {
    const keys = open();
    expect(provider.calls()).toBe(0);
    const found = await Promise.all([keys.find('rsa-1'), keys.find('ec-1'), keys.find('rsa-1')]);
    expect(found.map((key) => [key?.alg, key?.publicKey.startsWith('-----BEGIN PUBLIC KEY-----')])).toEqual([['RS256', true], [undefined, true], ['RS256', true]]);
    time += 599 * SECOND;
    await keys.find('ec-1');
    expect(provider.calls()).toBe(1);
    time += SECOND;
    await keys.find('ec-1');
    expect(provider.calls()).toBe(2);
  });

  it('are fetched anew for a key that was not there, but not for each made-up one [A1]', async () => {
    const keys = open();
    provider.show(provider.keys.slice(1));
    expect(await keys.find('rsa-1')).toBeNull();
    expect(await Promise.all(Array.from({ length: 50 }, (_, index) => keys.find(`made-up-${String(index)}`)))).toEqual(Array.from({ length: 50 }, () => null));
    expect(provider.calls()).toBe(1);
    provider.show(provider.keys);
    time += 5 * SECOND;
    expect(await keys.find('rsa-1')).not.toBeNull();
    expect(provider.calls()).toBe(2);
  });

  it('are gone when the provider has taken them back [A1]', async () => {
    const keys = open();
    expect(await keys.find('rsa-1')).not.toBeNull();
    provider.show(provider.keys.slice(1));
    time += 600 * SECOND;
    expect(await keys.find('rsa-1')).toBeNull();
  });

  it.each([
    ['answers with an error', () => { provider.show(null); }],
    ['shows no key', () => { provider.show([]); }],
    ['shows none that signs', () => { provider.show([{ kty: 'oct', k: 'AAAA', kid: 'rsa-1' }]); }],
    ['does not answer', () => { provider.hang(); }],
  ])('serve for a day while the provider %s, and cannot be told before the first answer [A1]', async (_, fail) => {
    const [warm, cold] = [open(), open()];
    await warm.find('rsa-1');
    fail();
    time += 600 * SECOND;
    expect(await warm.find('rsa-1')).not.toBeNull();
    await expect(warm.find('unknown')).rejects.toMatchObject(unavailable);
    await expect(cold.find('rsa-1')).rejects.toMatchObject(unavailable);
    const calls = provider.calls();
    await expect(cold.find('rsa-1')).rejects.toMatchObject(unavailable);
    expect(provider.calls()).toBe(calls);
    time += 24 * HOUR - 600 * SECOND;
    await expect(warm.find('rsa-1')).rejects.toMatchObject(unavailable);
    provider.show(provider.keys);
    time += 5 * SECOND;
    expect([await warm.find('rsa-1'), await cold.find('rsa-1')]).not.toContain(null);
  });
});
