import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { call, invited, mailTo, newAddress, password, type Guest } from './member-door.ts';

const list = `query ($first: Int, $after: String, $role: [Role!], $search: String) {
  viewer { team { members(first: $first, after: $after, role: $role, search: $search) { totalCount nodes { id email role } pageInfo { hasNextPage hasPreviousPage endCursor } } } }
}`;

let app: TestApp;
let owner: Session;
let sales: Guest;
let viewer: Guest;
let pending: string;
beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp('Olga Owner');
  sales = await invited(app, owner, 'SALES', 'Grace 100% Hopper');
  viewer = await invited(app, owner, 'VIEWER', 'Vera');
  pending = newAddress('pending');
  await call(app, 'inviteMember', { email: pending, role: 'SALES', name: 'Penny' }, owner.token);
  const gone = await invited(app, owner, 'SALES', 'Gone');
  await call(app, 'removeMember', { id: gone.memberId }, owner.token);
});
afterAll(() => app.stop());

const members = async (variables: Json, token = owner.token) => (await app.ask(list, variables, token)).viewer.team.members as Json;
const emails = async (variables: Json, token?: string) => ((await members(variables, token)).nodes as Json[]).map(({ email }) => email as string);

it('[A13] lists invited and active members in the order of their coming, page by page', async () => {
  expect(await emails({})).toEqual([owner.email, sales.email, viewer.email, pending]);
  const first = await members({ first: 3 });
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  const rest = await members({ first: 3, after: first.pageInfo.endCursor });
  expect(rest).toMatchObject({ totalCount: 4, nodes: [{ email: pending }], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  for (const bad of [{ first: 0 }, { first: 101 }, { after: 'nonsense' }]) expect((await app.graphql(list, bad, owner.token)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

it('[A13] finds by role, and by a part of name or address that means itself', async () => {
  expect(await emails({ role: ['SALES', 'VIEWER'] })).toEqual([sales.email, viewer.email, pending]);
  expect(await emails({ role: [] })).toEqual([]);
  expect(await emails({ search: 'hOPPER' })).toEqual([sales.email]);
  expect(await emails({ search: '100%' })).toEqual([sales.email]);
  expect(await emails({ search: '%' })).toEqual([sales.email]);
  expect(await emails({ search: '_era' })).toEqual([]);
  expect(await emails({ search: 'PENNY' })).toEqual([pending]);
  expect(await emails({ search: pending.slice(0, 12) })).toEqual([pending]);
  expect((await members({ search: 'vera' })).totalCount).toBe(1);
  for (const search of ['x'.repeat(201), 'a\0']) expect((await app.graphql(list, { search }, owner.token)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

it('[A13] shows everyone else themselves alone, in the list and as a node', async () => {
  const node = 'query ($id: ID!) { node(id: $id) { ... on Member { email user { name } } } }';
  for (const guest of [sales, viewer]) {
    expect(await members({}, guest.token)).toMatchObject({ totalCount: 1, nodes: [{ id: guest.memberId }] });
    expect((await app.ask(node, { id: guest.memberId }, guest.token)).node.email).toBe(guest.email);
  }
  expect((await app.graphql(node, { id: sales.memberId }, viewer.token)).errors[0]).toMatchObject({ message: 'Member not found', extensions: { code: 'NOT_FOUND' } });
  expect((await app.ask(node, { id: sales.memberId }, owner.token)).node).toEqual({ email: sales.email, user: { name: 'Grace 100% Hopper' } });
});

it('[A13] shows nothing of another team', async () => {
  const stranger = await app.signUp('Stranger');
  expect(await emails({}, stranger.token)).toEqual([stranger.email]);
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect((await app.graphql(node, { id: sales.memberId }, stranger.token)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  // A person of two teams reads the members of the one that the session is in.
  await call(app, 'inviteMember', { email: stranger.email, role: 'ADMIN' }, owner.token);
  await call(app, 'acceptInvitation', { token: (await mailTo(app, stranger.email)).token, name: '', password });
  const { data, errors } = await app.graphql('{ viewer { teams { id members { totalCount } } } }', {}, stranger.token);
  expect(data?.viewer.teams).toEqual([{ id: stranger.teamId, members: { totalCount: 1 } }, { id: owner.teamId, members: null }]);
  expect(errors.map(({ message, path, extensions }) => [message, path, extensions.code])).toEqual([['Team not found', ['viewer', 'teams', 1, 'members'], 'NOT_FOUND']]);
});
