import { createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { authenticateCaller } from '../../../src/app/authenticate-caller.ts';
import { createApp, type App } from '../../../src/app/create-app.ts';
import { openFailedCredentials } from '../../../src/app/failed-credentials.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import type { AppError } from '../../../src/shared/app-error.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { clientOf, type Session, type TestClient } from '../../support/app.ts';
import { openTestStore } from '../../support/store.ts';
import { keyDoor, newKey } from '../api-key/key-door.ts';
import { knock } from './knock.ts';
import { behindProxy } from './sign-in-from.ts';

const JWT_SECRET = 'a-secret-of-the-tests-that-is-long-enough';
const INTERNAL = 'the-internal-key-of-this-test-which-is-long-enough';
const UNKNOWN_KEY = `lwk_01234567_${'k'.repeat(43)}`;

interface Site extends TestClient {
  readonly app: App;
  readonly warnings: () => { ip?: string; msg: string }[];
  readonly text: () => string;
}

let time = 0;
let site: Site;
let ada: Session;
let apiKey: string;

beforeAll(async () => {
  let text = '';
  const log = createLogger('warn', new Writable({ write: (chunk: Buffer, _, done) => { text += chunk.toString(); done(); } }));
  const { store, config } = await openTestStore({
    PORT: '0', SEED_DEMO: 'false', SANDBOX: 'false', SHUTDOWN_GRACE_MS: '1000', JWT_SECRET, SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough',
    ...behindProxy, FAILED_CREDENTIALS_PER_MINUTE: '3', INTERNAL_API_SECRET: INTERNAL, INTERNAL_ALLOWED_CIDRS: '0.0.0.0/0',
  }, log);
  const app = await createApp({ config, store, log, clock: { now: () => new Date(Date.now() + time) } });
  const client = clientOf((app.url ?? '').replace('localhost', '127.0.0.1'));
  const warnings = () => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { msg: string });
  site = { ...client, app, warnings, text: () => text };
  ada = await site.signUp('Ada');
  apiKey = (await newKey(site, ada.token, ['leads:read'])).secret;
});
afterAll(async () => {
  await site.dispose();
  await site.app.stop();
});
beforeEach(() => { time = 0; });

let made = 0;
const freshIp = () => `203.0.113.${String((made += 1))}`;
const show = async (ip: string, headers: Record<string, string>): Promise<number> =>
  (await keyDoor(site).call({ 'x-forwarded-for': ip, ...headers }, '{ viewer { team { id } } }')).status;
const showMany = async (ip: string, headers: Record<string, string>, times: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let round = 0; round < times; round += 1) statuses.push(await show(ip, headers));
  return statuses;
};

/** A token whose signature is another's. */
const forged = () => {
  const [head = '', body = ''] = ada.token.split('.');
  return `${head}.${body}.${createHmac('sha256', 'another').update(`${head}.${body}`).digest('base64url')}`;
};

describe('credentials that are wrong', () => {
  it.each<[string, () => Record<string, string>]>([
    ['internal keys', () => ({ 'x-internal-api-key': `${INTERNAL}x` })],
    ['API keys that are not there', () => ({ 'x-api-key': UNKNOWN_KEY })],
    ['tokens that somebody else has signed', () => ({ authorization: `Bearer ${forged()}` })],
    ['texts that are nothing', () => ({ authorization: 'Bearer nothing' })],
  ])('[A10] are so many in a minute from one address: %s', async (_what, headers) => {
    const ip = freshIp();
    expect(await showMany(ip, headers(), 5)).toEqual([401, 401, 401, 429, 429]);
    expect(await show(freshIp(), headers())).toBe(401);
    const { errors } = await keyDoor(site).call({ 'x-forwarded-for': ip, ...headers() });
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  });

  it('[A10] are counted together over both doors, and by network', async () => {
    const from = (host: string) => ({ 'x-forwarded-for': `2001:db8:5:5::${host}` });
    for (const payload of [{ token: UNKNOWN_KEY }, { token: forged() }]) expect((await knock(site.url, { headers: from('1'), payload })).closed()?.code).toBe(4403);
    expect([await show('2001:db8:5:5::2', { 'x-api-key': UNKNOWN_KEY }), await show('2001:db8:5:5:ffff::3', { 'x-api-key': UNKNOWN_KEY })]).toEqual([401, 429]);
    expect((await knock(site.url, { headers: from('4'), payload: { token: UNKNOWN_KEY } })).closed()).toEqual({ code: 1013, reason: 'Try again later' });
  });

  it('[A10] are not looked up any more when there were too many, also where they would be right', async () => {
    const ip = freshIp();
    await showMany(ip, { 'x-api-key': UNKNOWN_KEY }, 3);
    expect(await show(ip, { 'x-api-key': apiKey })).toBe(429);
    expect(await show(ip, { 'x-internal-api-key': INTERNAL, 'x-team-id': ada.teamId })).toBe(429);

    const { base } = site.app.parts;
    let lookUps = 0;
    const parts = { ...base.parts, get database() { lookUps += 1; return base.parts.database; } };
    const ctx = { ...base, parts, origin: { ip: freshIp(), client: null } };
    const authenticate = authenticateCaller(openFailedCredentials(base.parts.budgets, 2));
    const codes: unknown[] = [];
    for (let round = 0; round < 4; round += 1) await authenticate(ctx, { secret: UNKNOWN_KEY, teamId: null }).catch((error: unknown) => { codes.push((error as AppError).code, lookUps > 0); lookUps = 0; });
    expect(codes).toEqual(['UNAUTHENTICATED', true, 'UNAUTHENTICATED', true, 'RATE_LIMITED', false, 'RATE_LIMITED', false]);
    expect(await show(freshIp(), { 'x-api-key': apiKey })).toBe(200);
  });

  it('[A10] of others do not keep out whom we have given a token', async () => {
    const ip = freshIp();
    await showMany(ip, { 'x-api-key': UNKNOWN_KEY }, 4);
    expect(await show(ip, { authorization: `Bearer ${ada.token}` })).toBe(200);
    expect(await show(ip, { authorization: `Bearer ${forged()}` })).toBe(429);
  });

  it('[A10] are not those that have run out: clients find out so that they have to renew', async () => {
    const ip = freshIp();
    time = 3_600_000;
    expect(await showMany(ip, { authorization: `Bearer ${ada.token}` }, 6)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(await show(ip, { 'x-api-key': UNKNOWN_KEY })).toBe(401);
  });

  it('[A10] are those of a session that has ended', async () => {
    const eve = await site.signUp('Eve');
    await inTransaction({ ...site.app.parts.base, actor: { kind: 'SYSTEM', teamId: eve.teamId, job: 'test' } }, ({ em }) => em.execute('update sessions set revoked_at = now()'));
    const ip = freshIp();
    await showMany(ip, { authorization: `Bearer ${eve.token}` }, 3);
    expect(await show(ip, { 'x-api-key': UNKNOWN_KEY })).toBe(429);
  });

  it('[A10] are written down once a minute for an address, but for the secret', async () => {
    const [ip, other] = [freshIp(), freshIp()];
    await showMany(ip, { 'x-internal-api-key': `${INTERNAL}x` }, 5);
    await show(other, { authorization: `Bearer ${forged()}` });
    expect(site.warnings().filter((line) => line.ip === ip || line.ip === other)).toMatchObject([{ ip, msg: expect.stringContaining('credentials') }, { ip: other }]);
    for (const secret of [INTERNAL, UNKNOWN_KEY, forged()]) expect(site.text()).not.toContain(secret);
  });
});
