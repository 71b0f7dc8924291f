import type { Role } from '../../../src/shared/actor.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { auditOf, call, headOf, invited, mailTo, membershipEvents, newAddress, password, type Guest } from './member-door.ts';

let app: TestApp;
let owner: Session;
let ownId: string;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());
beforeEach(async () => {
  owner = await app.signUp();
  const { viewer } = await app.ask('{ viewer { team { members { nodes { id } } } } }', {}, owner.token);
  ownId = viewer.team.members.nodes[0].id;
});

const update = (input: Record<string, unknown>, token = owner.token) => call(app, 'updateMember', input, token);
const remove = (id: string, token = owner.token) => call(app, 'removeMember', { id }, token);
const roleOf = async ({ token }: Session) => (await app.graphql('{ viewer { role } }', {}, token)).data?.viewer?.role as Role | undefined;
const others = ['SALES', 'VIEWER', 'CONTRACTOR'] as const;

describe('another role', () => {
  it('[A13] counts at once in the session that goes on, and closes what is open with the old one', async () => {
    const guest = await invited(app, owner, 'SALES');
    const stream = await app.subscribe(guest.token, 'subscription { leadUpdated { cursor } }');
    const from = await headOf(app, owner.token);
    const { result } = await update({ id: guest.memberId, role: 'VIEWER' });
    expect(result).toMatchObject({ member: { id: guest.memberId, role: 'VIEWER', status: 'ACTIVE', user: { id: guest.userId } } });
    await until('the socket is closed', () => stream.error() !== undefined);
    expect(await roleOf(guest)).toBe('VIEWER');
    expect((await app.graphql('mutation { createLead(input: { name: "Ada" }) { cursor } }', {}, guest.token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await membershipEvents(app, owner.token, from)).toMatchObject([{ change: 'UPDATED', memberId: guest.memberId, userId: guest.userId, role: 'VIEWER', cursor: result.cursor }]);
    expect((await auditOf(app, owner.token, guest.memberId))[0]).toMatchObject({ action: 'member.role_changed', data: { from: 'SALES', to: 'VIEWER' } });
  });

  it('[A13] twice, or no change at all, announces nothing', async () => {
    const guest = await invited(app, owner, 'SALES');
    await update({ id: guest.memberId, role: 'ADMIN' });
    const from = await headOf(app, owner.token);
    expect((await update({ id: guest.memberId, role: 'ADMIN' })).result.cursor).toBe(from);
    expect((await update({ id: guest.memberId })).result.cursor).toBe(from);
    expect((await update({ id: guest.memberId, role: null })).code).toBe('BAD_USER_INPUT');
  });

  it('[A13] is for OWNER and ADMIN; only an OWNER makes or unmakes an OWNER', async () => {
    const [guest, admin] = [await invited(app, owner, 'SALES'), await invited(app, owner, 'ADMIN')];
    expect((await call(app, 'updateMember', { id: guest.memberId, role: 'ADMIN' })).code).toBe('UNAUTHENTICATED');
    for (const role of others) {
      const one = await invited(app, owner, role);
      for (const id of [guest.memberId, one.memberId, 'member_nowhere']) expect((await update({ id, role: 'ADMIN' }, one.token)).code).toBe('FORBIDDEN');
    }
    expect((await update({ id: guest.memberId, role: 'OWNER' }, admin.token)).code).toBe('FORBIDDEN');
    expect((await update({ id: admin.memberId, role: 'OWNER' }, admin.token)).code).toBe('FORBIDDEN');
    expect((await update({ id: ownId, role: 'VIEWER' }, admin.token)).code).toBe('FORBIDDEN');
    expect((await update({ id: guest.memberId, role: 'VIEWER' }, admin.token)).code).toBeUndefined();
    expect((await update({ id: guest.memberId, role: 'OWNER' })).code).toBeUndefined();
  });

  it('[A13] leaves the last OWNER what it is', async () => {
    const { error } = await update({ id: ownId, role: 'ADMIN' });
    expect(error?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: ownId, role: 'OWNER' } });
    const heir = await invited(app, owner, 'OWNER');
    expect((await update({ id: ownId, role: 'ADMIN' })).code).toBeUndefined();
    expect((await remove(heir.memberId, heir.token)).code).toBe('CONFLICT');
  });

  it('[A13] reaches no member of another team', async () => {
    const stranger = await app.signUp('Stranger');
    const guest = await invited(app, owner, 'SALES');
    for (const id of [guest.memberId, 'member_01h455vb4pex5vsknk084sn02q', 'nonsense', 'member_\0', '']) {
      expect((await update({ id, role: 'ADMIN' }, stranger.token)).error).toMatchObject({ message: 'Member not found', extensions: { code: 'NOT_FOUND' } });
      expect((await remove(id, stranger.token)).error).toMatchObject({ message: 'Member not found', extensions: { code: 'NOT_FOUND' } });
    }
    expect(await roleOf(guest)).toBe('SALES');
  });

  it('[A13] external ids are unique in the team, and null clears one', async () => {
    const [one, other] = [await invited(app, owner, 'SALES'), await invited(app, owner, 'SALES')];
    expect((await update({ id: one.memberId, externalId: 'hr-1' })).result.member).toMatchObject({ externalId: 'hr-1', role: 'SALES' });
    expect((await update({ id: other.memberId, externalId: 'hr-1' })).error?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: one.memberId } });
    expect((await update({ id: one.memberId, externalId: null })).result.member.externalId).toBeNull();
    expect((await update({ id: other.memberId, externalId: 'hr-1' })).code).toBeUndefined();
  });
});

describe('removing', () => {
  const isOut = async ({ token }: Session) => expect((await app.graphql('{ viewer { role } }', {}, token)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');

  it('[A13] ends sessions and sockets at once, keeps the names, and leaves other teams alone', async () => {
    const guest = await invited(app, owner, 'SALES', 'Grace Hopper');
    const { createLead } = await app.ask('mutation ($ownerId: ID) { createLead(input: { name: "Ada", ownerId: $ownerId }) { lead { id } } }', { ownerId: guest.userId }, owner.token);
    const elsewhere = await app.signUp('Elsewhere');
    await call(app, 'inviteMember', { email: guest.email, role: 'VIEWER' }, elsewhere.token);
    const second = await call(app, 'acceptInvitation', { token: (await mailTo(app, guest.email, 2)).token, name: '', password });
    const stream = await app.subscribe(guest.token, 'subscription { leadUpdated { cursor } }');

    const from = await headOf(app, owner.token);
    const { result } = await remove(guest.memberId);
    expect(result.member).toMatchObject({ id: guest.memberId, status: 'REMOVED', email: guest.email });
    await until('the socket is closed', () => stream.error() !== undefined);
    await isOut(guest);
    const refused = await app.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: guest.email, password, teamId: guest.teamId } });
    expect(refused.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await roleOf({ ...guest, token: second.result.accessToken })).toBe('VIEWER');

    expect(await membershipEvents(app, owner.token, from)).toMatchObject([{ change: 'REMOVED', memberId: guest.memberId, userId: guest.userId, cursor: result.cursor }]);
    expect((await auditOf(app, owner.token, guest.memberId))[0]).toMatchObject({ action: 'member.removed' });
    const { lead } = await app.ask('query ($id: ID!) { lead(id: $id) { owner { id name } } }', { id: createLead.lead.id }, owner.token);
    expect(lead.owner).toEqual({ id: guest.userId, name: 'Grace Hopper' });
  });

  it('[A13] twice changes nothing, and a removed member takes no changes', async () => {
    const guest = await invited(app, owner, 'SALES');
    await remove(guest.memberId);
    const from = await headOf(app, owner.token);
    expect(await remove(guest.memberId)).toMatchObject({ code: undefined, result: { cursor: from, member: { status: 'REMOVED' } } });
    expect((await update({ id: guest.memberId, role: 'ADMIN' })).error?.extensions).toMatchObject({ code: 'CONFLICT', current: { status: 'REMOVED' } });
  });

  it('[A13] can be followed by another invitation; old sessions stay ended', async () => {
    const guest = await invited(app, owner, 'SALES');
    await remove(guest.memberId);
    const again = await call(app, 'inviteMember', { email: guest.email, role: 'VIEWER' }, owner.token);
    expect(again.result.member).toMatchObject({ id: guest.memberId, status: 'INVITED', role: 'VIEWER', user: null, joinedAt: null });
    await isOut(guest);
    const joined = await call(app, 'acceptInvitation', { token: (await mailTo(app, guest.email, 2)).token, name: '', password });
    expect(joined.result.viewer).toMatchObject({ user: { id: guest.userId }, role: 'VIEWER' });
    await isOut(guest);
  });

  it('[A13] is for OWNER and ADMIN, an OWNER for an OWNER; everyone may leave', async () => {
    const [guest, admin] = [await invited(app, owner, 'SALES'), await invited(app, owner, 'ADMIN')];
    expect((await call(app, 'removeMember', { id: guest.memberId })).code).toBe('UNAUTHENTICATED');
    for (const role of others) {
      const one = await invited(app, owner, role);
      for (const id of [guest.memberId, ownId, 'member_nowhere']) expect((await remove(id, one.token)).code).toBe('FORBIDDEN');
      expect((await remove(one.memberId, one.token)).result.member.status).toBe('REMOVED');
      await isOut(one);
    }
    expect((await remove(ownId, admin.token)).code).toBe('FORBIDDEN');
    expect((await remove(guest.memberId, admin.token)).code).toBeUndefined();
    expect((await remove(ownId)).error?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: ownId, role: 'OWNER', status: 'ACTIVE' } });
  });

  it('[A13] leaves one OWNER of two who remove each other, or themselves, at the same time', async () => {
    const pairs: [Guest | Session, string][][] = [];
    for (const crossed of [true, false]) {
      owner = await app.signUp();
      const { viewer } = await app.ask('{ viewer { team { members { nodes { id } } } } }', {}, owner.token);
      const firstId = viewer.team.members.nodes[0].id as string;
      const heir = await invited(app, owner, 'OWNER');
      pairs.push(crossed ? [[owner, heir.memberId], [heir, firstId]] : [[owner, firstId], [heir, heir.memberId]]);
    }
    for (const pair of pairs) {
      await Promise.all(pair.map(([who, whom]) => remove(whom, who.token)));
      const left = (await Promise.all(pair.map(([who]) => roleOf(who)))).filter((role) => role === 'OWNER');
      expect(left).toEqual(['OWNER']);
    }
  });

  it('[A13] withdraws an invitation, after which the address is free', async () => {
    const email = newAddress();
    const { result } = await call(app, 'inviteMember', { email, role: 'SALES', externalId: 'hr-9' }, owner.token);
    expect((await remove(result.member.id)).result.member).toMatchObject({ status: 'REMOVED', email, externalId: null });
    expect((await call(app, 'inviteMember', { email, role: 'SALES', externalId: 'hr-9' }, owner.token)).code).toBeUndefined();
  });
});
