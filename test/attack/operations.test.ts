import { makeContext } from '../../src/graphql/make-context.ts';
import { prepare, type GraphRequest } from '../../src/graphql/prepare.ts';
import { runOperation } from '../../src/graphql/run-operation.ts';
import { formatError } from '../../src/graphql/format-error.ts';
import type { Actor, Role } from '../../src/shared/actor.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { startAttackedApp, wholeDoor, type AttackedApp } from './attacked-app.ts';
import { breakRequest } from './break-request.ts';
import { heapInUse } from './heap.ts';
import { leaksIn, wrongInErrors } from './judge-answer.ts';
import { randomOf } from './random.ts';
import { writeOperation } from './write-operation.ts';

/** `FUZZ_RUNS=100000 npm test -- test/attack/operations` is the long run; `FUZZ_SEED` leads to the same requests again. */
const RUNS = Number(process.env.FUZZ_RUNS ?? '2000');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
/** Most documents stay whole, so that what lies behind the door is attacked: odd values, in every argument. */
const SPARED = 0.85;
/** How far the heap may be up at the end from where it was in the middle, in bytes: caches are full by then. */
const HEAP_GROWTH_MAX = 24 * 1024 * 1024;
const PATIENCE_MS = 600_000;

const roles: readonly Role[] = ['OWNER', 'OWNER', 'OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'];

/** What our own log says of faults, as lines. */
const faults: string[] = [];
const door = wholeDoor();
let attacked: AttackedApp;

beforeAll(async () => { attacked = await startAttackedApp(); });
afterAll(() => attacked.stop());

const actorOf = (n: number): Actor => {
  const { owner } = attacked;
  const { teamId } = owner;
  if (n % 11 === 0) return { kind: 'STRANGER' };
  if (n % 11 === 1) return { kind: 'API_KEY', teamId, id: 'key_01jd0000000000000000000000', name: 'Key', scopes: ['leads:read', 'leads:write', 'forms:read', 'events:read'] };
  if (n % 11 === 2) return { kind: 'SERVICE', teamId };
  return { kind: 'USER', teamId, id: owner.userId, name: 'Olga Owner', email: owner.email, role: roles[n % roles.length] ?? 'OWNER', sessionId: 'session_01jd0000000000000000000000' };
};

/** One request, and all that is wrong with its answer. */
const attack = async (n: number): Promise<{ ran: boolean; wrong: string[]; request: GraphRequest }> => {
  const random = randomOf(SEED, n);
  const request = breakRequest(random, writeOperation(random, { schema: door.schema, ids: attacked.ids }), SPARED) as GraphRequest;
  const log = createLogger('error', { write: (line) => { faults.push(line); } });
  const ctx = makeContext({ ...attacked.app.app.parts.base, log }, { actor: actorOf(n), requestId: `request_${String(n)}`, signal: new AbortController().signal });
  faults.length = 0;
  const prepared = await prepare(door, request, { transport: 'websocket', ctx });
  if ('errors' in prepared) {
    const errors = prepared.errors.map((error) => formatError(error, ctx).toJSON());
    return { ran: false, request, wrong: [...wrongInErrors(errors), ...leaksIn(JSON.stringify(errors)), ...faults] };
  }
  if (prepared.plan.kind === 'subscription') return { ran: false, request, wrong: [] };
  const { errors = [], data } = await runOperation(door.schema, prepared, ctx);
  return { ran: true, request, wrong: [...wrongInErrors(errors), ...leaksIn(JSON.stringify({ errors, data })), ...faults] };
};

it(`[P3] [B14] ${String(RUNS)} malformed operations are each answered with a code of the list, and leave the memory as it was`, async () => {
  const failures: unknown[] = [];
  let ran = 0;
  let middle = 0;
  for (let n = 0; n < RUNS && failures.length < 10; n += 1) {
    const judged = await attack(n).catch((error: unknown) => ({ ran: false, wrong: [`it threw ${error instanceof Error ? String(error.stack) : String(error)}`], request: null }));
    if (judged.ran) ran += 1;
    if (judged.wrong.length > 0) failures.push({ seed: SEED, n, ...judged });
    if (n === Math.floor(RUNS / 2)) middle = heapInUse();
  }
  const grown = heapInUse() - middle;
  expect(failures).toEqual([]);
  // As many were let in as it takes to attack what lies behind the door too.
  expect(ran).toBeGreaterThan(RUNS / 5);
  expect({ seed: SEED, grown: Math.max(grown - HEAP_GROWTH_MAX, 0) }).toEqual({ seed: SEED, grown: 0 });
  const { token, teamId } = await attacked.app.signUp();
  expect((await attacked.app.ask('{ viewer { team { id } } }', {}, token)).viewer).toEqual({ team: { id: teamId } });
}, PATIENCE_MS);
