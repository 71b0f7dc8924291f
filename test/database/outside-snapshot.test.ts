import { inSnapshot, outsideSnapshot, shareSnapshot } from '../../src/database/in-snapshot.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());

const heads = (ctx: TeamContext) =>
  inSnapshot(ctx, async ({ em }) => (await em.execute<{ head: string | number }[]>('select head from team_streams')).map(({ head }) => Number(head)));
const write = (ctx: TeamContext, head: number) =>
  inTransaction(ctx, ({ em, actor }) => em.execute('insert into team_streams (team_id, head, min_seq) values (?, ?, 1) on conflict (team_id) do update set head = excluded.head', [actor.teamId, head]));

describe('work outside of the snapshot that an operation shares', () => {
  it('makes the reads of the operation wait, and they see what it wrote', async () => {
    const ctx = await parts.team();
    const { end } = shareSnapshot(ctx);
    expect(await heads(ctx)).toEqual([]);
    const answer = Promise.withResolvers<undefined>();
    const outside = outsideSnapshot(ctx, async (own) => {
      await answer.promise;
      await write(own, 7);
      return heads(own);
    });
    const read = heads(ctx);
    answer.resolve(undefined);
    expect(await outside).toEqual([7]);
    expect(await read).toEqual([7]);
    await end();
  });

  it('lets a read go on that has begun, also where it reads again', async () => {
    const ctx = await parts.team();
    const { end } = shareSnapshot(ctx);
    const begun = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const reading = inSnapshot(ctx, async () => {
      begun.resolve(undefined);
      await goOn.promise;
      return heads(ctx);
    });
    await begun.promise;
    const outside = outsideSnapshot(ctx, (own) => write(own, 3));
    goOn.resolve(undefined);
    expect(await reading).toEqual([]);
    await outside;
    expect(await heads(ctx)).toEqual([3]);
    await end();
  });

  it('is opened to reads again when it fails', async () => {
    const ctx = await parts.team();
    const { end } = shareSnapshot(ctx);
    await expect(outsideSnapshot(ctx, () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(await heads(ctx)).toEqual([]);
    await end();
  });

  it('never waits for its own operation, however many write and read in it at once', async () => {
    const ctx = await parts.team();
    const { end } = shareSnapshot(ctx);
    const work = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? write(ctx, index) : heads(ctx)));
    await Promise.all(work);
    // Whichever of the writes was the last to commit.
    const [head] = await heads(ctx);
    expect((head ?? -1) % 2).toBe(0);
    await end();
  });
});
