import { follow } from '../../clients/graphql-ws/follow.ts';
import { until } from '../support/until.ts';
import { quickClient } from './following.ts';
import { scriptedServer } from './scripted-server.ts';

describe('a stream whose cursor cannot be continued', () => {
  it('[B9] is read again once, and ends when even the head cannot be continued', async () => {
    await using server = await scriptedServer(() => ({}), ({ say }, { id, type }) => {
      if (type === 'subscribe') say({ id, type: 'error', payload: [{ message: 'expired', extensions: { code: 'CURSOR_EXPIRED', head: 'e:7' } }] });
    });
    const client = quickClient({ url: () => server.url, token: '' }, { url: server.url });
    const [heads, faults]: [string[], unknown[]] = [[], []];
    follow(client, { query: 'subscription { a }', extensions: { after: 'd:1', own: true } }, {
      next: () => undefined, error: (error) => faults.push(error), complete: () => faults.push('end'),
    }, { readAgain: (head) => heads.push(head) });
    await until('it ends', () => faults[0]);
    const extensions = server.visits.flatMap(({ messages }) => messages).filter(({ type }) => type === 'subscribe').map(({ payload }) => payload.extensions as unknown);
    expect(extensions).toEqual([{ after: 'd:1', own: true, resume: true }, { after: 'e:7', own: true, resume: true }]);
    expect([heads, faults]).toEqual([['e:7'], [[expect.objectContaining({ message: 'expired' })]]]);
    await client.dispose();
  });

  it('[B9] is read again each time that it had gone on in between', async () => {
    let subscribed = 0;
    await using server = await scriptedServer(() => ({}), ({ say }, { id, type }) => {
      if (type !== 'subscribe') return;
      subscribed += 1;
      say({ id, type: 'next', payload: { extensions: { cursor: `e:${String(subscribed)}` } } });
      if (subscribed < 4) say({ id, type: 'error', payload: [{ message: 'expired', extensions: { code: 'CURSOR_EXPIRED', head: `e:${String(subscribed * 10)}` } }] });
      else say({ id, type: 'next', payload: { data: { a: 1 }, extensions: { cursor: 'e:99' } } });
    });
    const client = quickClient({ url: () => server.url, token: '' }, { url: server.url });
    const [heads, seen]: [string[], unknown[]] = [[], []];
    const stop = follow(client, { query: 'subscription { a }' }, { next: ({ data }) => seen.push(data), error: (error) => seen.push(error), complete: () => seen.push('end') }, { readAgain: (head) => heads.push(head) });
    await until('it has gone on', () => seen.length > 0);
    expect([heads, seen]).toEqual([['e:10', 'e:20', 'e:30'], [{ a: 1 }]]);
    stop();
    await client.dispose();
  });
});
