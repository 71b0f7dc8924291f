import { once } from '../../src/database/once.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';

let parts: TestParts;
let ctx: TeamContext;

beforeAll(async () => {
  parts = await openTestParts();
  ctx = await parts.team();
});
afterAll(() => parts.close());

/** Calls once in a transaction of its own; `made` counts how often the work was done. */
const counter = () => {
  let made = 0;
  const call = (key: string | null, request: unknown = { name: 'Ada' }, caller: TeamContext = ctx, operation = 'createLead') =>
    inTransaction(caller, (tx) => once(tx, { key, operation, request }, () => Promise.resolve(`lead_${(made += 1)}`)));
  return { call, made: () => made };
};

describe('once', () => {
  it('answers a repeated call with the first result [C2]', async () => {
    const { call, made } = counter();
    await expect(call('key-1', { name: 'Ada', tags: { a: 1, b: 2 } })).resolves.toBe('lead_1');
    await expect(call('key-1', { tags: { b: 2, a: 1 }, name: 'Ada' })).resolves.toBe('lead_1');
    expect(made()).toBe(1);
  });

  it('does the work each time where there is no key [C2]', async () => {
    const { call } = counter();
    await expect(Promise.all([call(null), call(null)])).resolves.toHaveLength(2);
    await expect(call(null)).resolves.toBe('lead_3');
  });

  it('does the work once for twenty calls at the same time [C2]', async () => {
    const { call, made } = counter();
    const results = await Promise.all(Array.from({ length: 20 }, () => call('key-parallel')));
    expect(new Set(results)).toEqual(new Set(['lead_1']));
    expect(made()).toBe(1);
  });

  it('refuses a key that is used for another request [C2]', async () => {
    const { call, made } = counter();
    await call('key-2', { name: 'Ada' });
    await expect(call('key-2', { name: 'Ben' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }] });
    expect(made()).toBe(1);
  });

  it('keeps callers, operations and teams apart [C2]', async () => {
    const { call } = counter();
    const other: TeamContext = { ...ctx, actor: { kind: 'SYSTEM', teamId: ctx.actor.teamId, job: 'another' } };
    await expect(call('key-3')).resolves.toBe('lead_1');
    await expect(call('key-3', { name: 'Ada' }, other)).resolves.toBe('lead_2');
    await expect(call('key-3', { name: 'Ada' }, ctx, 'createForm')).resolves.toBe('lead_3');
    await expect(call('key-3', { name: 'Ada' }, await parts.team())).resolves.toBe('lead_4');
  });

  it('forgets what was rolled back, so that the next call does the work [C2]', async () => {
    const failing = inTransaction(ctx, (tx) => once(tx, { key: 'key-4', operation: 'createLead', request: {} }, () => Promise.reject(new Error('no'))));
    await expect(failing).rejects.toThrow('no');
    const { call } = counter();
    await expect(call('key-4', {})).resolves.toBe('lead_1');
  });

  it('holds for 24 hours, then a key is new again and old ones are removed [C2]', async () => {
    const { call } = counter();
    await call('key-5');
    const after = (ms: number): TeamContext => ({ ...ctx, clock: { now: () => new Date(Date.now() + ms) } });
    const day = 24 * 60 * 60 * 1_000;
    await expect(call('key-5', { name: 'Ada' }, after(day - 60_000))).resolves.toBe('lead_1');
    await expect(call('key-5', { name: 'Ben' }, after(day + 60_000))).resolves.toBe('lead_2');
    const left = await inTransaction(ctx, ({ em }) => em.execute<{ key: string }[]>('select key from idempotency_keys where expires_at < ?', [after(day + 60_000).clock.now()]));
    expect(left).toEqual([]);
  });

  it.each([['is empty', '', 'REQUIRED'], ['is too long', 'x'.repeat(201), 'TOO_LONG'], ['holds NUL', 'a\0b', 'NOT_TEXT']])('refuses a key that %s [C9]', async (_, key, code) => {
    await expect(counter().call(key)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'idempotencyKey', code }] });
  });
});
