import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes, probe } from './notes.ts';
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

describe('a field that is declared personal', () => {
  it.each(['{ text reader }', '{ ... on Event { ... on NoteEvent { reader } } text }'])('[A4] is executed for each person apart, as that person: %s', async (selection) => {
    const [one, again, two] = [await member('user_one'), await member('user_one'), await member('user_two')];
    for (const client of [one, again, two]) {
      client.subscribe('1', `subscription { noteAdded ${selection} }`, { extensions: { resume: true } });
      await client.next();
    }
    expect(doors.realtime.groups()).toBe(2);
    probe.textsResolved = 0;
    await addNotes(ctx, { text: 'n' });
    for (const [client, id] of [[one, 'user_one'], [again, 'user_one'], [two, 'user_two']] as const)
      expect(await client.next()).toMatchObject({ data: { noteAdded: { text: 'n', reader: `Name of ${id}` } } });
    expect(probe.textsResolved).toBe(2);
  });
});
