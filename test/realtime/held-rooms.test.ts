import type { Authenticate } from '../../src/graphql/authenticate.ts';
import { addNotes } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, type Doors } from './start-doors.ts';
import { until } from '../support/until.ts';

/** Who shows the token `slow` is looked at when the test says so. */
const looks: (() => void)[] = [];
const authenticate: Authenticate = async (_ctx, { secret: token }) => {
  const [good = '', teamId = '', id = ''] = token.split('|');
  if (good === 'slow') await new Promise<void>((resolve) => { looks.push(resolve); });
  return { expiresAt: null, actor: { kind: 'USER', teamId, id, role: 'ADMIN', name: 'N', email: 'n@example.com', sessionId: `session_of_${id}` } };
};

let doors: Doors;
beforeAll(async () => { doors = await startDoors({ authenticate }); });
afterAll(() => doors.stop());

it('[C11] goes on for everybody when somebody who renews is gone before the new token was looked at', async () => {
  const team = await doors.team();
  const { teamId } = team.actor;
  const stays = await RawClient.greeted(doors.wsUrl, `fast|${teamId}|user_ada`);
  stays.subscribe('s', 'subscription { noteAdded { text } }', { extensions: { resume: true } });
  await stays.next('s');
  for (let time = 0; time < 2; time += 1) {
    const leaves = await RawClient.greeted(doors.wsUrl, `fast|${teamId}|user_bob`);
    leaves.send({ type: 'ping', payload: { auth: `slow|${teamId}|user_bob` } });
    const look = await until('the token is looked at', () => looks.pop());
    leaves.close();
    await until('the socket is gone', () => doors.realtime.sockets() === 1);
    look();
  }
  await until('both renewals are over', () => looks.length === 0);
  await addNotes(team, { text: 'for who stays' });
  expect((await stays.next('s')).data).toEqual({ noteAdded: { text: 'for who stays' } });
  stays.close();
});
