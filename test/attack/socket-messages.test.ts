import { once } from 'node:events';
import { WebSocket } from 'ws';
import { until } from '../support/until.ts';
import { endsSessions, startAttackedApp, wholeSchema, type AttackedApp } from './attacked-app.ts';
import { breakRequest } from './break-request.ts';
import { garble } from './garble.ts';
import { hostileValue } from './hostile-values.ts';
import { leaksIn, wrongInErrors } from './judge-answer.ts';
import { randomOf, type Random } from './random.ts';
import { writeOperation } from './write-operation.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? '1000');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const PATIENCE_MS = 600_000;
/** Operations that go on while others come; answers are judged whenever they arrive, so a fault may belong to one of so many before. */
const LEFT_OPEN = 8;

const schema = wholeSchema();
let attacked: AttackedApp;

beforeAll(async () => { attacked = await startAttackedApp(); });
afterAll(() => attacked.stop());


/** How a socket may be closed over what came: the protocol's own words, those of WebSocket for no text and for too much. */
const closings: ReadonlySet<number> = new Set([1007, 1009, 4400, 4401, 4403, 4409, 4429]);

const kinds = ['subscribe', 'subscribe', 'complete', 'ping', 'pong', 'connection_init', 'connection_ack', 'next', 'error', 'start', 'stop', 'connection_terminate', '', '__proto__'];

/** A message of the protocol, one shaped like it, or nothing of the kind. */
const messageOf = (random: Random, id: string): string | Buffer => {
  const request = breakRequest(random, writeOperation(random, { schema, ids: attacked.ids, without: endsSessions }), 0.5);
  const message = { id, type: 'subscribe', payload: request };
  if (random.chance(0.75)) return JSON.stringify(message);
  return random.pick<() => string | Buffer>([
    () => garble(random, JSON.stringify(message)), () => JSON.stringify({ ...message, type: random.pick(kinds) }), () => JSON.stringify({ ...message, payload: hostileValue(random) }),
    () => JSON.stringify({ ...message, id: hostileValue(random) }), () => JSON.stringify({ ...message, payload: { ...request, [random.pick(['query', 'variables', 'operationName', 'extensions', 'documentId'])]: hostileValue(random) } }),
    () => JSON.stringify(hostileValue(random)), () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00]), () => Buffer.from(JSON.stringify(message)),
  ])();
};

interface Line {
  readonly socket: WebSocket;
  readonly frames: string[];
  readonly closed: () => number | null;
  /** Resolves with the next frame, or with the end. */
  readonly stirs: () => Promise<void>;
}

const connect = async (greets: boolean): Promise<Line> => {
  const socket = new WebSocket(`${attacked.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const frames: string[] = [];
  let code: number | null = null;
  let stir: () => void = () => undefined;
  socket.on('message', (data: Buffer) => { frames.push(data.toString()); stir(); }).on('close', (given) => { code = given; stir(); }).on('error', () => undefined);
  await once(socket, 'open');
  if (greets) {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { token: attacked.owner.token } }));
    await until('the socket is greeted', () => frames.length > 0);
    frames.length = 0;
  }
  return { socket, frames, closed: () => code, stirs: () => new Promise((resolve) => { stir = resolve; }) };
};

interface Frame {
  id?: string;
  type?: string;
  payload?: unknown;
}

/** Sends one message and waits until it is dealt with: an answer to its id, or the pong of what was sent behind it. */
const exchange = async ({ socket, frames, closed, stirs }: Line, message: string | Buffer, id: string): Promise<void> => {
  socket.send(message, { binary: message instanceof Buffer });
  socket.send(JSON.stringify({ type: 'ping', payload: { behind: id } }));
  while (closed() === null && !frames.some((frame) => frame.includes(`"behind":"${id}"`))) await stirs();
};

const judge = (line: Line): string[] => {
  const code = line.closed();
  if (code !== null && !closings.has(code)) return [`closed with ${String(code)}`];
  return line.frames.flatMap((text) => {
    const { type, payload } = JSON.parse(text) as Frame;
    const errors = type === 'error' ? payload : type === 'next' ? (payload as { errors?: unknown }).errors : [];
    return [...leaksIn(text), ...wrongInErrors((errors ?? []) as [])];
  });
};

it(`[B1] [B14] ${String(RUNS)} malformed messages are answered with a code of the list, or close their socket with one of the protocol`, async () => {
  const failures: unknown[] = [];
  const seen: Record<string, number> = {};
  let line = await connect(true);
  for (let n = 0; n < RUNS && failures.length < 10; n += 1) {
    const random = randomOf(SEED, n);
    const id = `m${String(n)}`;
    const message = messageOf(random, id);
    await exchange(line, message, id);
    const wrong = judge(line);
    if (wrong.length > 0) failures.push({ seed: SEED, n, wrong, message: message.toString() });
    const code = line.closed();
    if (code !== null) {
      seen[code] = (seen[code] ?? 0) + 1;
      line = await connect(!random.chance(0.1));
    } else line.socket.send(JSON.stringify({ id: `m${String(n - LEFT_OPEN)}`, type: 'complete' }));
    for (const { type = '' } of line.frames.splice(0).map((text) => JSON.parse(text) as Frame)) seen[type] = (seen[type] ?? 0) + 1;
  }
  line.socket.terminate();
  expect(failures).toEqual([]);
  expect(Object.keys(seen)).toEqual(expect.arrayContaining(['next', 'error', '4400', '4401']));
  const stream = await attacked.app.subscribe(attacked.owner.token, 'subscription { leadUpdated { cursor } }');
  await attacked.app.ask('mutation { createLead(input: { name: "Ada" }) { cursor } }', {}, attacked.owner.token);
  await until('an event arrives', () => stream.events.length > 0);
}, PATIENCE_MS);
