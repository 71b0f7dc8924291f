import { newId, type IdKind } from '../../../src/shared/ids.ts';
import { startApp, type Session, type TestApp } from '../../support/app.ts';

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  // syncLead looks for its lead before it minds the connection.
  app = await startApp({ env: { HUBSPOT_CLIENT_ID: 'id', HUBSPOT_CLIENT_SECRET: 'secret' } });
  owner = await app.signUp();
});
afterAll(() => app.stop());

const node = 'query ($id: ID!) { node(id: $id) { id } }';
const kinds = ['lead', 'form', 'submission', 'integration', 'credential', 'mapping', 'attempt', 'user', 'member', 'team'] as const satisfies readonly IdKind[];

describe('an id that cannot be one', () => {
  it.each([
    ['form', 'form', 'query ($id: ID!) { form(id: $id) { id } }'],
    ['lead', 'lead', 'query ($id: ID!) { lead(id: $id) { id } }'],
    ['syncAttempt', 'attempt', 'query ($id: ID!) { syncAttempt(id: $id) { id } }'],
    ['updateLead', 'lead', 'mutation ($id: ID!) { updateLead(input: { id: $id, name: "x" }) { lead { id } } }'],
    ['syncLead', 'lead', 'mutation ($id: ID!) { syncLead(input: { leadId: $id, provider: HUBSPOT }) { attempt { id } } }'],
  ] as const)('[A3] is not found by %s, word for word like one that never was', async (_, kind, query) => {
    const told = async (id: string) => {
      const [error] = (await app.graphql(query, { id }, owner.token)).errors;
      return [error?.extensions.code as string, error?.message];
    };
    const absent = await told(newId(kind));
    expect(absent[0]).toBe('NOT_FOUND');
    // A blank one is told as missing: blank-id.test.ts.
    for (const id of ['\0', `${kind}_\0`, '\ud800', 'x'.repeat(3_000), "' or 1=1", newId(kind === 'form' ? 'lead' : 'form')]) expect(await told(id)).toEqual(absent);
  });

  it.each(kinds)('[A3] is not found by node, whatever kind it pretends to be: %s', async (kind) => {
    for (const id of [newId(kind), `${kind}_\0`, `${kind}_`, '\0'])
      expect((await app.graphql(node, { id }, owner.token)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
