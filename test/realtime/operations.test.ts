import { until } from '../support/until.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes, probe } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

const following = 'subscription { noteAdded { text } }';
const resume = { extensions: { resume: true } };

let doors: Doors;
let ctx: TeamContext;
let client: RawClient;

beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
beforeEach(async () => {
  ctx = await doors.team();
  client = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
});
afterEach(() => { client.close(); });

const complete = (id: string) => ({ id, type: 'complete' });
const subscribe = (id: string, query: string, more: Record<string, unknown> = {}) => ({ id, type: 'subscribe', payload: { query, ...more } });

describe('a query or mutation over the socket', () => {
  it('[B1] is answered with one next, then complete', async () => {
    client.subscribe('q', 'query ($name: String) { hello(name: $name) }', { variables: { name: 'Ada' } });
    expect(await client.next('q')).toEqual({ data: { hello: 'Hello Ada' } });
    expect(await client.frame('complete')).toEqual(complete('q'));
    client.subscribe('m', 'mutation { addNote(text: "over the socket") }');
    expect(await client.next('m')).toMatchObject({ data: { addNote: expect.stringMatching(/^\w+:1$/) as string } });
    await client.frame('complete', 'm');
  });

  it('[B1] may leave out or null whatever is optional', async () => {
    client.subscribe('q', '{ hello }', { variables: null, operationName: null, extensions: null });
    expect(await client.next('q')).toEqual({ data: { hello: 'Hello you' } });
  });

  it('[B1] [B14] that fails in part is a next with data and errors', async () => {
    client.subscribe('q', '{ hello fail(code: "NOT_FOUND") }');
    const { data, errors } = await client.next('q');
    expect(data).toEqual({ hello: 'Hello you', fail: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', legacyCode: 'RESOURCE_NOT_FOUND' });
    await client.frame('complete', 'q');
  });

  it('reads all it needs in one snapshot, and the next operation sees what came after', async () => {
    client.subscribe('m', 'mutation { a: addNote(text: "a") b: addNote(text: "b") }');
    await client.next('m');
    await client.frame('complete', 'm');
    client.subscribe('q', '{ heads head }');
    expect(await client.next('q')).toEqual({ data: { heads: [2, 2], head: 2 } });
  });

  it('[A8] knows its socket, which one over HTTP has not', async () => {
    client.subscribe('q', '{ connection { sessionId connectedAt expiresAt } }');
    expect(await client.next('q')).toEqual({
      data: { connection: { sessionId: 'session_of_user_ada', connectedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string, expiresAt: null } },
    });
  });

  it('[B1] that the client completes is not answered any more', async () => {
    client.subscribe('q', '{ held }');
    const release = await until('it runs', () => probe.release);
    client.send(complete('q'));
    await client.rest();
    release();
    expect(await client.rest()).toEqual([]);
  });
});

describe('an error before anything could be sent', () => {
  it.each([
    ['a document that cannot be parsed', '{ hello', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', '{ nothingLikeIt }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an operation that is not there', 'query A { hello }', { operationName: 'B' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query ($n: Int!) { sized(n: $n) }', { variables: { n: 'x' } }, 'BAD_USER_INPUT'],
    ['a filter that cannot match', 'subscription { noteAdded(board: "") { text } }', {}, 'BAD_USER_INPUT'],
    ['a subscription that is not allowed', 'subscription { forbidden { text } }', {}, 'FORBIDDEN'],
    ['two root fields', 'subscription { noteAdded { text } noteMoved { text } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an introspection root field', 'subscription { __typename }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a root field that may be absent', 'subscription ($no: Boolean!) { noteAdded @skip(if: $no) { text } }', { variables: { no: true } }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('[B1] [B14] such as %s is an error, with no complete after it, and frees the id', async (_name, query, more, code) => {
    client.subscribe('1', query, more);
    const [error] = await client.error('1');
    expect(error?.extensions).toMatchObject({ code, details: expect.any(Array) as unknown[], requestId: expect.stringMatching(/^request_/) as string });
    client.subscribe('1', '{ hello }');
    await client.next('1');
    await client.frame('complete', '1');
    expect(await client.rest()).toEqual([]);
  });
});

describe('an operation id', () => {
  it('[B1] that is in use closes 4409, whatever the kind of operation', async () => {
    client.subscribe('1', following, resume);
    await client.next('1');
    client.subscribe('1', '{ hello }');
    expect(await client.closed()).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
  });

  it('[B1] is taken at once, so that two subscribes in one tick close 4409', async () => {
    client.sendAtOnce(subscribe('1', following), subscribe('1', following));
    expect((await client.closed()).code).toBe(4409);
  });

  it('[B1] is free again after complete, in either direction', async () => {
    client.subscribe('1', '{ hello }');
    await client.next('1');
    await client.frame('complete', '1');
    client.subscribe('1', following, resume);
    await client.next('1');
    client.sendAtOnce(complete('1'), subscribe('1', '{ hello }'));
    expect(await client.next('1')).toEqual({ data: { hello: 'Hello you' } });
    await client.frame('complete', '1');
    expect(await client.rest()).toEqual([]);
  });

  it('[B1] that is used again at once belongs to the new operation alone', async () => {
    client.sendAtOnce(subscribe('1', '{ hello(name: "old") }'), complete('1'), subscribe('1', following, resume));
    expect(await client.next('1')).toEqual({ extensions: { cursor: expect.any(String) as string } });
    await addNotes(ctx, { text: 'for the new one' });
    expect((await client.next('1')).data).toEqual({ noteAdded: { text: 'for the new one' } });
    client.sendAtOnce(complete('1'), subscribe('1', following, resume), complete('1'), subscribe('1', following, resume));
    expect((await client.next('1')).data).toBeUndefined();
    await addNotes(ctx, { text: 'once' });
    expect((await client.next('1')).data).toEqual({ noteAdded: { text: 'once' } });
    expect(await client.rest()).toEqual([]);
  });

  it('[B1] that is unknown is ignored in complete, also when completes cross', async () => {
    client.send(complete('never'), complete('never'));
    client.subscribe('1', '{ hello }');
    await client.next('1');
    await client.frame('complete', '1');
    client.send(complete('1'));
    expect(await client.rest()).toEqual([]);
  });
});

describe('complete', () => {
  it('[B1] [B6] ends a subscription at once: nothing more is sent for it, and its group is gone', async () => {
    client.subscribe('1', following, resume);
    await client.next('1');
    expect(doors.realtime.groups()).toBe(1);
    client.send(complete('1'));
    await client.rest();
    expect(doors.realtime.groups()).toBe(0);
    await addNotes(ctx, { text: 'too late' });
    expect(await client.rest()).toEqual([]);
  });

  it('[B1] that overtakes a source still being opened has it returned', async () => {
    client.sendAtOnce(subscribe('1', following, resume), complete('1'));
    await client.rest();
    await until('the source is returned', () => doors.realtime.groups() === 0);
    await addNotes(ctx, { text: 'to nobody' });
    expect(await client.rest()).toEqual([]);
  });

  it('[B1] of the socket itself, while a source is being opened, has it returned', async () => {
    client.sendAtOnce(...Array.from({ length: 20 }, (_, index) => subscribe(String(index), `subscription S${index} { noteAdded { text } }`)));
    client.close();
    const probing = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
    await probing.rest();
    await until('all sources are returned', () => doors.realtime.groups() === 0);
    probing.close();
  });
});
