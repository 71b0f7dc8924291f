import { startApp, type Session, type TestApp } from '../../support/app.ts';
import { joinTeam } from '../account/join-team.ts';

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterAll(() => app.stop());

const keyWith = async (...scopes: string[]): Promise<string> =>
  (await app.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: 'k', scopes } }, owner.token)).createApiKey.secret as string;
const codeOf = async (document: string, input: Record<string, unknown>, token: string) =>
  (await app.graphql(document, { input }, token)).errors[0]?.extensions.code as string | undefined;
const invite = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { cursor } }';
const update = 'mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { cursor } }';
const remove = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { cursor } }';

const memberIdOf = async ({ email }: Session): Promise<string> =>
  (await app.ask('query ($search: String) { viewer { team { members(search: $search) { nodes { id } } } } }', { search: email }, owner.token)).viewer.team.members.nodes[0].id as string;

describe('a key that manages members and may do nothing else', () => {
  it('[A3] [A5] gives no role that may do more than itself, so it cannot become an ADMIN through somebody', async () => {
    const narrow = await keyWith('members:manage');
    for (const role of ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'])
      expect({ role, code: await codeOf(invite, { email: `guest-${role}@example.com`, role }, narrow) }).toEqual({ role, code: 'FORBIDDEN' });
    const viewer = await memberIdOf(await joinTeam(app, owner, 'VIEWER'));
    expect(await codeOf(update, { id: viewer, role: 'ADMIN' }, narrow)).toBe('FORBIDDEN');
    const admin = await memberIdOf(await joinTeam(app, owner, 'ADMIN'));
    expect(await codeOf(update, { id: admin, role: 'VIEWER' }, narrow)).toBe('FORBIDDEN');
    expect(await codeOf(remove, { id: admin }, narrow)).toBe('FORBIDDEN');
  });

  it('[A3] [A5] gives and takes the roles that are within its own scopes', async () => {
    const tasks = await keyWith('members:manage', 'tasks:read');
    expect(await codeOf(invite, { email: 'fitter@example.com', role: 'CONTRACTOR' }, tasks)).toBeUndefined();
    const contractor = await memberIdOf(await joinTeam(app, owner, 'CONTRACTOR'));
    expect(await codeOf(remove, { id: contractor }, tasks)).toBeUndefined();
    expect(await codeOf(invite, { email: 'seller@example.com', role: 'SALES' }, tasks)).toBe('FORBIDDEN');
  });
});

describe('the people of a team by their ids', () => {
  it('[A3] are there for those who see leads or manage members, and everyone is there for itself', async () => {
    const contractor = await joinTeam(app, owner, 'CONTRACTOR', 'Cora');
    const node = async (id: string, token: string) => (await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, token)).errors[0]?.extensions.code as string | undefined;
    expect(await node(owner.userId, contractor.token)).toBe('NOT_FOUND');
    expect(await node(contractor.userId, contractor.token)).toBeUndefined();
    expect(await node(owner.userId, await keyWith('forms:read'))).toBe('NOT_FOUND');
    expect(await node(contractor.userId, owner.token)).toBeUndefined();
  });
});
