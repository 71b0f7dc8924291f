import { once } from 'node:events';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient, type Client, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TeamContext } from '../../src/shared/context.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addNotes } from './notes.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
beforeEach(async () => { ctx = await doors.team(); });

const clientOf = (options: Partial<Parameters<typeof createClient>[0]> = {}): Client =>
  createClient({ url: doors.wsUrl, webSocketImpl: WebSocket, connectionParams: { token: tokenFor(ctx.actor.teamId) }, ...options });

type NoteResult = ExecutionResult<{ noteAdded: { text: string } }>;

describe('the graphql-ws client', () => {
  it('[B1] [B4] is greeted, subscribes, gets every event with its cursor, and ends cleanly', async () => {
    const greetings: unknown[] = [];
    const client = clientOf({ on: { connected: (_socket, payload) => greetings.push(payload) } });
    const stream = client.iterate<{ noteAdded: { text: string } }>({ query: 'subscription { noteAdded { text } }', extensions: { resume: true } });
    const confirmation = await stream.next();
    const cursors = [await addNotes(ctx, { text: 'a' }), await addNotes(ctx, { text: 'b' })];
    const results = [(await stream.next()).value, (await stream.next()).value] as NoteResult[];
    expect(greetings).toEqual([expect.objectContaining({ teamId: ctx.actor.teamId, userRole: 'ADMIN' })]);
    expect((confirmation.value as NoteResult).data).toBeUndefined();
    expect(results.map(({ data }) => data?.noteAdded.text)).toEqual(['a', 'b']);
    expect(results.map(({ extensions }) => extensions?.['cursor'])).toEqual(cursors);
    await stream.return?.();
    await until('the group is gone', () => doors.realtime.groups() === 0);
    await client.dispose();
  });

  it('[B14] gets errors before a stream as errors of the sink', async () => {
    const client = clientOf();
    const errors = await new Promise((resolve) => {
      client.subscribe({ query: 'subscription { noteAdded(after: "garbage") { text } }' }, { next: () => undefined, error: resolve, complete: () => undefined });
    });
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', legacyCode: 'INVALID_REQUEST' }) as object })]);
    await client.dispose();
  });

  it('[B9] resumes behind its last cursor when the connection is cut, without a gap and without a repeat', async () => {
    const texts: string[] = [];
    let proxy = await startTcpProxy(Number(new URL(doors.url).port));
    const client = clientOf({ url: () => `ws://127.0.0.1:${proxy.port}/graphql`, retryAttempts: Infinity, shouldRetry: () => true, retryWait: async () => undefined, lazy: true });
    const payload = { query: 'subscription { noteAdded { text } }', extensions: { resume: true } as Record<string, unknown> };
    client.subscribe<{ noteAdded: { text: string } }, { cursor: string }>(payload, {
      next: ({ data, extensions }) => {
        payload.extensions['after'] = extensions?.cursor;
        if (data) texts.push(data.noteAdded.text);
      },
      error: (error) => { throw new Error('The stream ended.', { cause: error }); },
      complete: () => undefined,
    });
    await until('it is subscribed', () => payload.extensions['after']);
    for (let round = 0; round < 5; round += 1) {
      await addNotes(ctx, { text: `${round} live` });
      await until('the event is there', () => texts.includes(`${round} live`));
      await proxy.cut();
      await addNotes(ctx, { text: `${round} missed` }, { text: `${round} missed too` });
      proxy = await startTcpProxy(Number(new URL(doors.url).port));
    }
    await until('everything is there', () => texts.includes('4 missed too'));
    expect(texts).toEqual(Array.from({ length: 5 }, (_, round) => ['live', 'missed', 'missed too'].map((word) => `${round} ${word}`)).flat());
    await client.dispose();
    await proxy.close();
  });

  it('[A10] is closed with a code that it retries when its token is bad, and comes in with a new one', async () => {
    const tokens = ['bad', tokenFor(ctx.actor.teamId)];
    const closes: number[] = [];
    const client = clientOf({
      connectionParams: () => ({ token: tokens.shift() }),
      retryWait: async () => undefined,
      on: { closed: (event) => closes.push((event as { code: number }).code) },
    });
    const first = await client.iterate({ query: '{ hello }' }).next();
    expect((first.value as ExecutionResult).data).toEqual({ hello: 'Hello you' });
    expect(closes).toEqual([4403]);
    await client.dispose();
  });
});

describe('Apollo Client', () => {
  const apollo = () => {
    const socket = clientOf();
    const http = new HttpLink({ uri: `${doors.url}/graphql`, headers: { authorization: `Bearer ${tokenFor(ctx.actor.teamId)}` } });
    const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, new GraphQLWsLink(socket), http);
    return { socket, client: new ApolloClient({ link, cache: new InMemoryCache() }) };
  };

  it('[B1] [B4] mutates over HTTP and gets the event over GraphQLWsLink', async () => {
    const { client, socket } = apollo();
    const results: unknown[] = [];
    const subscription = client.subscribe({ query: gql`subscription { noteAdded { id text team { id } } }` }).subscribe({ next: ({ data }) => results.push(data) });
    await until('it is subscribed', () => doors.realtime.groups() === 1);
    const { data } = await client.mutate({ mutation: gql`mutation { addNote(text: "from Apollo") }` });
    expect(data).toEqual({ addNote: `${doors.base.parts.streams.epoch}:1` });
    await until('the event is there', () => results.length > 0);
    expect(results).toEqual([{
      noteAdded: { __typename: 'NoteEvent', id: expect.any(String) as string, text: 'from Apollo', team: { __typename: 'Team', id: ctx.actor.teamId } },
    }]);
    subscription.unsubscribe();
    await until('the group is gone', () => doors.realtime.groups() === 0);
    await socket.dispose();
    client.stop();
  });

  it('[B14] reads the codes of errors on both transports', async () => {
    const { client, socket } = apollo();
    const codeOf = (error: unknown) => (CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.['code'] : error);
    const overHttp: unknown = await client.query({ query: gql`{ fail(code: "NOT_FOUND") }` }).catch((error: unknown) => error);
    expect(codeOf(overHttp)).toBe('NOT_FOUND');
    const overSocket = await new Promise((resolve) => {
      client.subscribe({ query: gql`subscription { forbidden { text } }` }).subscribe({ next: ({ error }) => { resolve(error); }, error: resolve });
    });
    expect(codeOf(overSocket)).toBe('FORBIDDEN');
    await socket.dispose();
    client.stop();
  });
});

describe('a WebSocket without any GraphQL client', () => {
  it('[A14] gets its ack with a header and one line', async () => {
    const socket = new WebSocket(doors.wsUrl, 'graphql-transport-ws', { headers: { Authorization: `Bearer ${tokenFor(ctx.actor.teamId)}` } });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(data.toString())).toMatchObject({ type: 'connection_ack', payload: { teamId: ctx.actor.teamId } });
    socket.terminate();
  });
});
