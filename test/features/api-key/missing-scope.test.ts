import { readFileSync } from 'node:fs';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { newKey } from './key-door.ts';

/** A request that goes as far as the question of rights, whatever it is about. */
const documents: Readonly<Record<string, string>> = {
  integrations: '{ integrations { id } }',
  integration: '{ integration(provider: HUBSPOT) { id } }',
  crmFields: '{ crmFields(provider: HUBSPOT) { name } }',
  fieldMapping: '{ fieldMapping(provider: HUBSPOT) { id } }',
  crmContacts: '{ crmContacts(provider: HUBSPOT) { nodes { id } } }',
  previewMapping: '{ previewMapping(input: { provider: HUBSPOT, leadId: "lead_01k00000000000000000000000", mapping: { mapping: {} } }) { payload } }',
  suggestFieldMapping: '{ suggestFieldMapping(provider: HUBSPOT) { target } }',
  syncContact: 'mutation { syncContact(input: { provider: HUBSPOT, contact: { email: "ada@example.com" } }) { attempt { id } } }',
  connectIntegrationWithToken: 'mutation { connectIntegrationWithToken(input: { provider: HUBSPOT, token: " " }) { integration { id } } }',
  disconnectIntegration: 'mutation { disconnectIntegration(input: { provider: HUBSPOT }) { integration { id } } }',
  testIntegration: 'mutation { testIntegration(input: { provider: HUBSPOT }) { ok } }',
  updateIntegrationSettings: 'mutation { updateIntegrationSettings(input: { provider: HUBSPOT }) { integration { id } } }',
  saveFieldMapping: 'mutation { saveFieldMapping(input: { provider: HUBSPOT, mapping: { mapping: {} } }) { problems { code } } }',
  restoreFieldMapping: 'mutation { restoreFieldMapping(input: { provider: HUBSPOT, version: 1 }) { problems { code } } }',
  rotateVaultKey: 'mutation { rotateVaultKey { rotation { id } } }',
};

/** As docs/AUTHENTICATION.md tells it: the field, and the scopes that a key needs for it. */
const told = readFileSync('docs/AUTHENTICATION.md', 'utf8').split('\n').flatMap((line): [string, string[]][] => {
  const [, fields = '', scopes = ''] = /^\| ((?:`\w+`,? ?)+)\| ((?:`[a-z]+:[a-z]+`,? ?)+)\|$/.exec(line) ?? [];
  const namesIn = (text: string) => [...text.matchAll(/`([\w:]+)`/g)].map(([, name]) => name!);
  return namesIn(fields).map((field) => [field, namesIn(scopes)]);
});

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterAll(() => app.stop());

const refusalOf = async (field: string, scopes: string[]): Promise<Json | undefined> => {
  const { secret } = await newKey(app, owner.token, scopes);
  const [error] = (await app.graphql(documents[field]!, {}, secret)).errors;
  return error?.extensions.code === 'FORBIDDEN' ? { message: error.message, details: error.extensions.details as Json[] } : undefined;
};

describe('what an API key needs for the connections', () => {
  it('[A8] is written down for each of these fields', () => {
    expect(told.map(([field]) => field)).toEqual(expect.arrayContaining(Object.keys(documents)));
  });

  it.each(told.filter(([field]) => field in documents))('[A8] is enough for %s, and each scope that is missing is named', async (field, scopes) => {
    expect(await refusalOf(field, [...scopes, 'tasks:read'])).toBeUndefined();
    for (const missing of scopes)
      expect(await refusalOf(field, [...scopes.filter((scope) => scope !== missing), 'tasks:read'])).toEqual({
        message: expect.stringContaining(`this key lacks ${missing}.`) as string, details: [{ field: 'scopes', code: 'SCOPE_MISSING', message: missing }],
      });
  });
});
