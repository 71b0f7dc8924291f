import { knock, type Knock } from '../graphql/knock.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { startAttackedApp, type AttackedApp } from './attacked-app.ts';
import { garble } from './garble.ts';
import { hostileTexts, hostileValue } from './hostile-values.ts';
import { leaksIn } from './judge-answer.ts';
import { randomOf, type Random } from './random.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? '500');
const SEED = Number(process.env.FUZZ_SEED ?? '1');
const PATIENCE_MS = 600_000;
/** So many characters of a value keep an address within the limit of headers, which is tried elsewhere. */
const VALUE_MAX = 300;

let sandbox: TestSandbox;
let attacked: AttackedApp;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  attacked = await startAttackedApp({}, sandbox.url);
});
afterAll(async () => {
  await attacked.stop();
  await sandbox.stop();
});

const questions = ['email', 'name', 'seats', 'day', 'plan', 'other'];
const good = { email: 'ada@example.com', name: 'Ada', seats: 5, day: '2026-11-21', plan: 'pro' };

const dataOf = (random: Random): unknown => {
  if (random.chance(0.1)) return hostileValue(random);
  const data: Record<string, unknown> = { ...good };
  for (let time = random.below(4); time > 0; time -= 1) data[random.chance(0.8) ? random.pick(questions) : random.pick(hostileTexts)] = hostileValue(random);
  return data;
};

const urlencoded = (data: unknown): string =>
  new URLSearchParams(Object.entries(Object(data) as object).map(([name, value]): [string, string] => [name.toWellFormed(), JSON.stringify(value).toWellFormed()])).toString();

/** The id of the form more often than not, and else anything that a path can hold. */
const idOf = (random: Random): string => (random.chance(0.85) ? attacked.publicId : random.pick([...hostileTexts.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 600)), '%', '%zz', '%c0%ae', '..', '.', '%2f%2e%2e']));

const types = ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/json; charset="', 'text/html', '/'];
const accepts = ['*/*', 'text/html', 'text/html,application/xhtml+xml', 'application/json', 'q=;', 'text/html;q=x'];

const submission = (random: Random): Knock => {
  const isForm = random.chance(0.4);
  const text = isForm ? urlencoded(dataOf(random)) : JSON.stringify(dataOf(random));
  const key = random.chance(0.1) ? { 'idempotency-key': random.pick(['', 'k', 'x'.repeat(500), '\u00ff']) } : {};
  return {
    path: random.chance(0.9) ? `/forms/${idOf(random)}/submissions` : `/f/${idOf(random)}${random.pick(['', '/thanks', '?a=%00', '/..;/'])}`,
    method: random.chance(0.9) ? 'POST' : random.pick(['GET', 'PUT', 'OPTIONS', 'PATCH']),
    headers: { 'content-type': random.chance(0.85) ? (isForm ? 'application/x-www-form-urlencoded' : 'application/json') : random.pick(types), accept: random.pick(accepts), ...key },
    body: random.chance(0.2) ? garble(random, text) : text,
  };
};

/** A state that is good, one that was, and anything else; with a code, an error, or both. */
const callback = (random: Random, states: readonly string[]): Knock => {
  const value = () => random.pick([...hostileTexts, 'access_denied', 'a-code', ...states]).slice(0, VALUE_MAX).toWellFormed();
  const parameters = Array.from({ length: random.below(5) }, () => [random.pick(['state', 'state', 'code', 'error', 'state[]', '__proto__', 'returnTo']), value()] as [string, string]);
  const query = new URLSearchParams(parameters).toString();
  const provider = random.chance(0.85) ? random.pick(['hubspot', 'salesforce', 'pipedrive', 'zoho']) : random.pick(['HUBSPOT', '__proto__', 'constructor', '%00', '..%2f', '%']);
  return { method: random.chance(0.9) ? 'GET' : random.pick(['HEAD', 'POST', 'PUT', 'OPTIONS']), path: `/oauth/${provider}/callback${random.chance(0.1) ? '/' : ''}?${random.chance(0.15) ? query.replaceAll('%', '%%') : query}`, headers: { accept: random.pick(accepts) } };
};

/** Sends them all, and tells of every answer that is not of these statuses, or says what it should not. */
const attack = async (statuses: ReadonlySet<number>, requestOf: (random: Random) => Knock): Promise<Record<string, number>> => {
  const failures: unknown[] = [];
  const seen: Record<string, number> = {};
  for (let n = 0; n < RUNS && failures.length < 10; n += 1) {
    const request = requestOf(randomOf(SEED, n));
    const { status, text } = await knock(attacked.app.url, request).catch((error: unknown) => ({ status: 0, text: String(error) }));
    seen[status] = (seen[status] ?? 0) + 1;
    const leaks = leaksIn(text);
    if (!statuses.has(status) || leaks.length > 0) failures.push({ seed: SEED, n, status, leaks, text: text.slice(0, 500), request });
  }
  expect(failures).toEqual([]);
  return seen;
};

it(`[C9] [D4] ${String(RUNS)} odd submissions of a form are each taken, or refused with a status that says why`, async () => {
  const seen = await attack(new Set([200, 204, 303, 400, 404, 413, 414, 415, 422, 431]), submission);
  expect(Object.keys(seen)).toEqual(expect.arrayContaining(['200', '422']));
  const { email } = good;
  expect((await fetch(`${attacked.app.url}/forms/${attacked.publicId}/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email }) })).status).toBe(200);
}, PATIENCE_MS);

it(`[F2] ${String(RUNS)} odd callbacks of a CRM are each refused, and connect nothing`, async () => {
  const begin = async () => (await attacked.app.ask('mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { state } }', {}, attacked.owner.token)).startIntegrationAuth.state as string;
  const states = [await begin(), await begin(), await begin()];
  const seen = await attack(new Set([200, 400, 404, 414, 431]), (random) => callback(random, states));
  expect(Object.keys(seen)).toContain('400');
  expect((await attacked.app.ask('{ integration(provider: HUBSPOT) { status credential { id } } }', {}, attacked.owner.token)).integration.credential).toBeNull();
}, PATIENCE_MS);
