import { WebSocket } from 'ws';
import { follow } from '../../clients/graphql-ws/follow.ts';
import { leadwireClient } from '../../clients/graphql-ws/leadwire-client.ts';
import { startApp, type Json, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

const LIFE_SECONDS = 5;
const LIVES = 4;
const PATIENCE_MS = 180_000;

let app: TestApp;
// Every line renews its writer's token: more than one address may ask for in a minute.
beforeAll(async () => { app = await startApp({ env: { ACCESS_TOKEN_SECONDS: String(LIFE_SECONDS), ANONYMOUS_COST_PER_MINUTE: '1000000' } }); });
afterAll(() => app.stop());

/** A socket of a client that renews nothing inside it, as stock clients do not: the server has to close it. */
class WithoutRenewal extends WebSocket {
  override send(data: string): void {
    if (!data.includes('"auth"')) super.send(data);
  }
}

/** Somebody who signs in once, and from then on only renews. */
const signIn = async (email: string) => {
  const { signIn: session } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }', { input: { email, password: 'a-long-enough-password' } });
  let { accessToken, refreshToken } = session as Record<'accessToken' | 'refreshToken', string>;
  const renew = async (): Promise<string> => {
    const { refreshSession } = await app.ask('mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken } }', { input: { refreshToken } });
    ({ accessToken, refreshToken } = refreshSession as Record<'accessToken' | 'refreshToken', string>);
    return accessToken;
  };
  return { renew, token: (fresh: boolean) => (fresh ? renew() : accessToken) };
};

const run = async (email: string, webSocketImpl: typeof WebSocket) => {
  const { token } = await signIn(email);
  const names: string[] = [];
  const faults: unknown[] = [];
  const closes: unknown[] = [];
  let connections = 0;
  const client = leadwireClient({ url: `${app.url.replace('http', 'ws')}/graphql`, token, webSocketImpl, onTokenError: (error) => faults.push(error) });
  client.on('connected', () => { connections += 1; });
  client.on('closed', (event) => { closes.push((event as { code: number }).code); });
  const stop = follow<Json>(client, { query: 'subscription { leadUpdated { lead { name } } }' }, {
    next: ({ data }) => names.push(data?.leadUpdated.lead.name as string),
    error: (error) => faults.push(error),
    complete: () => faults.push('the stream has ended'),
  });
  return { names, faults, closes, stop, client, connections: () => connections };
};

describe('tokens that live five seconds', () => {
  it('[B18] cost no event and no error over four lives, renewed inside the socket or by connecting anew', async () => {
    const { email } = await app.signUp();
    const [renewing, reconnecting] = [await run(email, WebSocket), await run(email, WithoutRenewal)];
    await until('both are connected', () => renewing.connections() + reconnecting.connections() === 2);
    const writer = await signIn(email);
    const expected: string[] = [];
    while (reconnecting.closes.length < LIVES) {
      const name = `lead ${String(expected.length)}`;
      expected.push(name);
      await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, await writer.renew());
      // Of the other, many are missed and read again when it is back.
      await until('it is there', () => renewing.names.at(-1) === name);
    }
    await until('everything is there', () => reconnecting.names.length >= expected.length);
    expect([renewing.names, reconnecting.names]).toEqual([expected, expected]);
    expect([renewing.faults, reconnecting.faults]).toEqual([[], []]);
    expect([renewing.connections(), renewing.closes]).toEqual([1, []]);
    expect(new Set(reconnecting.closes)).toEqual(new Set([4403]));
    for (const { stop, client } of [renewing, reconnecting]) {
      stop();
      // Given up while it waits to connect, graphql-ws says so by throwing.
      await Promise.resolve(client.dispose()).catch(() => undefined);
    }
  }, PATIENCE_MS);
});
