import { request as httpRequest } from 'node:http';
import type { Knock } from '../graphql/knock.ts';
import { endsSessions, startAttackedApp, wholeSchema, type AttackedApp } from './attacked-app.ts';
import { breakRequest } from './break-request.ts';
import { garble } from './garble.ts';
import { hostileValue } from './hostile-values.ts';
import { leaksIn, wrongInErrors } from './judge-answer.ts';
import { randomOf, type Random } from './random.ts';
import { writeOperation } from './write-operation.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? '2000');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const PATIENCE_MS = 600_000;

const schema = wholeSchema();
let attacked: AttackedApp;

beforeAll(async () => { attacked = await startAttackedApp(); });
afterAll(() => attacked.stop());


const requestOf = (random: Random) => breakRequest(random, writeOperation(random, { schema, ids: attacked.ids, without: endsSessions }));

/** A body that is a request, is shaped like one, or is nothing of the kind. */
const bodyOf = (random: Random): string => {
  const request = requestOf(random);
  if (random.chance(0.6)) return JSON.stringify(request);
  if (random.chance(0.5)) return garble(random, JSON.stringify(request));
  const part = random.pick(['query', 'variables', 'operationName', 'extensions', 'documentId', 'id']);
  return JSON.stringify(random.chance(0.2) ? hostileValue(random) : { ...request, [part]: hostileValue(random) });
};

const mediaTypes = ['application/json', 'application/json; charset=utf-8', 'application/json; charset=utf-16', 'application/json; charset=latin1', 'application/json;charset="', 'APPLICATION/JSON', 'application/graphql', 'application/graphql+json', 'text/plain', 'multipart/form-data; boundary=x', 'application/json, application/json', 'application/problem+json', '*/*', '/', 'json'];
const accepts = ['*/*', 'application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed;subscriptionSpec=1.0, application/json', 'text/html', 'q=,;;=', 'application/graphql-response+json;q=2', ''];

const headersOf = (random: Random): Record<string, string> => ({
  'content-type': random.chance(0.85) ? 'application/json' : random.pick(mediaTypes),
  ...(random.chance(0.3) ? { accept: random.pick(accepts) } : {}),
  ...(random.chance(0.8) ? { authorization: `Bearer ${attacked.owner.token}` } : {}),
  ...(random.chance(0.05) ? { 'idempotency-key': random.pick(['', 'a', 'x'.repeat(400), '\u00ff\u00fe', 'a, b']) } : {}),
  ...(random.chance(0.05) ? { 'x-forwarded-for': random.pick(['1.2.3.4', 'unknown', "'", '::1%eth0', ',,,']) } : {}),
  ...(random.chance(0.05) ? { 'apollographql-client-name': random.pick(['a', '\u00e9\u00ff', 'x'.repeat(3_000), '${jndi:ldap://x}']) } : {}),
});

const byGet = (random: Random): Knock => {
  const { query, variables, operationName, extensions } = requestOf(random);
  const garbled = (text: string) => (random.chance(0.2) ? garble(random, text) : text);
  const parameters = new URLSearchParams({ query: garbled(query.toWellFormed()).slice(0, 4_000), variables: garbled(JSON.stringify(variables)).slice(0, 4_000), ...(operationName === null ? {} : { operationName: operationName.slice(0, 500) }), ...(extensions === undefined ? {} : { extensions: garbled(JSON.stringify(extensions)).slice(0, 2_000) }) }).toString();
  return { method: 'GET', path: `/graphql?${random.chance(0.1) ? parameters.replaceAll('%', '%%') : parameters}` };
};

/** One answer: whole, or of a stream what comes first, which says whether it was refused. */
const ask = ({ method = 'POST', path = '/graphql', headers, body }: Knock): Promise<{ status: number; text: string; isStream: boolean }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(attacked.app.url);
    const sent = httpRequest({ hostname, port, method, path, headers: headers as Record<string, string> });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const isStream = /event-stream|multipart\/mixed/.test(response.headers['content-type'] ?? '');
      let text = '';
      const done = () => { resolve({ status: response.statusCode ?? 0, text, isStream }); };
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (!isStream) return;
        done();
        response.destroy();
      });
      response.once('error', done).once('end', done);
    });
    sent.end(body);
  });

const statuses: ReadonlySet<number> = new Set([200, 302, 400, 401, 403, 405, 406, 413, 415, 429, 431]);

const judge = ({ status, text, isStream }: Awaited<ReturnType<typeof ask>>): string[] => {
  if (!statuses.has(status)) return [`status ${String(status)}: ${text.slice(0, 300)}`];
  if (isStream) return [...leaksIn(text), ...(text.includes('INTERNAL_SERVER_ERROR') ? [text.slice(0, 500)] : [])];
  if (status === 302) return [];
  const answers = [JSON.parse(text) as { errors?: { message: string }[] }].flat();
  const isMute = status >= 400 && answers.some(({ errors = [] }) => errors.length === 0);
  return [...(isMute ? [`${String(status)} without an error: ${text.slice(0, 300)}`] : []), ...leaksIn(text), ...answers.flatMap(({ errors = [] }) => wrongInErrors(errors))];
};

const requestFor = (n: number): Knock => {
  const random = randomOf(SEED, n);
  const asked = random.chance(0.15) ? byGet(random) : { body: bodyOf(random) };
  return { ...asked, headers: { ...headersOf(random), ...('path' in asked ? { 'apollo-require-preflight': '1' } : {}) } };
};

it(`[P3] [B14] ${String(RUNS)} malformed requests over HTTP are each answered with a status and a code of the table`, async () => {
  const failures: unknown[] = [];
  const seen: Record<string, number> = {};
  for (let n = 0; n < RUNS && failures.length < 10; n += 1) {
    const request = requestFor(n);
    const answer = await ask(request).catch((error: unknown) => ({ status: 0, text: String(error), isStream: false }));
    seen[answer.status] = (seen[answer.status] ?? 0) + 1;
    const wrong = judge(answer);
    if (wrong.length > 0) failures.push({ seed: SEED, n, wrong, request });
  }
  expect(failures).toEqual([]);
  expect(Object.keys(seen)).toEqual(expect.arrayContaining(['200', '400', '401', '415']));
  expect((await attacked.app.ask('{ viewer { team { id } } }', {}, attacked.owner.token)).viewer.team.id).toBe(attacked.owner.teamId);
}, PATIENCE_MS);
