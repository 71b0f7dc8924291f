import { formatError } from '../../src/graphql/format-error.ts';
import { prepare, type GraphRequest } from '../../src/graphql/prepare.ts';
import type { Actor } from '../../src/shared/actor.ts';
import type { Context } from '../../src/shared/context.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { wholeDoor } from './attacked-app.ts';
import { breakRequest } from './break-request.ts';
import { heapInUse } from './heap.ts';
import { leaksIn, wrongInErrors } from './judge-answer.ts';
import { randomOf } from './random.ts';
import { writeOperation } from './write-operation.ts';

/** `FUZZ_RUNS=100000 npm test -- test/attack` is the long run; `FUZZ_SEED` leads to the same requests again. */
const RUNS = Number(process.env.FUZZ_RUNS ?? '10000');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
/** How far the heap may be up at the end from where it was in the middle, in bytes: caches are full by then. */
const HEAP_GROWTH_MAX = 24 * 1024 * 1024;

const PATIENCE_MS = 600_000;

const door = wholeDoor();
const faults: string[] = [];
const actors: readonly Actor[] = [{ kind: 'STRANGER' }, { kind: 'USER', teamId: 'team_1', id: 'user_1', name: 'Olga', email: 'olga@example.com', role: 'OWNER', sessionId: 'session_1' }];
const base = { requestId: 'request_1', clock: { now: () => new Date(0) }, log: createLogger('error', { write: (line) => { faults.push(line); } }), signal: new AbortController().signal, parts: {} } as Omit<Context, 'actor'>;

const attack = async (n: number): Promise<{ refused: boolean; wrong: string[]; request: GraphRequest }> => {
  const random = randomOf(SEED, n);
  const request = breakRequest(random, writeOperation(random, { schema: door.schema, ids: ['lead_01jd0000000000000000000000'] })) as GraphRequest;
  const ctx = { ...base, actor: actors[n % actors.length] } as Context;
  const prepared = await prepare(door, request, { transport: random.pick(['http', 'websocket', 'sse', 'multipart']), ctx });
  if (!('errors' in prepared)) return { refused: false, request, wrong: [] };
  const errors = prepared.errors.map((error) => formatError(error, ctx).toJSON());
  return { refused: true, request, wrong: [...(errors.length === 0 ? ['refused without a word'] : []), ...wrongInErrors(errors), ...leaksIn(JSON.stringify(errors)), ...faults.splice(0)] };
};

it(`[P3] [B14] ${String(RUNS)} malformed operations are let in or refused with a code of the list, and leave the memory as it was`, async () => {
  const failures: unknown[] = [];
  let refused = 0;
  let middle = 0;
  for (let n = 0; n < RUNS && failures.length < 10; n += 1) {
    const judged = await attack(n).catch((error: unknown) => ({ refused: true, wrong: [`it threw ${error instanceof Error ? String(error.stack) : String(error)}`], request: null }));
    if (judged.refused) refused += 1;
    if (judged.wrong.length > 0) failures.push({ seed: SEED, n, ...judged });
    if (n === Math.floor(RUNS / 2)) middle = heapInUse();
  }
  const grown = heapInUse() - middle;
  expect(failures).toEqual([]);
  expect(refused).toBeGreaterThan(RUNS / 2);
  expect({ seed: SEED, grown: Math.max(grown - HEAP_GROWTH_MAX, 0) }).toEqual({ seed: SEED, grown: 0 });
}, PATIENCE_MS);
