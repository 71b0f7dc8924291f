import { installation } from '../support/installation.ts';
import { until } from '../support/until.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;

const leadUpdated = 'subscription { leadUpdated { cursor lead { name } } }';
const password = 'a-long-enough-password';

describe('access that ends on one instance', () => {
  it('[B17] [A13] closes the sockets of the session on another, and no others', async () => {
    await using site = await installation();
    const [a, b] = [await site.api(), await site.api()];
    const owner = await a.signUp();
    const { signIn } = await a.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: owner.email, password } });
    const second = signIn.accessToken as string;
    const [ended, staying] = [await b.subscribe(owner.token, leadUpdated), await b.subscribe(second, leadUpdated)];
    await a.ask('mutation { signOut { done } }', {}, owner.token);
    await until('the socket on the other instance is closed', () => ended.error() !== undefined);
    expect(ended.error()).toMatchObject({ code: 4403, reason: 'Access has changed' });
    expect((await b.graphql('{ viewer { role } }', {}, owner.token)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await a.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, second);
    await until('the other session goes on', () => staying.events.length === 1);
    expect(ended.events).toEqual([]);
  }, PATIENCE_MS);

  it('[B17] closes them without Redis too', async () => {
    // The log is compared once a second: what the bus does not bring is read there.
    await using site = await installation({ REDIS_URL: '' });
    const [a, b] = [await site.api(), await site.api()];
    const owner = await a.signUp();
    const stream = await b.subscribe(owner.token, leadUpdated);
    await a.ask('mutation { signOutEverywhere { done } }', {}, owner.token);
    await until('the socket on the other instance is closed', () => stream.error() !== undefined);
    expect(stream.error()).toMatchObject({ code: 4403 });
  }, PATIENCE_MS);
});
