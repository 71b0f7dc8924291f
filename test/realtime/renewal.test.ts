import { addNotes } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
let client: RawClient;
beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
afterEach(() => { client.close(); });

const inMs = (ms: number) => new Date(Date.now() + ms);
const greetedUntil = async (teamId: string, expiresAt: Date) => { client = await RawClient.greeted(doors.wsUrl, tokenFor(teamId, { expiresAt })); };
const renew = (token: string) => { client.send({ type: 'ping', payload: { auth: token } }); };

describe('a token that is renewed in its socket', () => {
  it('[B18] holds from then on, without a gap in what is open', async () => {
    const ctx = await doors.team();
    const [first, second] = [inMs(6_000), inMs(60_000)];
    await greetedUntil(ctx.actor.teamId, first);
    client.subscribe('1', 'subscription { noteAdded { text } }', { extensions: { resume: true } });
    await client.next('1');
    expect((await client.frame('ping')).payload).toEqual({ auth: { expiresAt: first.toISOString() } });
    renew(tokenFor(ctx.actor.teamId, { expiresAt: second }));
    expect((await client.frame('pong')).payload).toEqual({ auth: { expiresAt: second.toISOString() } });
    // A second socket whose token ends at the same time is closed: the end of the first token is past then.
    const other = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId, { expiresAt: first }));
    expect((await other.closed()).reason).toBe('Token expired');
    await addNotes(ctx, { text: 'later' });
    expect((await client.next('1')).data).toEqual({ noteAdded: { text: 'later' } });
  });

  it.each([
    ['a bad one', () => 'bad', 'Invalid authentication token'],
    ['one of another person', (teamId: string) => tokenFor(teamId, { id: 'user_eve' }), 'The token is that of somebody else: connect again'],
    ['one of another team', () => tokenFor('team_other'), 'The token is that of somebody else: connect again'],
    ['one with other rights', (teamId: string) => tokenFor(teamId, { role: 'VIEWER' }), 'The token is that of somebody else: connect again'],
  ])('[B17] [B18] closes the socket with 4403 where it is %s', async (_, token, reason) => {
    const ctx = await doors.team();
    await greetedUntil(ctx.actor.teamId, inMs(60_000));
    renew(token(ctx.actor.teamId));
    expect(await client.closed()).toEqual({ code: 4403, reason });
  });

  it('[B1] is nothing special before the greeting, nor is a ping without one after it', async () => {
    client = await RawClient.open(doors.wsUrl);
    client.send({ type: 'ping', payload: { auth: 'anything' } });
    expect((await client.frame('pong')).payload).toEqual({ auth: 'anything' });
    client.send({ type: 'connection_init', payload: { token: tokenFor('team_x') } });
    await client.frame('connection_ack');
    client.send({ type: 'ping', payload: { auth: { no: 'text' } } });
    expect((await client.frame('pong')).payload).toEqual({ auth: { no: 'text' } });
  });
});
