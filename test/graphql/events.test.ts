import { inSystem } from '../../src/database/in-system.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes } from '../realtime/notes.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { post, startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
beforeEach(async () => { ctx = await doors.team(); });

interface Page {
  nodes: { id: string; cursor: string; publishedAt: string | null; text: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  endCursor: string;
}

const query = `query ($after: Cursor!, $first: Int, $types: [EventType!]) { events(after: $after, first: $first, types: $types) {
  nodes { id cursor publishedAt ... on NoteEvent { text } } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } endCursor } }`;

const poll = async (variables: Record<string, unknown>, role: 'ADMIN' | 'SALES' = 'ADMIN') => {
  const { body } = await post(doors, { query, variables }, { authorization: `Bearer ${tokenFor(ctx.actor.teamId, { role })}` });
  return { page: body.data?.['events'] as Page, error: body.errors?.[0] };
};
const at = (seq: number) => `${doors.base.parts.streams.epoch}:${String(seq)}`;
const textsOf = ({ nodes }: Page) => nodes.map(({ text }) => text);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ text: String(index + 1) }));

describe('the event log by polling', () => {
  it('starts at streamHead and gives what happens from then on', async () => {
    await addNotes(ctx, { text: 'before' });
    const { body } = await post(doors, { query: '{ streamHead }' }, { authorization: `Bearer ${tokenFor(ctx.actor.teamId)}` });
    expect(body.data).toEqual({ streamHead: at(1) });
    await addNotes(ctx, { text: 'after' });
    const { page } = await poll({ after: at(1) });
    expect(textsOf(page)).toEqual(['after']);
    expect(page.nodes[0]?.publishedAt).toBeNull();
    expect(page.edges).toEqual([{ cursor: at(2), node: { id: page.nodes[0]?.id } }]);
    expect(page).toMatchObject({ endCursor: at(2), pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: at(2), endCursor: at(2) } });
  });

  it('[B20] gives the same fact the same id as the stream does', async () => {
    const client = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
    client.subscribe('1', 'subscription { noteAdded { id cursor } }', { extensions: { resume: true } });
    await client.next();
    await addNotes(ctx, { text: 'a' });
    const streamed = (await client.next()).data?.['noteAdded'] as { id: string };
    const { page } = await poll({ after: at(0) });
    expect(page.nodes[0]?.id).toBe(streamed.id);
    client.close();
  });

  it('pages through everything, 100 at a time where nothing is said', async () => {
    await addNotes(ctx, ...numbered(250));
    const texts: string[] = [];
    let [after, pages, more] = [at(0), 0, true];
    while (more) {
      const { page } = await poll({ after });
      texts.push(...textsOf(page));
      ({ endCursor: after } = page);
      more = page.pageInfo.hasNextPage;
      pages += 1;
    }
    expect(texts).toEqual(numbered(250).map(({ text }) => text));
    expect(pages).toBe(3);
  });

  it('moves the cursor on where nothing matches, and shows only what may be seen', async () => {
    await addNotes(ctx, { text: 'a', secret: true }, { text: 'b', secret: true });
    const { page } = await poll({ after: at(0) }, 'SALES');
    expect(page).toMatchObject({ nodes: [], endCursor: at(2), pageInfo: { hasNextPage: false, startCursor: null, endCursor: at(2) } });
    expect((await poll({ after: at(0), types: ['NOTE_MOVED'] })).page.nodes).toEqual([]);
    expect(textsOf((await poll({ after: at(0), types: ['NOTE_ADDED'] })).page)).toEqual(['a', 'b']);
  });

  it('stops a search that finds nothing after 5,000 rows, and can go on from there', async () => {
    for (let batch = 0; batch < 6; batch += 1) await addNotes(ctx, ...numbered(1_000));
    const { page } = await poll({ after: at(0), types: ['NOTE_MOVED'] });
    expect(page).toMatchObject({ nodes: [], endCursor: at(5_000), pageInfo: { hasNextPage: true } });
    expect((await poll({ after: page.endCursor, types: ['NOTE_MOVED'] })).page).toMatchObject({ endCursor: at(6_000), pageInfo: { hasNextPage: false } });
  });

  it('[B9] [B14] refuses a cursor that cannot be continued, and a size out of range', async () => {
    await addNotes(ctx, ...numbered(5));
    await inSystem(doors.base, 'retention', ({ em }) => em.execute('update team_streams set min_seq = 4 where team_id = ?', [ctx.actor.teamId]));
    const codes = [];
    for (const variables of [{ after: 'garbage' }, { after: 'other:1' }, { after: at(6) }, { after: at(2) }, { after: at(3), first: 0 }, { after: at(3), first: 501 }]) {
      const { error } = await poll(variables);
      codes.push([error?.extensions['code'], error?.extensions['head'] ?? (error?.extensions['details'] as { field: string }[])[0]?.field]);
    }
    expect(codes).toEqual([
      ['BAD_USER_INPUT', 'after'], ['CURSOR_EXPIRED', at(5)], ['CURSOR_EXPIRED', at(5)], ['CURSOR_EXPIRED', at(5)], ['BAD_USER_INPUT', 'first'], ['BAD_USER_INPUT', 'first'],
    ]);
    expect(textsOf((await poll({ after: at(3), first: 500 })).page)).toEqual(['4', '5']);
  });

  it('[A1] needs a token', async () => {
    const { status, body } = await post(doors, { query: '{ streamHead }' });
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
  });
});
