import { randomUUID } from 'node:crypto';
import { wholeSchema } from '../attack/attacked-app.ts';
import { leaksIn, wrongInErrors } from '../attack/judge-answer.ts';
import { randomOf } from '../attack/random.ts';
import type { Session, Stream, TestClient } from '../support/app.ts';
import { installation, type Installation } from '../support/installation.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { encodeMessage } from './encode-frame.ts';
import { WireSocket, type Message } from './wire-socket.ts';
import { writeScript, type Script } from './write-script.ts';

/** `FUZZ_FRAMES=1000000 npm test -- test/wire/fuzz` is the long run; `FUZZ_SEED` leads to the same frames again. */
const FRAMES = Number(process.env.FUZZ_FRAMES ?? '20000');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const PATIENCE_MS = 60_000 + FRAMES * 5;
/** Sockets at a time. */
const AT_ONCE = 24;
const MESSAGE_BYTES = 131_072;
/** How far the heap may be up at the end from where it was half-way, when all caches were full. */
const HEAP_GROWTH = 0.05;

const env = {
  LOG_LEVEL: 'info', WS_MESSAGE_LIMIT_BYTES: String(MESSAGE_BYTES), WS_INIT_LIMIT_BYTES: String(MESSAGE_BYTES), WS_MAX_MESSAGES_PER_SECOND: '100000', WS_ADMISSIONS_PER_SECOND: '100000',
  // The long run outlasts a token, and a busy machine is slow to greet.
  ACCESS_TOKEN_SECONDS: '86400', WS_INIT_TIMEOUT_MS: '60000', COST_PER_MINUTE: '1000000000', FAILED_CREDENTIALS_PER_MINUTE: '10000000', SIGN_IN_FAILURES_PER_ADDRESS: '100000',
  NODE_OPTIONS: `--import ${new URL('./tell-heap.ts', import.meta.url).href}`,
};
/** What would end the session that attacks, hash a password each time, or demand more of a lead than the test gives it. */
const without = ['signOut', 'signOutEverywhere', 'revokeSessions', 'switchTeam', 'resetPassword', 'requestPasswordReset', 'acceptInvitation', 'signUp', 'signIn', 'refreshSession', 'removeMember', 'updateMember', 'inviteMember', 'defineLeadFields'];
const canary = `canary-${randomUUID()}`;
const schema = wholeSchema();

let site: Installation;
let server: TestClient & { process: ServerProcess };
let attacker: Session;
let ids: string[];

beforeAll(async () => {
  site = await installation(env);
  server = await site.api();
  attacker = await server.signUp();
  const { createLead } = await server.ask('mutation { createLead(input: { name: "Ada", customFields: { plan: "pro" } }) { cursor lead { id } } }', {}, attacker.token);
  ids = [createLead.lead.id, createLead.cursor, attacker.userId, attacker.teamId] as string[];
}, 120_000);
afterAll(() => site[Symbol.asyncDispose]());

const gauge = async (name: string) => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\d+)$`, 'm').exec(text)?.[1]);
};

/** Bytes of the server's heap that are in use when nobody but its neighbours is connected. */
const quietHeap = async (sockets: number): Promise<number> => {
  await until('all attackers are gone', async () => (await gauge('leadwire_sockets')) === sockets, 45_000);
  const { child } = server.process;
  return new Promise((resolve) => {
    child.once('message', ({ heap }: { heap: number }) => { resolve(heap); });
    child.send('heap?');
  });
};

const kinds: ReadonlySet<string> = new Set(['connection_ack', 'next', 'error', 'complete', 'pong', 'ping']);

const wrongIn = ({ type, payload }: Message): string[] => {
  if (!kinds.has(type)) return [`it sent a message of the type ${type}`];
  if (type === 'pong') return [];
  const text = JSON.stringify(payload ?? null);
  const errors = type === 'error' ? payload : type === 'next' ? (payload as { errors?: unknown }).errors : [];
  return [...(text.includes(canary) ? ['it repeats what it should not'] : []), ...leaksIn(text), ...wrongInErrors((errors ?? []) as [])];
};

const MARK = encodeMessage({ type: 'ping', payload: { mark: true } });
const isMark = ({ type, payload }: Message) => type === 'pong' && (payload as { mark?: unknown } | undefined)?.mark === true;

const wrongEnd = (socket: WireSocket, { outcome, derailed }: Script): string[] => {
  const { closed } = socket;
  if (!closed) return outcome.lives ? [] : [`it lives, and should be closed with ${outcome.codes.join(' or ')}`];
  if (closed.reason.includes(canary)) return ['the reason repeats what it should not'];
  if (outcome.codes.includes(closed.code) || derailed) return closed.code === 4500 ? ['it is closed with 4500'] : [];
  return [`it is closed with ${String(closed.code)} ${closed.reason}, and should ${outcome.lives ? 'live or ' : ''}be closed with ${outcome.codes.join(' or ')}`];
};

/** Plays a script, and tells what is wrong with what came of it. */
const play = async (script: Script): Promise<string[]> => {
  const socket = script.greets ? await WireSocket.greeted(`${server.url.replace('http', 'ws')}/graphql`, attacker.token) : await WireSocket.open(`${server.url.replace('http', 'ws')}/graphql`);
  for (const bytes of script.writes) await new Promise((resolve) => { socket.tcp.write(bytes, resolve); });
  if (script.derailed) socket.tcp.end();
  else socket.write(MARK);
  await until('it is answered or closed', () => socket.closed ?? (script.outcome.lives && socket.messages.some(isMark)));
  const wrong = [...wrongEnd(socket, script), ...socket.messages.flatMap(wrongIn)];
  socket.tcp.resetAndDestroy();
  return wrong;
};

const frameOf = (n: number) => writeScript(randomOf(SEED, n), { vocabulary: { schema, ids, without }, token: attacker.token, canary, messageBytes: MESSAGE_BYTES });

/** Plays scripts, the `from`th and those behind it, until so many frames were sent. */
const attack = async (from: number, frames: number, failures: unknown[]): Promise<number> => {
  let n = from;
  let sent = 0;
  const line = async () => {
    while (sent < frames && failures.length < 10) {
      const own = n;
      n += 1;
      const script = frameOf(own);
      sent += script.frames;
      const wrong = await play(script).catch((error: unknown) => [String(error)]);
      if (wrong.length > 0) failures.push({ seed: SEED, n: own, wrong, frames: script.writes.map((bytes) => bytes.subarray(0, 200).toString('latin1')) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return n;
};

const follow = 'subscription ($after: Cursor) { leadUpdated(after: $after) { cursor } }';
const logged = async (token: string, after: string): Promise<string[]> => {
  const cursors: string[] = [];
  for (let at = after; ;) {
    const { nodes, endCursor, pageInfo } = (await server.ask('query ($at: Cursor!) { events(after: $at, first: 500) { nodes { type cursor } endCursor pageInfo { hasNextPage } } }', { at }, token)).events as { nodes: { type: string; cursor: string }[]; endCursor: string; pageInfo: { hasNextPage: boolean } };
    cursors.push(...nodes.flatMap(({ type, cursor }) => (type.startsWith('LEAD_') ? [cursor] : [])));
    if (!pageInfo.hasNextPage) return cursors;
    at = endCursor;
  }
};

it(`[B1] ${String(FRAMES)} wrong frames close the sockets they come over with the right codes, and touch nothing else`, async () => {
  const other = await server.signUp();
  const begins = new Map<Session, string>();
  for (const session of [attacker, other]) begins.set(session, (await server.ask('{ streamHead }', {}, session.token)).streamHead as string);
  const neighbours: [Session, Stream][] = [];
  for (const session of [attacker, attacker, other]) neighbours.push([session, await server.subscribe(session.token, follow)]);
  const failures: unknown[] = [];
  const write = () => Promise.all([attacker, other].map(({ token }) => server.ask('mutation { createLead(input: { name: "Ada" }) { cursor } }', {}, token)));

  const heaps: number[] = [];
  let next = 0;
  for (let round = 0; round < 20; round += 1) {
    next = await attack(next, FRAMES / 20, failures);
    await write();
    if (round === 9 || round === 19) heaps.push(await quietHeap(2));
  }

  expect(failures).toEqual([]);
  expect(server.process.child.exitCode).toBeNull();
  for (const [session, stream] of neighbours) {
    const expected = await logged(session.token, begins.get(session) ?? '');
    await until('the neighbour has every event', () => stream.events.length >= expected.length);
    expect(stream.events.map(({ cursor }) => cursor as string)).toEqual(expected);
    expect(stream.error()).toBeUndefined();
  }
  const output = server.process.output();
  expect(output.split('\n').filter((line) => line.startsWith('{') && (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
  expect(output.includes(canary)).toBe(false);
  const [middle = 0, end = 0] = heaps;
  expect({ middle, end, grown: Math.max(end / middle - 1 - HEAP_GROWTH, 0) }).toEqual({ middle, end, grown: 0 });
}, PATIENCE_MS);
