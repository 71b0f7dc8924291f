import { inTransaction } from '../../../src/database/in-transaction.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { joinTeam } from '../account/join-team.ts';

let app: TestApp;
let ada: Session;
let sales: Session;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
  sales = await joinTeam(app, ada, 'SALES');
});
afterAll(() => app.stop());

const create = async (ownerId: string | null = null): Promise<string> =>
  (await app.ask('mutation ($ownerId: ID) { createLead(input: { name: "x", ownerId: $ownerId }) { lead { id } } }', { ownerId }, ada.token)).createLead.lead.id;
const assign = (input: Json, { token }: Session = ada) =>
  app.graphql('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor lead { version owner { id name } } } }', { input }, token);
const remove = (input: Json, { token }: Session = ada) =>
  app.graphql('mutation ($input: DeleteLeadInput!) { deleteLead(input: $input) { leadId cursor } }', { input }, token);
const head = async () => (await app.ask('{ streamHead }', {}, ada.token)).streamHead;
const codes = ({ errors }: { errors: { extensions: Json }[] }) => errors.map(({ extensions }) => extensions['code']);

describe('assignLead', () => {
  it('hands a lead to a member, or to nobody, and counts the change [C2]', async () => {
    const id = await create();
    expect((await assign({ id, ownerId: sales.userId })).data?.assignLead.lead).toEqual({ version: 2, owner: { id: sales.userId, name: 'SALES' } });
    expect((await assign({ id, ownerId: null, version: 2 })).data?.assignLead.lead).toEqual({ version: 3, owner: null });
    expect((await assign({ id })).data?.assignLead.lead).toEqual({ version: 3, owner: null });
  });

  it('announces nothing where the lead has that owner already [C2]', async () => {
    const id = await create(ada.userId);
    const before = await head();
    expect((await assign({ id, ownerId: ada.userId })).data?.assignLead).toEqual({ cursor: before, lead: { version: 1, owner: { id: ada.userId, name: 'Ada' } } });
    await expect(head()).resolves.toBe(before);
  });

  it('refuses a stale version and shows the lead as it is [C2]', async () => {
    const id = await create();
    await assign({ id, ownerId: sales.userId });
    const { errors } = await assign({ id, ownerId: ada.userId, version: 1 });
    expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: { id, version: 2, ownerId: sales.userId, owner: { name: 'SALES' } } });
  });

  it('gives leads to nobody who could not work on them [A3]', async () => {
    const id = await create();
    const viewer = await joinTeam(app, ada, 'VIEWER');
    const removed = await joinTeam(app, ada, 'SALES', 'Removed');
    await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: ada.teamId, job: 'test' } }, ({ em }) =>
      em.execute("update members set status = 'REMOVED' where user_id = ?", [removed.userId]));
    const stranger = await app.signUp('Stranger');
    for (const ownerId of [viewer.userId, removed.userId, stranger.userId, 'user_nobody']) {
      const { errors } = await assign({ id, ownerId });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: [{ field: 'ownerId', code: 'OWNER_INVALID' }] });
    }
  });

  it('keeps the name of an owner who has left the team [C1]', async () => {
    const leaving = await joinTeam(app, ada, 'SALES', 'Leaving');
    const id = await create(leaving.userId);
    await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: ada.teamId, job: 'test' } }, ({ em }) =>
      em.execute("update members set status = 'REMOVED' where user_id = ?", [leaving.userId]));
    await expect(app.ask('query ($id: ID!) { lead(id: $id) { owner { name } } }', { id }, ada.token)).resolves.toEqual({ lead: { owner: { name: 'Leaving' } } });
  });

  it('lets sales take an unowned lead and hand on its own, and no more [A3]', async () => {
    const unowned = await create();
    expect(codes(await assign({ id: unowned, ownerId: ada.userId }, sales))).toEqual(['FORBIDDEN']);
    expect(codes(await assign({ id: unowned, ownerId: sales.userId }, sales))).toEqual([]);
    expect(codes(await assign({ id: unowned, ownerId: ada.userId }, sales))).toEqual([]);
    expect(codes(await assign({ id: unowned, ownerId: sales.userId }, sales))).toEqual(['FORBIDDEN']);
  });
});

describe('deleteLead', () => {
  it('deletes a lead for good and keeps its id readable [C2] [C4]', async () => {
    const id = await create();
    const { data } = await remove({ id, version: 1 });
    expect(data?.deleteLead).toEqual({ leadId: id, cursor: await head() });
    expect(codes(await remove({ id }))).toEqual(['NOT_FOUND']);
    expect(codes(await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, ada.token))).toEqual(['NOT_FOUND']);
  });

  it('refuses a stale version, a lead of a colleague and one of another team [C2] [A3] [A4]', async () => {
    const id = await create(ada.userId);
    expect(codes(await remove({ id, version: 7 }))).toEqual(['CONFLICT']);
    expect(codes(await remove({ id }, sales))).toEqual(['FORBIDDEN']);
    expect(codes(await remove({ id }, await app.signUp('Ben')))).toEqual(['NOT_FOUND']);
    expect(codes(await remove({ id, version: 1 }))).toEqual([]);
  });

  it('gives a repeated create with its key no second lead: the first one is gone [C2]', async () => {
    const again = () => app.graphql('mutation { createLead(input: { name: "Gone", idempotencyKey: "gone" }) { lead { id } } }', {}, ada.token);
    const { data } = await again();
    await remove({ id: data?.createLead.lead.id });
    expect(codes(await again())).toEqual(['NOT_FOUND']);
  });
});
