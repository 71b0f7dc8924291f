import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.ts';
import { cloneDatabase } from '../support/store.ts';
import { until } from '../support/until.ts';
import { run, say } from './messages.ts';
import { WireSocket, type Message } from './wire-socket.ts';

const SENT = 60;

const countOf = (messages: readonly Message[], type: string) => messages.filter((message) => message.type === type).length;

/** Sends so many operations over each, at once, and tells how many of all were let through, and how many refused. */
const burst = async (sockets: readonly WireSocket[]): Promise<{ passed: number; refused: number }> => {
  for (const socket of sockets) {
    socket.messages.length = 0;
    say(socket, ...Array.from({ length: SENT }, (_, n) => run(String(n), '{ __typename }')));
  }
  await Promise.all(sockets.map((socket) => socket.until(() => countOf(socket.messages, 'complete') + countOf(socket.messages, 'error') === SENT)));
  const all = sockets.flatMap(({ messages }) => messages);
  for (const { type, payload } of all)
    if (type === 'error') expect(payload).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number }) as object })]);
  return { passed: countOf(all, 'complete'), refused: countOf(all, 'error') };
};

it('[B13] [B10] 100 messages a second are those of a key, and of a person, over three instances', async () => {
  const { url, drop } = await cloneDatabase();
  const env = { DATABASE_URL: url, REDIS_PREFIX: `test-${randomUUID()}`, COST_PER_MINUTE: '1000000' };
  const apps: TestApp[] = [];
  for (let n = 0; n < 3; n += 1) apps.push(await startApp({ env }));
  const [first] = apps as [TestApp];
  const owner = await first.signUp();
  const { createApiKey } = await first.ask('mutation { createApiKey(input: { name: "k", scopes: ["leads:read"] }) { secret } }', {}, owner.token);
  for (const token of [createApiKey.secret as string, owner.token]) {
    const sockets = await Promise.all(apps.map((app) => WireSocket.greeted(`${app.url.replace('http', 'ws')}/graphql`, token)));
    // A second that ends in the midst of a burst lets more through: then the next one tells.
    await until('a burst falls into one second', async () => {
      const { passed, refused } = await burst(sockets);
      expect(passed + refused).toBe(3 * SENT);
      expect(passed).toBeGreaterThan(0);
      return passed === 100 && refused === 80;
    });
    for (const { tcp } of sockets) tcp.destroy();
  }
  for (const app of apps) await app.stop();
  await drop();
}, 60_000);
