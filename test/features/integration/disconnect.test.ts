import type { Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { codesOf, openDoors, type AnyDoor } from './integration-door.ts';

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors(); });
afterAll(() => doors.close());

describe.each(crmKits)('disconnecting $name', (kit) => {
  const { name, provider, fields } = kit;
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(() => door.sandbox.reset());

  const connected = () => door.connected();
  const createLead = async ({ token }: Session, name: string) =>
    (await door.app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name, email: `${name.toLowerCase()}@example.com` } }, token)).createLead.lead.id as string;
  const followSyncs = ({ token }: Session) => door.app.subscribe(token, 'subscription { crmSync { type status leadId attempt { id status message finishedAt } } }');
  const attemptsOf = async ({ token }: Session, id: string) =>
    (await door.app.ask('query ($id: ID!) { lead(id: $id) { syncAttempts(first: 20) { nodes { status message mappingVersion } } } }', { id }, token)).lead.syncAttempts.nodes as Json[];
  const revocationOf = async (olga: Session) => (await door.auditOf(olga)).find(({ action }) => action === 'integration.disconnected')?.data as Json;
  const revokes = async () => (await door.sandbox.requests()).filter(kit.isRevoke).length;

  it('[F3] deletes the tokens, tells everyone, and leaves the grant at the CRM alone unless asked', async () => {
    const olga = await connected();
    const stream = await door.app.subscribe(olga.token, 'subscription { integrationStatusChanged { previousStatus status actor { id } integration { status accountName error { code } } } }');
    const answer = await door.disconnect(olga);
    expect(answer.errors).toEqual([]);
    const ended = { status: 'DISCONNECTED', accountName: null, scopes: [], warnings: [], error: null, quota: null, credential: null };
    expect(answer.data?.disconnectIntegration.integration).toEqual(ended);
    expect(await door.shownOf(olga)).toMatchObject({ ...ended, tokenHealth: null, missingScopes: [] });
    expect(await door.execute('select id from credentials where team_id = ?', [olga.teamId])).toEqual([]);
    await until('the event arrives', () => stream.events.length > 0);
    expect(stream.events).toEqual([{ previousStatus: 'CONNECTED', status: 'DISCONNECTED', actor: { id: olga.userId }, integration: { status: 'DISCONNECTED', accountName: null, error: null } }]);
    expect(await revokes()).toBe(0);
    expect(await revocationOf(olga)).toEqual({ provider, revocation: 'NOT_ASKED' });
    expect((await door.readFields(olga)).errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
  });

  it('[F3] ends the grant at the CRM where asked', async () => {
    const olga = await connected();
    expect((await door.disconnect(olga, { revokeRemote: true })).errors).toEqual([]);
    expect(await revokes()).toBe(1);
    expect(await revocationOf(olga)).toEqual({ provider, revocation: 'REVOKED' });
  });

  it.each([
    ['is down', { status: 503 }],
    ['hangs up', { dropConnection: true }],
    ['refuses our client', { status: 401 }],
  ])('[F3] also works while the CRM %s, and writes down that the grant is still there', async (_, fault) => {
    const olga = await connected();
    await door.sandbox.fault({ ...kit.at.revoke, ...fault });
    expect((await door.disconnect(olga, { revokeRemote: true })).data?.disconnectIntegration.integration).toMatchObject({ status: 'DISCONNECTED', credential: null });
    expect(await revocationOf(olga)).toEqual({ provider, revocation: 'FAILED' });
  });

  it('[F3] a token of one’s own asks the CRM nothing, since people end those there', async () => {
    const olga = await door.app.signUp();
    await door.connectWithToken(olga, await door.sandbox.tokenToPaste());
    expect((await door.disconnect(olga, { revokeRemote: true })).errors).toEqual([]);
    expect(await revokes()).toBe(0);
  });

  it('[F3] again, or of what was never connected, changes nothing and tells nobody', async () => {
    const olga = await connected();
    await door.disconnect(olga);
    const stream = await door.app.subscribe(olga.token, 'subscription { integrationStatusChanged { status } }');
    expect((await door.disconnect(olga, { revokeRemote: true })).data?.disconnectIntegration.integration).toMatchObject({ status: 'DISCONNECTED' });
    const mallory = await door.app.signUp('Mallory');
    expect((await door.disconnect(mallory)).data?.disconnectIntegration.integration).toMatchObject({ status: 'DISCONNECTED', credential: null });
    expect(codesOf(await door.disconnect(mallory, { provider: 'ZOHO' }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
    expect(codesOf(await door.disconnect(mallory, { provider: 'SLACK' }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
    await door.connect(olga);
    await until('the connection is told', () => stream.events.length > 0);
    expect(stream.events.map(({ status }) => status as string)).toEqual(['CONNECTED']);
  });

  it('[F3] cancels what is under way and what waits, and says why', async () => {
    const olga = await connected();
    const syncs = await followSyncs(olga);
    // The first lead is on its way and gets no answer; the others wait behind it.
    await door.sandbox.fault({ ...kit.at.api, delayMs: 8_000, times: null });
    const running = await createLead(olga, 'Running');
    await until('the first is under way', () => syncs.events.some(({ status }) => status === 'RUNNING'));
    const waiting = [await createLead(olga, 'Ada'), await createLead(olga, 'Bob')];
    expect((await door.disconnect(olga)).errors).toEqual([]);
    await until('all three are cancelled', () => syncs.events.filter(({ status }) => status === 'CANCELLED').length === 3);
    for (const lead of [running, ...waiting])
      expect(syncs.events.findLast(({ leadId }) => leadId === lead)).toMatchObject({
        type: 'SYNC_CANCELLED', status: 'CANCELLED', attempt: { status: 'CANCELLED', message: `Cancelled: ${name} was disconnected.`, finishedAt: expect.any(String) as string },
      });
    expect(await door.execute('select status, due_at from sync_states where team_id = ?', [olga.teamId])).toEqual([1, 2, 3].map(() => ({ status: 'CANCELLED', due_at: null })));
    await door.sandbox.clearFaults();
    // What was on its way has come to its end by then, and is dropped.
    await door.connect(olga);
    await door.app.ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { status } } }', { input: { leadId: running, provider, wait: true } }, olga.token);
    expect((await attemptsOf(olga, running)).map(({ status }) => status as string)).toEqual(['SUCCEEDED', 'CANCELLED']);
    expect((await attemptsOf(olga, waiting[0]!)).map(({ status }) => status as string)).toEqual(['CANCELLED']);
  });

  it('[F3] lets what is under way make no further call: nothing is written with the tokens of before', async () => {
    const olga = await connected();
    const syncs = await followSyncs(olga);
    await door.sandbox.fault({ ...kit.at.look, delayMs: 2_000 });
    await createLead(olga, 'Ada');
    await until('the CRM is being asked for the contact', () => syncs.events.some(({ status }) => status === 'RUNNING'));
    await door.disconnect(olga);
    await until('it has answered', async () => (await door.sandbox.requests()).some(kit.isLook));
    await door.connect(olga);
    // There is one drain for each connection: once this one is through, the other has ended.
    const bob = await createLead(olga, 'Bob');
    await until('the next is synced', async () => (await attemptsOf(olga, bob))[0]?.status === 'SUCCEEDED');
    expect((await door.sandbox.contacts()).map(({ properties }) => properties[kit.fields.email])).toEqual(['bob@example.com']);
  });

  it('[F3] cancels the syncs of that provider and that team only', async () => {
    const [olga, mallory] = [await connected(), await connected()];
    await door.sandbox.fault({ ...kit.at.api, status: 503, times: null });
    const [hers, his] = [await createLead(olga, 'Ada'), await createLead(mallory, 'Bob')];
    await door.disconnect(olga);
    await door.sandbox.clearFaults();
    await until('the other is synced', async () => (await attemptsOf(mallory, his))[0]?.status === 'SUCCEEDED');
    expect((await attemptsOf(olga, hers)).map(({ status }) => status as string)).toEqual(['CANCELLED']);
  });

  it('[F4] keeps settings, mapping and history for the next connection', async () => {
    const olga = await connected();
    const ada = await createLead(olga, 'Ada');
    await until('it is synced', async () => (await attemptsOf(olga, ada))[0]?.status === 'SUCCEEDED');
    await door.app.ask('mutation ($provider: Provider!) { updateIntegrationSettings(input: { provider: $provider, duplicatePolicy: SKIP }) { integration { id } } }', { provider }, olga.token);
    await door.app.ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { message } } }', { input: { provider, mapping: { rules: kit.base } } }, olga.token);
    const before = await door.shownOf(olga);
    await door.disconnect(olga, { revokeRemote: true });
    expect(await door.shownOf(olga)).toMatchObject({ id: before.id, settings: before.settings, mapping: before.mapping });
    expect(await attemptsOf(olga, ada)).toHaveLength(1);
    await door.connect(olga);
    expect(await door.shownOf(olga)).toMatchObject({ id: before.id, status: 'CONNECTED', settings: before.settings, mapping: before.mapping });
    const bob = await createLead(olga, 'Bob');
    await until('it is synced', async () => (await attemptsOf(olga, bob))[0]?.status === 'SUCCEEDED');
    expect(await attemptsOf(olga, bob)).toEqual([expect.objectContaining({ mappingVersion: before.mapping.version as number })]);
    expect((await door.sandbox.contacts()).find(({ properties }) => properties[fields.email] === 'bob@example.com')?.properties).toMatchObject({ [fields.lastName]: 'Bob' });
    expect(await attemptsOf(olga, ada)).toHaveLength(1);
  });

  it('[F3] while tokens are being renewed leaves nothing behind', async () => {
    const olga = await connected();
    await door.sandbox.expireTokens();
    await door.sandbox.fault({ ...kit.at.token, delayMs: 1_000, after: true });
    const reading = door.readFields(olga);
    await until('the renewal is under way', async () => (await door.sandbox.requests()).filter(kit.isToken).length === 2);
    await door.disconnect(olga);
    expect((await reading).errors[0]?.extensions.code).toBe('RECONNECT_REQUIRED');
    expect(await door.execute('select id from credentials where team_id = ?', [olga.teamId])).toEqual([]);
    expect((await door.shownOf(olga)).status).toBe('DISCONNECTED');
  });
});
