import { startApp, type Session, type TestApp } from '../../support/app.ts';

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  // Nothing answers there, and nothing is asked: the id is looked at first.
  app = await startApp({ sandboxUrl: 'http://127.0.0.1:1' });
  owner = await app.signUp();
});
afterAll(() => app.stop());

const required = (field: string) => ({
  message: 'Lead ID is required',
  extensions: { code: 'BAD_USER_INPUT', legacyCode: 'INVALID_REQUEST', details: [{ field, code: 'REQUIRED', message: 'Lead ID is required' }] },
});

describe('a blank id of a lead', () => {
  it.each([
    ['id', '{ lead(id: "") { id } }'],
    ['id', 'mutation { updateLead(input: { id: " ", company: "x" }) { cursor } }'],
    ['id', 'mutation { deleteLead(input: { id: "" }) { cursor } }'],
    ['id', 'mutation { assignLead(input: { id: "" }) { cursor } }'],
    ['leadId', 'mutation { syncLead(input: { leadId: "", provider: HUBSPOT, dryRun: true }) { attempt { id } } }'],
  ])('[B15] is told as such, with the field %s, by %s', async (field, document) => {
    expect((await app.graphql(document, {}, owner.token)).errors).toMatchObject([required(field)]);
  });

  it.each(['leadUpdated', 'crmSync'])('[B15] is told as such by %s', async (name) => {
    const stream = await app.subscribe(owner.token, `subscription { ${name}(filter: { leadId: "" }) { cursor } }`);
    expect(stream.error()).toMatchObject([required('filter.leadId')]);
  });
});
