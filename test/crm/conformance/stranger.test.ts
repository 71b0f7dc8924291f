import { startApp, type TestApp } from '../../support/app.ts';
import { createStranger } from './stranger/create-stranger.ts';
import { startStrangerCrm, type StrangerCrm } from './stranger/stranger-crm.ts';

let crm: StrangerCrm;
let app: TestApp;
beforeAll(async () => {
  crm = await startStrangerCrm();
  app = await startApp({ providers: { PIPEDRIVE: createStranger(crm.url) } });
});
afterAll(async () => {
  await app.stop();
  await crm.stop();
});

const integration = 'integration(provider: PIPEDRIVE) { status accountName scopes missingScopes apiVersion settings { object } mapping { rules { source target } } }';

describe('a provider that no file of the product knows', () => {
  it('[F8] is connected, mapped and synced to, given to createApp and nowhere else', async () => {
    const { token } = await app.signUp();
    const ask = (query: string, variables = {}) => app.ask(query, variables, token);
    expect((await app.connectCrm(token, 'PIPEDRIVE')).status).toBe(200);
    expect((await ask(`{ ${integration} }`)).integration).toEqual({
      status: 'CONNECTED', accountName: 'Stranger Ltd', scopes: ['people'], missingScopes: [], apiVersion: 'first', settings: { object: 'people' },
      mapping: { rules: [{ source: 'email', target: 'mail' }, { source: 'name', target: 'full_name' }] },
    });

    expect((await ask('{ crmFields(provider: PIPEDRIVE) { name type } }')).crmFields).toEqual([{ name: 'full_name', type: 'STRING' }, { name: 'mail', type: 'EMAIL' }]);
    const mapping = { mapping: { email: 'mail', company: 'full_name' } };
    const { saveFieldMapping } = await ask('mutation ($input: SaveFieldMappingInput!) { saveFieldMapping(input: $input) { problems { code } fieldMapping { version } } }', { input: { provider: 'PIPEDRIVE', mapping } });
    expect(saveFieldMapping).toEqual({ problems: [], fieldMapping: { version: 2 } });

    const { createLead } = await ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com", company: "Engines Ltd" }) { lead { id } } }');
    const { syncLead } = await ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { status action contactId requests { path } } } }', { input: { leadId: createLead.lead.id, provider: 'PIPEDRIVE', wait: true } });
    expect(syncLead.attempt).toMatchObject({ status: 'SUCCEEDED', contactId: '1' });
    expect(crm.people).toEqual([{ id: 1, mail: 'ada@example.com', full_name: 'Engines Ltd' }]);
  });
});
