import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { codesOf, openDoors, type AnyDoor } from './integration-door.ts';

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors(); });
afterAll(() => doors.close());

describe('the list of integrations', () => {
  const statuses = async (on: TestApp, { token }: Session) =>
    ((await on.ask('{ integrations { id provider status settings { object } } }', {}, token)).integrations as Json[]).map(({ provider, status }) => [provider as string, status as string]);

  it('[F5] holds every provider, in the order of the enum, before and after', async () => {
    const olga = await doors.app.signUp();
    const others = [['ZOHO', 'NOT_CONFIGURED'], ['PIPEDRIVE', 'NOT_CONFIGURED'], ['SLACK', 'NOT_CONFIGURED']];
    const reached: string[] = [];
    const now = async (session: Session) => {
      const all = await statuses(doors.app, session);
      expect([all[0]?.[0], all[1]?.[0], ...all.slice(2)]).toEqual(['HUBSPOT', 'SALESFORCE', ...others]);
      reached.push(`${String(all[0]?.[1])} ${String(all[1]?.[1])}`);
    };
    await now(olga);
    await doors.to({ provider: 'HUBSPOT' }).connect(olga);
    await now(olga);
    await doors.to({ provider: 'SALESFORCE' }).connect(olga);
    await now(olga);
    await doors.to({ provider: 'HUBSPOT' }).disconnect(olga);
    await now(olga);
    await now(await doors.app.signUp());
    expect(reached).toEqual(['DISCONNECTED DISCONNECTED', 'CONNECTED DISCONNECTED', 'CONNECTED CONNECTED', 'DISCONNECTED CONNECTED', 'DISCONNECTED DISCONNECTED']);
  });

  it.each(crmKits)('[F5] gives ids that `node` takes, for the own team only: $name', async (kit) => {
    const door = doors.to(kit);
    const [olga, mallory] = [await door.app.signUp(), await door.app.signUp('Mallory')];
    const { id } = await door.shownOf(olga);
    const node = (session: Session) => door.app.graphql('query ($id: ID!) { node(id: $id) { id ... on Integration { status } } }', { id }, session.token);
    expect((await node(olga)).data).toEqual({ node: { id, status: 'DISCONNECTED' } });
    expect(codesOf(await node(mallory))).toEqual([['NOT_FOUND']]);
  });

  it('[F1] says of a provider that is not built, or has no client here, what is missing', async () => {
    const door = doors.to({ provider: 'HUBSPOT' });
    const olga = await door.app.signUp();
    for (const provider of ['ZOHO', 'PIPEDRIVE', 'SLACK'])
      expect(codesOf(await door.tryToStart(olga, { provider }))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
    const bare = await startApp();
    try {
      const otto = await bare.signUp('Otto');
      for (const { provider } of crmKits) expect(codesOf(await door.tryToStart(otto, { provider }, bare))).toEqual([['PROVIDER_NOT_CONFIGURED']]);
      expect(new Set((await statuses(bare, otto)).map(([, status]) => status))).toEqual(new Set(['NOT_CONFIGURED']));
    } finally {
      await bare.stop();
    }
  });
});

describe.each(crmKits)('settings of $name', (kit) => {
  const { object: usual, provider } = kit;
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(kit); });

  const update = ({ token }: Session, input: Json) =>
    door.app.graphql('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { status settings { autoSync duplicatePolicy object } } } }', { input: { provider, ...input } }, token);
  const settingsOf = ({ data }: Answer) => data?.updateIntegrationSettings.integration.settings as Json;

  it('[I21] stay where they are left out, and go back to the default where they are null', async () => {
    const olga = await door.app.signUp();
    expect(settingsOf(await update(olga, { autoSync: false }))).toEqual({ autoSync: false, duplicatePolicy: 'UPDATE', object: usual });
    expect(settingsOf(await update(olga, { duplicatePolicy: 'SKIP' }))).toEqual({ autoSync: false, duplicatePolicy: 'SKIP', object: usual });
    await door.connect(olga);
    expect((await door.shownOf(olga)).settings).toEqual({ autoSync: false, duplicatePolicy: 'SKIP', object: usual });
    expect(settingsOf(await update(olga, { autoSync: null, duplicatePolicy: null }))).toEqual({ autoSync: true, duplicatePolicy: 'UPDATE', object: usual });
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
    expect(codesOf(await door.tryToStart(member, { provider })).flat()).toEqual(code === null ? [] : [code]);
    const seen = await door.app.graphql('query ($provider: Provider!) { integration(provider: $provider) { status } }', { provider }, member.token);
    expect(codesOf(seen).flat()).toEqual(role === 'CONTRACTOR' ? ['FORBIDDEN'] : []);
  });
});
