import { startApp, type Session, type TestApp } from '../support/app.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { ways as everyWay, type Following } from './following.ts';

const CUTS = 20;
const PATIENCE_MS = 120_000;

let app: TestApp;
let owner: Session;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());
beforeEach(async () => { owner = await app.signUp(); });

const running: Following[] = [];
// What a failed test leaves behind would be counted in the next.
afterEach(() => { for (const { stop } of running.splice(0)) stop(); });
const ways = Object.fromEntries(Object.entries(everyWay).map(([way, start]) => [way, (...asked: Parameters<typeof start>) => {
  const following = start(...asked);
  running.push(following);
  return following;
}]));

const create = async (name: string): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, owner.token)).createLead.cursor as string;

const subscriptions = async (): Promise<number> => Number(/^leadwire_subscriptions (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1]);

const cursorOfAnotherDatabase = 'zzzz:1';
const direct = () => ({ url: () => app.url, token: owner.token });

const behindProxy = async () => {
  let answered = '';
  const proxy = await startTcpProxy(Number(new URL(app.url).port), undefined, (chunk) => { answered += chunk.toString(); });
  const untilConfirmed = async () => {
    await until('it has been told where it begins', () => answered.includes('"cursor"'));
    // After a whole round trip what was passed on before has been read.
    await subscriptions();
  };
  return { proxy, untilConfirmed, url: () => `http://127.0.0.1:${String(proxy.port)}` };
};

describe.each(Object.entries(ways))('%s', (_way, start) => {
  it('[B9] gets every event once over twenty cuts, the first before there was an event', async () => {
    const { proxy, url, untilConfirmed } = await behindProxy();
    const following = start({ url, token: owner.token });
    await untilConfirmed();
    const expected: string[] = [];
    for (let round = 0; round < CUTS; round += 1) {
      const names = ['on the way', 'missed', 'missed too'].map((word) => `${String(round)} ${word}`);
      expected.push(...names);
      const [onTheWay = '', ...missed] = names;
      // In every other round the event and the cut race each other.
      await Promise.all([round % 2 === 0 ? undefined : create(onTheWay), proxy.cut()]);
      if (round % 2 === 0) await create(onTheWay);
      for (const name of missed) await create(name);
      await proxy.restore();
      await until('it is back', () => following.names.includes(missed.at(-1) ?? ''));
    }
    expect(following.names).toEqual(expected);
    expect(following.faults).toEqual([]);
    following.stop();
    await until('nothing is left', async () => (await subscriptions()) === 0);
    await proxy.close();
  }, PATIENCE_MS);

  it('[B9] begins behind the cursor that it is given, and does not go back to it after a cut', async () => {
    const { proxy, url } = await behindProxy();
    const after = await create('known');
    await create('missed while away');
    const following = start({ url, token: owner.token, after });
    await until('what was missed is there', () => following.names.length === 1);
    await proxy.cut();
    await create('missed in the cut');
    await proxy.restore();
    await until('it is back', () => following.names.includes('missed in the cut'));
    expect([following.names, following.faults]).toEqual([['missed while away', 'missed in the cut'], []]);
    following.stop();
    await proxy.close();
  });

  it('[B9] reads again and goes on from the head when its cursor cannot be continued', async () => {
    await create('before');
    const heads: string[] = [];
    const readAgain = async (head: string) => {
      heads.push(head);
      // It happens while the data is read, so it may be in the data already. It must not be missing in both.
      await create('while it reads');
    };
    const following = start({ ...direct(), after: cursorOfAnotherDatabase, readAgain });
    await until('it goes on', () => following.names.length === 1);
    await create('after');
    await until('the next is there', () => following.names.length === 2);
    expect([following.names, following.faults]).toEqual([['while it reads', 'after'], []]);
    expect(heads).toEqual([expect.stringMatching(/:1$/)]);
    following.stop();
  });

  it('[B9] shows the error when its cursor cannot be continued and nobody reads again', async () => {
    const following = start({ ...direct(), after: cursorOfAnotherDatabase });
    await until('it is told', () => following.faults[0]);
    expect(JSON.stringify(following.faults[0])).toContain('CURSOR_EXPIRED');
    following.stop();
  });

  it('[B9] stays stopped when it is left while data is read again', async () => {
    const reading = Promise.withResolvers<undefined>();
    const asked: string[] = [];
    const following = start({ ...direct(), after: cursorOfAnotherDatabase, readAgain: (head) => { asked.push(head); return reading.promise; } });
    await until('it reads', () => asked.length === 1);
    following.stop();
    reading.resolve(undefined);
    await create('unseen');
    expect([await subscriptions(), following.names]).toEqual([0, []]);
  });
});

describe('reading again that fails', () => {
  const failsOnce = () => {
    let times = 0;
    return () => {
      times += 1;
      if (times === 1) throw new Error('offline');
    };
  };

  it.each(Object.entries(ways).filter(([way]) => !way.includes('HttpLink')))('[B9] ends the stream with what it has thrown: %s', async (_way, start) => {
    const following = start({ ...direct(), after: cursorOfAnotherDatabase, readAgain: failsOnce() });
    await until('it is told', () => following.faults[0]);
    expect(following.faults[0]).toMatchObject({ message: 'offline' });
    following.stop();
  });

  it('[B9] is done again where RetryLink stands before the link', async () => {
    const following = ways['Apollo Client over HttpLink']!({ ...direct(), after: cursorOfAnotherDatabase, readAgain: failsOnce() });
    await until('it is subscribed', subscriptions);
    await create('after');
    await until('it goes on', () => following.names.length === 1);
    expect([following.names, following.faults]).toEqual([['after'], []]);
    following.stop();
  });
});

describe('a client of the shipped options', () => {
  it.each(Object.entries(ways))('[B5] gets an event once for all leads and once for one lead: %s', async (_way, start) => {
    const { createLead } = await app.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, owner.token);
    const leadId = createLead.lead.id as string;
    const [all, one] = [start(direct()), start({ ...direct(), leadId })];
    await until('both are subscribed', async () => (await subscriptions()) === 2);
    await app.ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: leadId, name: 'Ada Byron' } }, owner.token);
    await create('Bea');
    await until('everything is there', () => all.names.length === 2);
    await app.ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: leadId, name: 'Ada Lovelace' } }, owner.token);
    await until('the last is there', () => all.names.length === 3 && one.names.length === 2);
    expect([all.names, one.names]).toEqual([['Ada Byron', 'Bea', 'Ada Lovelace'], ['Ada Byron', 'Ada Lovelace']]);
    expect([...all.faults, ...one.faults]).toEqual([]);
    for (const following of [all, one]) following.stop();
    await until('nothing is left', async () => (await subscriptions()) === 0);
  });
});
