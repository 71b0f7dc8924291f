import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { print, type DocumentNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let app: TestApp;
let owner: Session;

beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterAll(() => app.stop());

/** What Apollo Client sends, as the link at its end sees it. */
const apolloClient = (end: ApolloLink, useGETForHashedQueries = false) =>
  new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries }), end]) });

/** An HttpLink that writes down how each request went. */
const recordingHttp = (of: TestApp, log: [string, boolean, number][]) =>
  new HttpLink({
    uri: `${of.url}/graphql`,
    headers: { authorization: `Bearer ${owner.token}` },
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      log.push([init?.method ?? '', (JSON.stringify(init?.body ?? '') + decodeURIComponent(url as string)).includes('viewer'), response.status]);
      return response;
    },
  });

/** As docs/DOCUMENTS.md shows it: sends no more than the hash where the link in front says so. */
const hashOnlyWs = (client: Client) =>
  new ApolloLink(({ query, variables, operationName, extensions, getContext }) => new Observable((observer) => {
    const brief = (getContext() as { http?: { includeQuery?: boolean } }).http?.includeQuery === false;
    const payload = { variables, operationName, extensions, query: brief ? '' : print(query) };
    return client.subscribe(payload, {
      next: (result) => { observer.next(result as ApolloLink.Result); },
      complete: () => { observer.complete(); },
      error: (fault) => {
        if (!Array.isArray(fault)) { observer.error(fault); return; }
        observer.next({ data: null, errors: fault });
        observer.complete();
      },
    });
  }));

/** A query that no other test has sent. */
let count = 0;
const viewerQuery = (): DocumentNode => gql(`query Q${String((count += 1))} { viewer { user { id } } }`);

const idIn = (data: unknown) => (data as Json)['viewer'].user.id as string;

describe('the persisted query link of Apollo Client', () => {
  it.each([['POST', false], ['GET', true]])('[APQ] over HTTP by %s asks by hash, sends the text once, and never again', async (method, useGETForHashedQueries) => {
    const log: [string, boolean, number][] = [];
    const client = apolloClient(recordingHttp(app, log), useGETForHashedQueries);
    const query = viewerQuery();
    for (let round = 0; round < 2; round += 1) {
      const { data } = await client.query({ query, fetchPolicy: 'no-cache' });
      expect(idIn(data)).toBe(owner.userId);
    }
    expect(log.map(([, text, status]) => [text, status])).toEqual([[false, 400], [true, 200], [false, 200]]);
    expect([log[0]?.[0], log[2]?.[0]]).toEqual([method, method]);
  });

  it('[P4] in front of GraphQLWsLink works, and keeps what its stock messages bring', async () => {
    const log: [string, boolean, number][] = [];
    const query = viewerQuery();
    const overSocket = apolloClient(new GraphQLWsLink(app.socket(owner.token)));
    const { data } = await overSocket.query({ query });
    expect(idIn(data)).toBe(owner.userId);
    await apolloClient(recordingHttp(app, log)).query({ query });
    expect(log).toEqual([['POST', false, 200]]);
  });

  it('[P4] in front of a socket link that sends hashes only is told what is unknown, and sends the text', async () => {
    const client = apolloClient(hashOnlyWs(app.socket(owner.token)));
    const names: string[] = [];
    const subscription = gql('subscription Leads { leadUpdated { lead { name } } }');
    const running = client.subscribe({ query: subscription }).subscribe({ next: ({ data }) => { names.push((data as Json)['leadUpdated'].lead.name as string); } });
    const { data } = await client.query({ query: viewerQuery() });
    expect(idIn(data)).toBe(owner.userId);
    await until('the subscription runs', async () => {
      await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'Cleo' } }, owner.token);
      return names.includes('Cleo');
    });
    running.unsubscribe();
  });
});

describe('with APQ_SECONDS=0', () => {
  it('[APQ] it stops sending hashes', async () => {
    const off = await startApp({ env: { APQ_SECONDS: '0' } });
    const session = await off.signUp();
    const log: [string, boolean, number][] = [];
    const client = apolloClient(recordingHttp(off, log));
    const withToken = { context: { headers: { authorization: `Bearer ${session.token}` } }, fetchPolicy: 'no-cache' } as const;
    for (let round = 0; round < 2; round += 1) await client.query({ query: viewerQuery(), ...withToken });
    expect(log.map(([, text, status]) => [text, status])).toEqual([[false, 400], [true, 200], [true, 200]]);
    await off.stop();
  });
});
