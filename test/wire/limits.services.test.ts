import { startApp, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { closedWith, complete, follow, init, keepSockets, named, ping, run, say } from './messages.ts';
import type { Message, WireSocket } from './wire-socket.ts';

const followLeads = 'subscription { leadUpdated { cursor } }';
const createLead = 'mutation { createLead(input: { name: "Ada" }) { cursor } }';

let app: TestApp;
let owner: Session;
const sockets = keepSockets();

const wsUrl = () => `${app.url.replace('http', 'ws')}/graphql`;
const greeted = ({ token }: Session = owner) => sockets.greeted(wsUrl(), token);
const start = async (env: Record<string, string>) => {
  app = await startApp({ env });
  owner = await app.signUp();
};
const numbered = (count: number) => Array.from({ length: count }, (_, n) => String(n));
const errorsIn = (messages: readonly Message[]) => messages.flatMap(({ type, payload }) => (type === 'error' ? (payload as { extensions: { code: string; retryAfter?: number } }[]).map(({ extensions }) => extensions) : []));
/** Waits until every operation so far has had its last word. */
const answered = async (socket: WireSocket, count: number): Promise<Message[]> => {
  await socket.until(() => socket.messages.filter(({ type }) => type === 'complete' || type === 'error').length >= count);
  return socket.messages.splice(0);
};

afterEach(sockets.cut);

describe('operations of one socket', () => {
  beforeAll(() => start({ WS_MAX_MESSAGES_PER_SECOND: '100000', COST_PER_MINUTE: '1000000' }));
  afterAll(() => app.stop());

  it('[B11] may be 1,000 at a time: the next is refused with RATE_LIMITED, the others receive on, and there is room again after a complete', async () => {
    const [full, other] = [await greeted(), await greeted()];
    const ids = numbered(1_000);
    say(full, ...ids.map((id) => follow(id, followLeads)));
    await full.until(() => full.messages.length >= ids.length);
    expect(new Set(named(full.messages.splice(0)))).toEqual(new Set(ids.map((id) => `next ${id}`)));

    say(full, follow('one more', followLeads), run('a query', '{ streamHead }'));
    const refused = await answered(full, 2);
    expect(named(refused)).toEqual(['error one more', 'error a query']);
    for (const error of errorsIn(refused)) expect(error).toMatchObject({ code: 'RATE_LIMITED', legacyCode: 'RATE_LIMITED' });

    await app.ask(createLead, {}, owner.token);
    await full.until(() => full.messages.length >= ids.length);
    expect(named(full.messages.splice(0)).sort()).toEqual(ids.map((id) => `next ${id}`).sort());

    say(other, follow('of another socket', followLeads));
    expect(named([await other.next('next')])).toEqual(['next of another socket']);
    say(full, complete('7'), follow('one more', followLeads));
    expect(named([await full.next('next')])).toEqual(['next one more']);
    expect(await full.rest()).toEqual([]);
  });
});

describe('messages of one person', () => {
  beforeAll(() => start({ COST_PER_MINUTE: '1000000' }));
  afterAll(() => app.stop());

  /** Waits for the window to end: until a ping is answered again. */
  const nextWindow = async (socket: WireSocket) => {
    await until('pings are answered again', () => {
      say(socket, ping({ again: true }));
      return socket.messages.some(({ type, payload }) => type === 'pong' && (payload as { again?: boolean } | undefined)?.again);
    });
  };

  it('[B10] may be 100 a second: the next is refused with the time to wait, the socket lives, and is heard again afterwards', async () => {
    const [first, second] = [await greeted(), await greeted()];
    // A second that ends in the midst of a burst lets more through, one that was begun before it less: then the next burst tells.
    await until('a burst falls into one second', async () => {
      for (const socket of [first, second]) say(socket, ...numbered(80).map((id) => run(id, '{ __typename }')));
      const answers = [...(await answered(first, 80)), ...(await answered(second, 80))];
      for (const error of errorsIn(answers)) {
        expect(error).toMatchObject({ code: 'RATE_LIMITED', legacyCode: 'RATE_LIMITED' });
        expect(error.retryAfter).toBeGreaterThan(0);
        expect(error.retryAfter).toBeLessThanOrEqual(1_000);
      }
      return answers.filter(({ type }) => type === 'next').length === 100 && errorsIn(answers).length === 60;
    });
    const stranger = await greeted(await app.signUp('Other'));
    say(stranger, run('1', '{ __typename }'));
    expect(named(await answered(stranger, 1))).toEqual(['next 1', 'complete 1']);
    for (const socket of [first, second])
      await until('it is heard again', async () => {
        say(socket, run('again', '{ __typename }'));
        return named(await answered(socket, 1))[0] === 'next again';
      });
  }, 60_000);

  it('[B10] above the limit: a ping is not answered, a complete is heard, and what is no message closes 4400 as ever', async () => {
    const [socket, wrong] = [await greeted(), await greeted()];
    say(socket, follow('s', followLeads));
    await socket.next('next');
    const pings = numbered(400);
    say(socket, ...pings.map((n) => ping({ n })), complete('s'));
    await nextWindow(socket);
    const told = socket.messages.splice(0).map(({ payload }) => (payload as { n?: string }).n).filter((n) => n !== undefined);
    expect(told).toEqual(pings.slice(0, told.length));
    expect(told.length).toBeLessThan(400);
    await app.ask(createLead, {}, owner.token);
    await nextWindow(socket);
    expect(named(socket.messages.splice(0)).filter((name) => name !== 'pong')).toEqual([]);

    say(wrong, ...pings.map((n) => ping({ n })), '{}');
    expect(await wrong.untilClosed()).toEqual(closedWith(4400));
  }, 60_000);
});

describe('a process that takes few at a time', () => {
  const MOST = 17;
  beforeAll(() => start({ WS_ADMISSIONS_PER_SECOND: '1', WS_MAX_SOCKETS: String(MOST) }));
  afterAll(() => app.stop());

  const initOf = (bytes: number) => {
    const text = JSON.stringify(init({ token: owner.token, fill: '' }));
    return text.replace('"fill":""', `"fill":"${'x'.repeat(bytes - text.length)}"`);
  };

  it('[B12] reads a connection_init of 65,536 bytes; one more closes 4400', async () => {
    const [fits, exceeds] = [await sockets.open(wsUrl()), await sockets.open(wsUrl())];
    say(fits, initOf(65_536));
    await fits.next('connection_ack');
    say(exceeds, initOf(65_537));
    expect((await exceeds.untilClosed()).code).toBe(4400);
    expect(exceeds.messages).toEqual([]);
  });

  it('[B25] lets a crowd in one after the other; who would wait too long is closed with 1013, which clients retry, and none is forgotten', async () => {
    const crowd = await Promise.all(numbered(16).map(() => sockets.open(wsUrl())));
    for (const socket of crowd) say(socket, init({ token: owner.token }), ping());
    await Promise.all(crowd.map((socket) => socket.until(() => socket.messages.some(({ type }) => type === 'connection_ack'))));
    const ends = crowd.map(({ messages, closed }) => (messages.some(({ type }) => type === 'connection_ack') ? 'let in' : closed?.code));
    expect(new Set(ends)).toEqual(new Set(['let in', 1013]));
    expect(ends.filter((end) => end === 'let in').length).toBeGreaterThanOrEqual(2);
    // Who waits is still answered.
    for (const { messages } of crowd) expect(messages[0]).toEqual({ type: 'pong' });
  }, 60_000);

  it('[B26] refuses more sockets than it takes with 503 and the time to wait; those that are open and HTTP go on, and there is room again when one has gone', async () => {
    const refusalOf = (opening: Promise<unknown>) => opening.then(() => null, (error: unknown) => (error as Error).message);
    const open: WireSocket[] = [];
    let refusal: string | null = null;
    while (refusal === null && open.length <= MOST) refusal = await refusalOf(sockets.open(wsUrl()).then((socket) => open.push(socket)));
    expect(refusal).toMatch(/^HTTP\/1\.1 503 /);
    expect(Number(/^Retry-After: (\d+)\r$/im.exec(refusal ?? '')?.[1])).toBeGreaterThan(0);
    expect((await app.graphql('{ __typename }')).data).toEqual({ __typename: 'Query' });
    for (const socket of open) expect(await socket.rest()).toEqual([]);
    open[0]?.tcp.destroy();
    await until('there is room', async () => (await refusalOf(sockets.open(wsUrl()))) === null);
  });
});
