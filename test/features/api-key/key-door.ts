import type { Answer, Json, TestClient } from '../../support/app.ts';

const fields = 'id name prefix scopes createdAt expiresAt revokedAt lastUsedAt';
const mutation = (name: string, input: string, selection: string) => `mutation ($input: ${input}!) { ${name}(input: $input) { ${selection} } }`;

/** What one does with API keys, with the token or key of whoever does it. */
export const keyDoor = ({ graphql, ask, url }: TestClient) => ({
  create: (input: Json, token: string): Promise<Answer> => graphql(mutation('createApiKey', 'CreateApiKeyInput', `apiKey { ${fields} } secret`), { input: { name: 'Importer', ...input } }, token),
  rotate: (input: Json, token: string): Promise<Answer> => graphql(mutation('rotateApiKey', 'RotateApiKeyInput', `apiKey { ${fields} } secret`), { input }, token),
  revoke: (id: string, token: string): Promise<Answer> => graphql(mutation('revokeApiKey', 'RevokeApiKeyInput', `apiKey { ${fields} }`), { input: { id } }, token),
  list: async (token: string): Promise<Json[]> => (await ask(`{ apiKeys { ${fields} } }`, {}, token)).apiKeys,
  node: (id: string, token: string): Promise<Answer> => graphql(`query ($id: ID!) { node(id: $id) { id ... on ApiKey { ${fields} } } }`, { id }, token),
  /** A request with these headers and no others of ours. */
  call: async (headers: Record<string, string>, query = '{ viewer { role scopes user { id } team { id } } }'): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
    const { data = null, errors = [], extensions } = (await response.json()) as Partial<Answer>;
    return { status: response.status, data, errors, extensions };
  },
});

/** A key that works, and its secret. */
export const newKey = async (client: TestClient, token: string, scopes: string[], input: Json = {}): Promise<{ id: string; secret: string }> => {
  const { data, errors } = await keyDoor(client).create({ scopes, ...input }, token);
  if (errors.length > 0) throw new Error(`The key was not made: ${JSON.stringify(errors)}`);
  return { id: data?.createApiKey.apiKey.id, secret: data?.createApiKey.secret };
};
