import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { getOperationAST, type DocumentNode } from 'graphql';
import { RawClient } from '../realtime/raw-client.ts';
import { startApp, type Json, type TestApp } from '../support/app.ts';
import { StartError } from '../../src/shared/start-error.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const signUp = 'mutation SignUp($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { user { id } } } }';
const viewer = 'query Viewer { viewer { user { name } } }';
const leads = 'subscription Leads { leadUpdated { lead { name } } }';
const createLead = 'mutation CreateLead($input: CreateLeadInput!) { createLead(input: $input) { lead { name } } }';
const unlisted = 'query Unlisted { viewer { user { id } } }';

const operation = (type: string, name: string, id: string, body: string) => ({ id, name, type, body });
const manifest = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    operation('mutation', 'SignUp', 'sign-up', signUp), operation('query', 'Viewer', sha256(viewer), viewer),
    operation('subscription', 'Leads', 'leads', leads), operation('mutation', 'CreateLead', `sha256:${sha256(createLead)}`, createLead),
  ],
};

let folder: string;
const clients: RawClient[] = [];
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'leadwire-documents-')); });
afterEach(() => { for (const client of clients.splice(0)) client.close(); });
afterAll(() => rm(folder, { recursive: true }));

const fileOf = async (name: string, content: unknown) => {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(content));
  return file;
};

const doorsOf = (app: TestApp) => {
  let token = '';
  const request = async (path: string, init: RequestInit): Promise<Json> => {
    const response = await fetch(`${app.url}/graphql${path}`, { ...init, headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) } });
    const { extensions: _cost, ...answer } = (await response.json()) as Json;
    return { status: response.status, ...answer };
  };
  const post = (body: Json) => request('', { method: 'POST', body: JSON.stringify(body) });
  return {
    post,
    get: (params: Record<string, string>) => request(`?${new URLSearchParams(params).toString()}`, {}),
    enter: async () => {
      const { data } = await post({ documentId: 'sign-up', variables: { input: { teamName: 'Trust', name: 'Tara', email: `tara-${String(Date.now())}@example.com`, password: 'a-long-enough-password' } } });
      token = data.signUp.accessToken as string;
    },
    socket: async () => {
      const client = await RawClient.greeted(`${app.url.replace('http', 'ws')}/graphql`, token);
      clients.push(client);
      return client;
    },
    token: () => token,
  };
};
const codeOf = ({ errors }: Json) => errors?.[0]?.extensions.code as string | undefined;

const named = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const tara = { viewer: { user: { name: 'Tara' } } };

describe('with a manifest of trusted documents', () => {
  let app: TestApp;
  let doors: ReturnType<typeof doorsOf>;
  beforeAll(async () => {
    app = await startApp({ env: { TRUSTED_DOCUMENTS_FILE: await fileOf('manifest.json', manifest) } });
    doors = doorsOf(app);
    await doors.enter();
  });
  afterAll(() => app.stop());

  it.each([
    ['documentId', { documentId: sha256(viewer) }],
    ['documentId as a hash', { documentId: `sha256:${sha256(viewer)}` }],
    ['extensions.documentId', { extensions: { documentId: sha256(viewer) } }],
    ['extensions.persistedQuery', named(sha256(viewer))],
    ['its text', { query: viewer }],
    ['its text, laid out in another way', { query: `# who am I?\n${viewer.replaceAll(' ', '\n  ')}` }],
    ['its text and its id', { query: viewer, documentId: sha256(viewer) }],
    ['its text and its hash, as Apollo Client sends both', { query: viewer, ...named(sha256(viewer)) }],
  ])('[TRUSTED] a listed document runs by %s, on both doors', async (_name, request) => {
    expect(await doors.post({ ...request, operationName: 'Viewer' })).toEqual({ status: 200, data: tara });
    const client = await doors.socket();
    client.send({ id: '1', type: 'subscribe', payload: request });
    expect((await client.next('1')).data).toEqual(tara);
  });

  it('[TRUSTED] a listed query runs by GET, a listed subscription over the socket, a listed mutation by its hash', async () => {
    expect(await doors.get({ documentId: sha256(viewer) })).toEqual({ status: 200, data: tara });
    expect((await doors.get({ documentId: `sha256:${sha256(createLead)}`, variables: JSON.stringify({ input: { name: 'Eve' } }) })).status).toBe(405);
    const client = await doors.socket();
    client.send({ id: 'leads', type: 'subscribe', payload: { documentId: 'leads', extensions: { resume: true } } });
    await client.next('leads');
    expect((await doors.post({ ...named(sha256(createLead)), variables: { input: { name: 'Ada' } } })).data).toEqual({ createLead: { lead: { name: 'Ada' } } });
    expect((await client.next('leads')).data).toEqual({ leadUpdated: { lead: { name: 'Ada' } } });
  });

  it.each([
    ['another query', { query: unlisted }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['another query with its hash', { query: unlisted, ...named(sha256(unlisted)) }],
    ['a listed operation with a field more', { query: viewer.replace('name', 'name id') }],
    ['a listed operation among others', { query: `${viewer} ${unlisted}`, operationName: 'Viewer' }],
    ['what cannot be parsed', { query: '{' }],
    ['what is not valid', { query: '{ viewr }' }],
    ['a hash that is not listed', named(sha256(unlisted))],
    ['an id that is not listed', { documentId: 'nobody' }],
    ['a name of the prototype', { documentId: '__proto__' }],
    ['an id that is not listed, with another query', { documentId: 'nobody', query: unlisted }],
  ])('[TRUSTED] %s is refused on both doors, without a word about the schema', async (_name, request) => {
    const answer = await doors.post(request);
    expect([answer['status'], codeOf(answer)]).toEqual([400, 'PERSISTED_QUERY_NOT_IN_LIST']);
    expect(JSON.stringify(answer)).not.toMatch(/viewer|Did you mean|Syntax/);
    const client = await doors.socket();
    client.send({ id: '1', type: 'subscribe', payload: request });
    expect((await client.error('1'))[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    expect(await client.rest()).toEqual([]);
  });

  it('[TRUSTED] an id with the text of another document is refused, also where both are listed', async () => {
    for (const query of [unlisted, signUp]) expect(codeOf(await doors.post({ documentId: sha256(viewer), query }))).toBe('BAD_USER_INPUT');
  });

  it('[TRUSTED] nothing is kept that was only sent', async () => {
    await doors.post({ query: viewer, ...named(sha256(viewer)) });
    const spaced = `${viewer} `;
    expect((await doors.post({ query: spaced, ...named(sha256(spaced)) })).data).toEqual(tara);
    expect(codeOf(await doors.post(named(sha256(spaced))))).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });

  it('[TRUSTED] Apollo Client runs by the ids of its manifest, and never sends a text', async () => {
    const sent: string[] = [];
    const http = new HttpLink({ uri: `${app.url}/graphql`, headers: { authorization: `Bearer ${doors.token()}` }, fetch: (url, init) => { sent.push(typeof init?.body === 'string' ? init.body : ''); return fetch(url, init); } });
    const ids = new Map(manifest.operations.map(({ name, id }) => [name, id]));
    const idOf = (document: DocumentNode) => ids.get(getOperationAST(document)?.name?.value ?? '') ?? '';
    const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([new PersistedQueryLink({ generateHash: idOf }), http]) });
    expect((await client.query({ query: gql(viewer) })).data).toMatchObject(tara);
    expect(sent.map((body) => 'query' in (JSON.parse(body) as Json))).toEqual([false]);
  });
});

describe('with TRUSTED_DOCUMENTS_ONLY=false', () => {
  it('[TRUSTED] listed documents run by their ids, all others as they do without a list', async () => {
    const map = { 'sign-up': signUp, viewer };
    const app = await startApp({ env: { TRUSTED_DOCUMENTS_FILE: await fileOf('map.json', map), TRUSTED_DOCUMENTS_ONLY: 'false' } });
    try {
      const doors = doorsOf(app);
      await doors.enter();
      expect((await doors.post({ documentId: 'viewer' })).data).toEqual(tara);
      expect((await doors.post({ query: unlisted })).status).toBe(200);
      expect(codeOf(await doors.post(named(sha256(unlisted))))).toBe('PERSISTED_QUERY_NOT_FOUND');
      expect((await doors.post({ query: unlisted, ...named(sha256(unlisted)) })).status).toBe(200);
      expect((await doors.post(named(sha256(unlisted)))).status).toBe(200);
      expect(codeOf(await doors.post({ documentId: 'nobody' }))).toBe('PERSISTED_QUERY_NOT_FOUND');
      const client = await doors.socket();
      client.send({ id: '1', type: 'subscribe', payload: { extensions: { documentId: 'viewer' } } });
      expect((await client.next('1')).data).toEqual(tara);
    } finally {
      await app.stop();
    }
  });
});

describe('with a list that cannot be used', () => {
  it('[TRUSTED] the server does not start, and names the operation', async () => {
    const file = await fileOf('old.json', { ...manifest, operations: [...manifest.operations, operation('query', 'OldScreen', 'old', 'query OldScreen { viewer { nickname } }')] });
    const start = startApp({ env: { TRUSTED_DOCUMENTS_FILE: file } });
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/^TRUSTED_DOCUMENTS_FILE .*old\.json lists "OldScreen", which cannot run: Cannot query field "nickname" on type "Viewer"\.$/);
  });
});
