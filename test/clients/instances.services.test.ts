import { installation } from '../support/installation.ts';
import { until } from '../support/until.ts';
import { quickClient, ways } from './following.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
const BACK_WITHIN_MS = 5_000;

const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }';

describe('two instances, one of which is killed with -9', () => {
  it('[B8] [B9] brings every event once to every kind of client, whichever instance had accepted it', async () => {
    await using site = await installation();
    const [a, b] = [await site.api(), await site.api()];
    const { token } = await a.signUp();
    let balanced = a.url;
    const following = Object.values(ways).map((start) => start({ url: () => balanced, token }));
    const names = ['live', 'accepted by the one that dies', 'accepted by the other'];
    await until('all are subscribed', async () => (await (await fetch(`${a.url}/metrics`)).text()).includes(`\nleadwire_subscriptions ${String(following.length)}\n`));
    await a.ask(createLead, { input: { name: names[0] } }, token);
    await until('it is there', () => following.every((client) => client.names.length === 1));
    await a.ask(createLead, { input: { name: names[1] } }, token);
    await a.process.end('SIGKILL');
    await b.ask(createLead, { input: { name: names[2] } }, token);
    balanced = b.url;
    await until('everything is there', () => following.every((client) => client.names.includes(names[2] ?? '')));
    for (const client of following) {
      expect([client.names, client.faults]).toEqual([names, []]);
      client.stop();
    }
  }, PATIENCE_MS);

  it('[B8] has a client with its own waits back at the other within five seconds, though it asks the dead one first', async () => {
    await using site = await installation();
    const [a, b] = [await site.api(), await site.api()];
    const { token } = await a.signUp();
    const asked: string[] = [];
    const url = () => {
      const next = asked.length === 2 ? b.url : a.url;
      asked.push(next);
      return next;
    };
    const client = quickClient({ url, token }, { firstDelayMs: 1_000, maxDelayMs: 30_000 });
    const greetings: unknown[] = [];
    client.on('connected', () => greetings.push(Date.now()));
    const faults: unknown[] = [];
    client.subscribe({ query: 'subscription { leadUpdated { id } }' }, { next: () => undefined, error: (error) => faults.push(error), complete: () => faults.push('end') });
    await until('it is connected', () => greetings.length === 1);
    const killedAt = Date.now();
    await a.process.end('SIGKILL');
    await until('it is back', () => greetings.length === 2);
    expect(Date.now() - killedAt).toBeLessThan(BACK_WITHIN_MS);
    expect([asked, faults]).toEqual([[a.url, a.url, b.url], []]);
    await client.dispose();
  }, PATIENCE_MS);
});
