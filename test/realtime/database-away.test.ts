import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
let clients: RawClient[];

beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
beforeEach(async () => {
  clients = [];
  ctx = await doors.team();
});
afterEach(() => { for (const client of clients) client.close(); });

const member = async (id: string) => {
  const client = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId, { id }));
  clients.push(client);
  return client;
};

describe('a database that is away for a while', () => {
  it('[B9] ends no stream: what was missed is read when it is back', async () => {
    const connection = doors.base.parts.database.orm.em.getDriver().getConnection();
    const execute = connection.execute.bind(connection);
    const cursor = await addNotes(ctx, { text: 'seen' });
    await addNotes(ctx, { text: 'missed' });
    let refused = 0;
    connection.execute = (...args) => {
      if (typeof args[0] !== 'string' || !args[0].includes('from team_events') || refused === 2) return execute(...args);
      refused += 1;
      return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    };
    const client = await member('user_ada');
    client.subscribe('1', 'subscription { noteAdded { text } }', { extensions: { after: cursor } });
    expect((await client.next('1')).data).toEqual({ noteAdded: { text: 'missed' } });
    connection.execute = execute;
    expect(refused).toBe(2);
  });
});
