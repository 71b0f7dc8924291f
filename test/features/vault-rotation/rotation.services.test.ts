import pg from 'pg';
import { createVault } from '../../../src/vault/create-vault.ts';
import type { Session, Stream, TestClient } from '../../support/app.ts';
import { installation, type Installation } from '../../support/installation.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { until } from '../../support/until.ts';
import { plantCredentials } from './plant-credentials.ts';

const PATIENCE_MS = 300_000;
const CREDENTIALS = 10_000;

const oldKey = 'the old vault key of the tests, long enough';
const newKey = 'the new vault key of the tests, long enough';
const [before, after] = [createVault({ key: oldKey }), createVault({ key: newKey })];

/** First everyone can open what the new key seals, then everyone seals with it, then the old one goes. */
const onlyOld = { SECRET_VAULT_KEY: oldKey };
const opensBoth = { SECRET_VAULT_KEY: oldKey, SECRET_VAULT_KEY_NEXT: newKey };
const sealsNew = { SECRET_VAULT_KEY: newKey, SECRET_VAULT_KEY_PREVIOUS: oldKey };
const onlyNew = { SECRET_VAULT_KEY: newKey };

type Api = TestClient & { process: ServerProcess };

let site: Installation;
let database: pg.Client;
beforeAll(async () => {
  site = await installation({ TOKEN_SWEEP_MS: '200' }, { SANDBOX_RATE_LIMIT: '100000' });
  database = new pg.Client({ connectionString: site.databaseUrl });
  await database.connect();
}, PATIENCE_MS);
afterAll(async () => {
  await database.end();
  await site[Symbol.asyncDispose]();
});

const underOld = async () => Number((await database.query<{ count: string }>('select count(*) from credentials where key_id = $1', [before.keyId])).rows[0]?.count);
const gaugeOf = async (api: Api) => Number(/^leadwire_credentials_under_old_key (\S+)$/m.exec(await (await fetch(`${api.url}/metrics`)).text())?.[1]);

/** Somebody works: leads come, and every one of them has to reach the CRM. */
const load = async (api: TestClient, { token }: Session, prefix: string): Promise<{ stop: () => Promise<number>; syncs: Stream }> => {
  const syncs = await api.subscribe(token, 'subscription { crmSync { status attempt { errors { message } } } }');
  const stopping = new AbortController();
  let created = 0;
  const working = (async () => {
    while (!stopping.signal.aborted) {
      created += 1;
      await api.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name: 'Ada', email: `${prefix}-${String(created)}@example.com` } }, token);
      await api.ask('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, token);
    }
  })();
  const stop = async () => {
    stopping.abort();
    await working;
    await until('every lead is in the CRM', () => syncs.events.filter(({ status }) => status === 'SUCCEEDED').length === created, 60_000);
    return created;
  };
  return { stop, syncs };
};

it(`[E5] ${String(CREDENTIALS)} credentials change their key under load and over a kill -9 of the worker, no sync fails, and the old key can go`, async () => {
  const api = await site.api(onlyOld);
  let worker = await site.worker(onlyOld);
  const owner = await api.signUp();
  await api.connectHubspot(owner.token);
  await plantCredentials(database, before, CREDENTIALS);
  expect(await underOld()).toBe(CREDENTIALS + 1);

  const both = await site.api(opensBoth);
  await api.process.end('SIGTERM');
  await worker.end('SIGTERM');
  worker = await site.worker(sealsNew);
  const work = await load(both, owner, 'during');
  await until('some are under the new key', async () => (await underOld()) < CREDENTIALS);
  await worker.end('SIGKILL');
  const left = await underOld();
  expect(left).toBeGreaterThan(0);
  worker = await site.worker({ ...sealsNew, LOG_LEVEL: 'info' });
  await until('all are', async () => (await underOld()) === 0, 120_000);
  await until('the operator is told', () => worker.output().includes('SECRET_VAULT_KEY_PREVIOUS can be removed'));
  expect(await work.stop()).toBeGreaterThan(0);
  expect(work.syncs.events.filter(({ status }) => ['FAILED', 'RETRYING'].includes(status as string))).toEqual([]);

  const last = await site.api(onlyNew);
  await both.process.end('SIGTERM');
  await worker.end('SIGTERM');
  await site.worker(onlyNew);
  expect(await gaugeOf(last)).toBe(0);
  const afterwards = await load(last, owner, 'afterwards');
  await until('a few have come', () => afterwards.syncs.events.filter(({ status }) => status === 'SUCCEEDED').length > 3);
  await afterwards.stop();
  const { rows } = await database.query<{ id: string; team_id: string; provider: string; encrypted: unknown }>("select id, team_id, provider, encrypted from credentials where fingerprint = 'f'");
  expect(rows).toHaveLength(CREDENTIALS);
  for (const { id, team_id: teamId, provider, encrypted } of rows)
    expect(await after.open(encrypted, { teamId, provider })).toEqual({ accessToken: `planted of ${id}`, scopes: [] });
}, PATIENCE_MS);
