import { fullJitter } from '../../clients/graphql-ws/full-jitter.ts';
import { leadwireClient, type LeadwireClientOptions } from '../../clients/graphql-ws/leadwire-client.ts';

const CLIENTS = 500;
const SLOT_MS = 100;
/** A fifth of the clients in a tenth of a second: 100 where 50 are to be expected, seven standard deviations away. */
const MOST_IN_A_SLOT = CLIENTS / 5;

/** A server that has gone: every connection is refused. */
class RefusedSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  onclose: ((event: { code: number; reason: string }) => void) | undefined;
  constructor() {
    queueMicrotask(() => this.onclose?.({ code: 1006, reason: '' }));
  }
}

/** What one client waits before each of its retries, until it gives up; the waits themselves are passed over. */
const waitsOf = async (options: Partial<LeadwireClientOptions>): Promise<number[]> => {
  const waits: number[] = [];
  const timer = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, delay: number) => {
    waits.push(delay);
    queueMicrotask(run);
  }) as typeof setTimeout;
  try {
    const client = leadwireClient({ url: 'ws://127.0.0.1', token: () => '', webSocketImpl: RefusedSocket, ...options });
    await new Promise((resolve) => { client.subscribe({ query: '{ a }' }, { next: () => undefined, error: resolve, complete: () => undefined }); });
  } finally {
    globalThis.setTimeout = timer;
  }
  return waits;
};

const mostInASlot = (moments: number[]): number => {
  const slots = new Map<number, number>();
  for (const moment of moments) slots.set(Math.floor(moment / SLOT_MS), (slots.get(Math.floor(moment / SLOT_MS)) ?? 0) + 1);
  return Math.max(...slots.values());
};

describe('five hundred clients of one server that is gone', () => {
  it('[B8] do not come back together, at no retry', async () => {
    const retries = 8;
    const waits: number[][] = [];
    while (waits.length < CLIENTS) waits.push(await waitsOf({ retryAttempts: retries }));
    expect(waits.every(({ length }) => length === retries)).toBe(true);
    for (let retry = 0; retry < retries; retry += 1) {
      const moments = waits.map((own) => own.slice(0, retry + 1).reduce((sum, wait) => sum + wait, 0));
      expect(mostInASlot(moments)).toBeLessThan(MOST_IN_A_SLOT);
      const longest = Math.min(30_000, 1_000 * 2 ** retry);
      const own = waits.map((delays) => delays[retry] ?? Number.NaN).sort((a, b) => a - b);
      // Spread over all of it: a quarter of the clients is back after about a quarter of the time.
      for (const quarter of [0.25, 0.5, 0.75]) expect(Math.abs(own[CLIENTS * quarter]! / longest - quarter)).toBeLessThan(0.15);
      expect(own.at(-1)).toBeLessThan(longest);
    }
  });

  it('[B8] wait no longer than half a minute, however long it lasts', () => {
    expect(Math.max(...Array.from({ length: 1_100 }, (_, retries) => fullJitter(retries, { firstDelayMs: 1_000, maxDelayMs: 30_000 })))).toBeLessThan(30_000);
  });
});

describe('the options of a client that gives up', () => {
  it('[B8] five attempts with a first delay of one second are five waits, and then the error', async () => {
    const waits = await waitsOf({ retryAttempts: 5, firstDelayMs: 1_000, connectTimeoutMs: 20_000 });
    expect(waits.map((wait, retry) => wait < 1_000 * 2 ** retry)).toEqual([true, true, true, true, true]);
  });
});
