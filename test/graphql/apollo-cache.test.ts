import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { tap } from 'rxjs';
import WebSocket from 'ws';
import { followLeads } from '../../clients/apollo/follow-leads.ts';
import { typePolicies } from '../../clients/apollo/type-policies.ts';
import { ChangeLeadDocument, LeadListDocument } from '../../clients/generated/operations.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

let app: TestApp;
let owner: Session;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app.stop());
beforeEach(async () => { owner = await app.signUp(); });

const createLead = async (name: string): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name } }, owner.token)).createLead.lead.id;
const deleteLead = (id: string) => app.ask('mutation ($id: ID!) { deleteLead(input: { id: $id }) { leadId } }', { id }, owner.token);

/** A front end as docs/CLIENTS.md describes it, and the names of the operations that went over HTTP. */
const openClient = () => {
  const asked: string[] = [];
  const events: unknown[] = [];
  const socket = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token: owner.token } });
  const http = new ApolloLink((operation, forward) => {
    asked.push(operation.operationName ?? '');
    return forward(operation);
  }).concat(new HttpLink({ uri: `${app.url}/graphql`, headers: { authorization: `Bearer ${owner.token}` } }));
  const ws = new ApolloLink((operation, forward) => forward(operation).pipe(tap((event) => events.push(event)))).concat(new GraphQLWsLink(socket));
  const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, ws, http);
  const client = new ApolloClient({ link, cache: new InMemoryCache({ typePolicies }) });
  const list = client.watchQuery({ query: LeadListDocument, variables: { first: 2 } });
  const watching = list.subscribe({ next: () => undefined });
  return {
    client, list, asked, events,
    names: () => (list.getCurrentResult().data as { leads?: { edges: { node: { name: string } }[] } } | undefined)?.leads?.edges.map(({ node }) => node.name) ?? [],
    stop: async () => {
      watching.unsubscribe();
      client.stop();
      await socket.dispose();
    },
  };
};

describe('[Part 2: Relay connections] the cache of Apollo Client', () => {
  it('merges two pages of leads, and the stream still begins where the first page ended', async () => {
    for (const name of ['Ada', 'Betty', 'Grace']) await createLead(name);
    const { list, names, stop } = openClient();
    await until('the first page is there', () => names().length === 2);
    const first = list.getCurrentResult().data?.leads;
    await createLead('Hedy');
    await list.fetchMore({ variables: { after: first?.pageInfo?.endCursor ?? null } });
    await until('both pages are shown', () => names().length === 3);
    expect(names()).toEqual(['Grace', 'Betty', 'Ada']);
    expect(list.getCurrentResult().data?.leads).toMatchObject({ pageInfo: { hasNextPage: false }, streamCursor: first?.streamCursor });
    await stop();
  });
});

describe('[Part 2: incremental cache] a list of leads that is followed', () => {
  it('shows what is created, changed and deleted elsewhere, and is never asked for again', async () => {
    const ada = await createLead('Ada');
    const { client, list, names, asked, events, stop } = openClient();
    await until('the list is there', () => names().length === 1);
    const unfollow = followLeads(list, client.cache);

    const grace = await createLead('Grace');
    await until('the new lead is on top', () => names().join() === 'Grace,Ada');
    await app.ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }', { input: { id: ada, name: 'Ada Byron' } }, owner.token);
    await until('the changed lead has its new name', () => names().join() === 'Grace,Ada Byron');
    await deleteLead(grace);
    await until('the deleted lead is gone', () => names().join() === 'Ada Byron');
    expect(Object.keys(client.cache.extract() as object).filter((key) => key.startsWith('Lead:'))).toEqual([`Lead:${ada}`]);

    await client.mutate({ mutation: ChangeLeadDocument, variables: { input: { id: ada, name: 'Ada Lovelace' } } });
    await until('its own change comes back as an event', () => events.length === 4);
    expect(names()).toEqual(['Ada Lovelace']);
    expect(asked).toEqual(['LeadList', 'ChangeLead']);
    unfollow();
    await stop();
  });

  it('misses nothing between list and stream, however much is created meanwhile [C2] [B6]', async () => {
    const created: string[] = [];
    let more = true;
    const writing = Promise.all([1, 2, 3].map(async (writer) => {
      for (let n = 0; more || n < 10; n += 1) created.push(await createLead(`${writer}-${n}`));
    }));
    await until('there are leads', () => created.length > 3);
    const { client, stop } = openClient();
    const all = await client.query({ query: LeadListDocument, variables: { first: 100 }, fetchPolicy: 'no-cache' });
    const listed = all.data?.leads?.edges.map(({ node }) => node.id) ?? [];
    const before = created.length;
    await until('more was created after the list', () => created.length > before + 3);
    const streamed: string[] = [];
    const subscription = client.subscribe<{ leadUpdated: { leadId: string } }>({
      query: gql`subscription ($after: Cursor) { leadUpdated(after: $after, filter: { actions: [CREATED] }) { leadId } }`,
      variables: { after: all.data?.leads?.streamCursor },
    }).subscribe(({ data }) => { if (data) streamed.push(data.leadUpdated.leadId); });
    await until('the stream is live', () => streamed.length > 3);
    more = false;
    await writing;
    await until('everything is there', () => listed.length + streamed.length >= created.length);
    expect([...listed, ...streamed].sort()).toEqual([...created].sort());
    subscription.unsubscribe();
    await stop();
  });
});
