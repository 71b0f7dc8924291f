import { audienceActor } from '../../src/realtime/audience-actor.ts';
import type { UserActor } from '../../src/shared/actor.ts';
import { audienceOf } from '../../src/shared/audience.ts';

const ada: UserActor = { kind: 'USER', teamId: 'team_1', id: 'user_1', name: 'Ada', email: 'ada@example.com', role: 'SALES', sessionId: 'session_1' };

describe('the actor of a shared execution', () => {
  it('[A4] has the team and the role, and no person that could be read', () => {
    const actor = audienceActor(audienceOf(ada)) as UserActor;
    expect([actor.kind, actor.teamId, actor.role]).toEqual(['USER', 'team_1', 'SALES']);
    for (const fact of ['id', 'name', 'email', 'sessionId'] as const) expect(() => actor[fact]).toThrow(/of the viewer was read/);
    expect(() => ({ ...actor })).toThrow(/of the viewer was read/);
  });

  it('is the same for everyone in the audience', () => {
    const bob = { ...ada, id: 'user_2', name: 'Bob', sessionId: 'session_2' };
    expect(audienceOf(bob)).toEqual(audienceOf(ada));
    expect(audienceOf({ ...ada, role: 'ADMIN' }).key).not.toBe(audienceOf(ada).key);
  });
});
