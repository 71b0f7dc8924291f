import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { codesOf, openDoor, type Door } from './integration-door.ts';

let door: Door;
beforeAll(async () => { door = await openDoor(); });
afterAll(() => door.close());
afterEach(() => door.sandbox.clearFaults());

describe('the list of integrations', () => {
  const statuses = async (on: TestApp, { token }: Session) =>
    ((await on.ask('{ integrations { id provider status settings { object } } }', {}, token)).integrations as Json[]).map(({ provider, status }) => [provider as string, status as string]);

  it('[F5] holds every provider, in the order of the enum, before and after', async () => {
    const olga = await door.app.signUp();
    const others = [['SALESFORCE', 'NOT_CONFIGURED'], ['ZOHO', 'NOT_CONFIGURED'], ['PIPEDRIVE', 'NOT_CONFIGURED'], ['SLACK', 'NOT_CONFIGURED']];
    expect(await statuses(door.app, olga)).toEqual([['HUBSPOT', 'DISCONNECTED'], ...others]);
    await door.app.connectHubspot(olga.token);
    expect(await statuses(door.app, olga)).toEqual([['HUBSPOT', 'CONNECTED'], ...others]);
    expect(await statuses(door.app, await door.app.signUp())).toEqual([['HUBSPOT', 'DISCONNECTED'], ...others]);
  });

  it('[F5] gives ids that `node` takes, for the own team only', async () => {
    const [olga, mallory] = [await door.app.signUp(), await door.app.signUp('Mallory')];
    const { id } = await door.hubspotOf(olga);
    const node = (session: Session) => door.app.graphql('query ($id: ID!) { node(id: $id) { id ... on Integration { status } } }', { id }, session.token);
    expect((await node(olga)).data).toEqual({ node: { id, status: 'DISCONNECTED' } });
    expect(codesOf(await node(mallory))).toEqual([['NOT_FOUND']]);
  });

  it('[F1] says of a provider that is not built, or has no client here, what is missing', async () => {
    const olga = await door.app.signUp();
    for (const provider of ['SALESFORCE', 'ZOHO', 'PIPEDRIVE', 'SLACK'])
      expect(codesOf(await door.tryToStart(olga, { provider }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
    const bare = await startApp();
    try {
      const otto = await bare.signUp('Otto');
      expect(codesOf(await door.tryToStart(otto, { provider: 'HUBSPOT' }, bare))).toEqual([['PROVIDER_NOT_CONFIGURED']]);
      expect((await statuses(bare, otto))[0]).toEqual(['HUBSPOT', 'NOT_CONFIGURED']);
    } finally {
      await bare.stop();
    }
  });
});

describe('settings', () => {
  const update = ({ token }: Session, input: Json) =>
    door.app.graphql('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { status settings { autoSync duplicatePolicy object } } } }', { input: { provider: 'HUBSPOT', ...input } }, token);
  const settingsOf = ({ data }: Answer) => data?.updateIntegrationSettings.integration.settings as Json;

  it('[I21] stay where they are left out, and go back to the default where they are null', async () => {
    const olga = await door.app.signUp();
    expect(settingsOf(await update(olga, { autoSync: false }))).toEqual({ autoSync: false, duplicatePolicy: 'UPDATE', object: 'contacts' });
    expect(settingsOf(await update(olga, { duplicatePolicy: 'SKIP' }))).toEqual({ autoSync: false, duplicatePolicy: 'SKIP', object: 'contacts' });
    await door.app.connectHubspot(olga.token);
    expect((await door.hubspotOf(olga)).settings).toEqual({ autoSync: false, duplicatePolicy: 'SKIP', object: 'contacts' });
    expect(settingsOf(await update(olga, { autoSync: null, duplicatePolicy: null }))).toEqual({ autoSync: true, duplicatePolicy: 'UPDATE', object: 'contacts' });
  });

  it('[I21] refuse an object that leads cannot become', async () => {
    const olga = await door.app.signUp();
    for (const object of ['deals', 'Contacts', '', '../../oauth', 'x'.repeat(10_000)])
      expect(codesOf(await update(olga, { object }))).toEqual([['BAD_USER_INPUT', 'OBJECT_UNKNOWN']]);
  });

  it.each([['SALES', 'FORBIDDEN'], ['VIEWER', 'FORBIDDEN'], ['CONTRACTOR', 'FORBIDDEN'], ['ADMIN', null]])('[A3] and connections are changed by %s: %s', async (role, code) => {
    const member = await door.app.signUp();
    await door.execute('update members set role = ? where team_id = ?', [role, member.teamId]);
    expect(codesOf(await update(member, { autoSync: true })).flat()).toEqual(code === null ? [] : [code]);
    expect(codesOf(await door.tryToStart(member, { provider: 'HUBSPOT' })).flat()).toEqual(code === null ? [] : [code]);
    const seen = await door.app.graphql('{ integration(provider: HUBSPOT) { status } }', {}, member.token);
    expect(codesOf(seen).flat()).toEqual(role === 'CONTRACTOR' ? ['FORBIDDEN'] : []);
  });
});
