import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';

let app: TestApp;
let ada: Session;
let grace: Session;
let apollo: ApolloClient;
beforeAll(async () => {
  app = await startApp();
  ada = await app.signUp('Ada');
  grace = await joinTeam(app, ada, 'SALES', 'Grace');
  apollo = apolloClient(ada, app.socket(ada.token));
});
afterAll(async () => {
  apollo.stop();
  await app.stop();
});

/** What comes has no type until a test looks at it. */
type Operation = TypedDocumentNode<Json, Json>;

/** Apollo Client 4 as its documents set it up: subscriptions by socket, everything else by HTTP. */
const apolloClient = ({ token }: Session, socket: Client) =>
  new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: `${app.url}/graphql`, headers: { authorization: `Bearer ${token}` } }),
    ),
  });

const LEAD_UPDATED: Operation = gql`
  subscription ($filter: LeadEventFilter, $after: Cursor) {
    leadUpdated(filter: $filter, after: $after) {
      __typename id type cursor occurredAt publishedAt team { id name } actor { kind id name email role }
      action leadId changedFields previous leftFilter previousOwner { id name email }
      lead { __typename id name status version owner { id name email } updatedAt }
    }
  }`;

const STREAM_HEAD: Operation = gql`{ streamHead }`;

/** What a subscription of Apollo Client gives, from now on. */
const follow = async (filter: Json | null = null): Promise<Json[]> => {
  const { data } = await apollo.query({ query: STREAM_HEAD, fetchPolicy: 'network-only' });
  const events: Json[] = [];
  apollo.subscribe({ query: LEAD_UPDATED, variables: { filter, after: data?.streamHead } }).subscribe({
    next: (result) => { if (result.data) events.push(result.data.leadUpdated); },
    error: (error: unknown) => { throw error; },
  });
  return events;
};

const mutate = async (name: string, input: Json): Promise<Json> => {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const answer = name === 'deleteLead' ? 'leadId cursor' : 'lead { id version updatedAt } cursor';
  const mutation: Operation = gql(`mutation ($input: ${type}) { ${name}(input: $input) { ${answer} } }`);
  const { data } = await apollo.mutate({ mutation, variables: { input } });
  return data?.[name];
};
const arrived = (events: Json[], count: number) => until(`${String(count)} events have arrived`, () => events.length >= count);

describe('leadUpdated', () => {
  it('tells of a lead that is created, updated, assigned and deleted, and by whom [C4] [B4] [B20]', async () => {
    const events = await follow();
    const { lead: { id }, cursor } = await mutate('createLead', { name: 'Hedy', ownerId: ada.userId });
    const updated = await mutate('updateLead', { id, status: 'CONTACTED' });
    const assigned = await mutate('assignLead', { id, ownerId: grace.userId });
    const deleted = await mutate('deleteLead', { id });
    await arrived(events, 4);

    const common = {
      __typename: 'LeadEvent', leadId: id, team: { __typename: 'Team', id: ada.teamId, name: 'Team of Ada' },
      actor: { __typename: 'Actor', kind: 'USER', id: ada.userId, name: 'Ada', email: ada.email, role: 'OWNER' },
    };
    const person = (name: string, { userId, email }: Session) => ({ __typename: 'User', id: userId, name, email });
    expect(events).toMatchObject([
      { ...common, type: 'LEAD_CREATED', action: 'CREATED', cursor, changedFields: [], previous: {}, previousOwner: null, leftFilter: false, lead: { id, status: 'NEW', version: 1, owner: person('Ada', ada) } },
      { ...common, type: 'LEAD_UPDATED', action: 'UPDATED', cursor: updated['cursor'], changedFields: ['status'], previous: { status: 'NEW' }, previousOwner: null, lead: { status: 'CONTACTED', version: 2 } },
      {
        ...common, type: 'LEAD_ASSIGNED', action: 'ASSIGNED', cursor: assigned['cursor'], changedFields: ['ownerId'], previous: { ownerId: ada.userId },
        previousOwner: person('Ada', ada), lead: { version: 3, owner: person('Grace', grace) },
      },
      { ...common, type: 'LEAD_DELETED', action: 'DELETED', cursor: deleted['cursor'], lead: null, leftFilter: true },
    ]);
    expect(new Set(events.map((event) => event['id'])).size).toBe(4);
    for (const { occurredAt, publishedAt } of events) expect(Date.parse(publishedAt)).toBeGreaterThanOrEqual(Date.parse(occurredAt));
  });

  it('carries the lead as of its event, not as of now [C4]', async () => {
    const { lead: { id }, cursor } = await mutate('createLead', { name: 'First' });
    for (const name of ['Second', 'Third']) await mutate('updateLead', { id, name });
    const events: Json[] = [];
    apollo.subscribe({ query: LEAD_UPDATED, variables: { filter: { leadId: id }, after: cursor } }).subscribe(({ data }) => { if (data) events.push(data.leadUpdated); });
    await arrived(events, 2);
    expect(events.map(({ lead, previous }) => [previous.name, lead.name, lead.version])).toEqual([['First', 'Second', 2], ['Second', 'Third', 3]]);
  });

  it('tells a filter by owner once that a lead has left it [C4]', async () => {
    const mine = await follow({ ownerId: ada.userId });
    const theirs = await follow({ ownerId: grace.userId });
    const { lead: { id } } = await mutate('createLead', { name: 'Board', ownerId: ada.userId });
    await mutate('assignLead', { id, ownerId: grace.userId });
    await mutate('updateLead', { id, name: 'No longer mine' });
    await mutate('assignLead', { id, ownerId: null });
    await arrived(theirs, 3);
    expect(mine.map(({ action, leftFilter }) => [action, leftFilter])).toEqual([['CREATED', false], ['ASSIGNED', true]]);
    expect(theirs.map(({ action, leftFilter }) => [action, leftFilter])).toEqual([['ASSIGNED', false], ['UPDATED', false], ['ASSIGNED', true]]);
    expect(theirs[2]).toMatchObject({ previousOwner: { id: grace.userId }, lead: { owner: null } });
  });

  it('passes only what was asked for: by lead, action and status [C4]', async () => {
    const { lead: { id } } = await mutate('createLead', { name: 'Picked' });
    const [byLead, byAction, byStatus] = [await follow({ leadId: id }), await follow({ actions: ['DELETED'] }), await follow({ status: ['LOST'] })];
    const { lead: { id: other } } = await mutate('createLead', { name: 'Other' });
    await mutate('updateLead', { id, status: 'LOST' });
    await mutate('updateLead', { id: other, name: 'Another' });
    await mutate('updateLead', { id, status: 'NEW' });
    await mutate('deleteLead', { id: other });
    await mutate('deleteLead', { id });
    await Promise.all([arrived(byLead, 3), arrived(byAction, 2), arrived(byStatus, 2)]);
    expect(byLead.map(({ action }) => action)).toEqual(['UPDATED', 'UPDATED', 'DELETED']);
    expect(byAction.map(({ leadId }) => leadId)).toEqual([other, id]);
    expect(byStatus.map(({ lead, leftFilter }) => [lead.status, leftFilter])).toEqual([['LOST', false], ['NEW', true]]);
  });

  it('brings nothing of another team [A4]', async () => {
    const ben = await app.signUp('Ben');
    const stream = await app.subscribe(ben.token, 'subscription { leadUpdated { leadId } }');
    const { lead: { id } } = await mutate('createLead', { name: 'Not for Ben' });
    const foreign = await app.subscribe(ben.token, 'subscription ($id: ID) { leadUpdated(filter: { leadId: $id }) { leadId } }', { variables: { id } });
    await mutate('updateLead', { id, name: 'Still not for Ben' });
    const { createLead } = await app.ask('mutation { createLead(input: { name: "For Ben" }) { lead { id } } }', {}, ben.token);
    await until("Ben's own lead arrives", () => stream.events.length > 0);
    expect([stream.events, foreign.events]).toEqual([[{ leadId: createLead.lead.id }], []]);
  });

  it.each([['an empty list', { status: [] }, 'BAD_USER_INPUT'], ['what is no lead', { leadId: 'form_x' }, 'BAD_USER_INPUT']])('refuses a filter by %s [C4]', async (_, filter, code) => {
    const stream = await app.subscribe(ada.token, 'subscription ($filter: LeadEventFilter) { leadUpdated(filter: $filter) { leadId } }', { variables: { filter } });
    expect(stream.error()).toMatchObject([{ extensions: { code } }]);
  });

  it('is refused to a contractor [A3]', async () => {
    const contractor = await joinTeam(app, ada, 'CONTRACTOR');
    const stream = await app.subscribe(contractor.token, 'subscription { leadUpdated { leadId } }');
    expect(stream.error()).toMatchObject([{ message: 'You may not see leads.', extensions: { code: 'FORBIDDEN' } }]);
  });
});
