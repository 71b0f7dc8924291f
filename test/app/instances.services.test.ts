import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from '../support/database-url.ts';
import { installation } from '../support/installation.ts';
import { startServer } from '../support/server-process.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
/** Each round starts a process and kills it. */
const ROUND_PATIENCE_MS = 20_000;

/** `npm run chaos:commit` asks for a thousand. */
const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? '20');

const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } cursor } }';
const leadUpdated = 'subscription { leadUpdated { cursor action lead { name } } }';
const crmSync = 'subscription { crmSync { status leadId attempt { id action contactId } } }';

const redisPort = () => Number(new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379').port || '6379');

describe('several processes on one PostgreSQL and one Redis', () => {
  it('[B2] [B23] bring a mutation on B to a client on A once, and its sync from a worker of its own', async () => {
    await using site = await installation();
    const [a, b] = [await site.api(), await site.api()];
    await site.worker();
    const owner = await a.signUp();
    await b.connectHubspot(owner.token);
    const [leads, syncs] = [await a.subscribe(owner.token, leadUpdated), await a.subscribe(owner.token, crmSync)];
    for (const name of ['Ada', 'Bob', 'Cy']) await b.ask(createLead, { input: { name, email: `${name}@example.com` } }, owner.token);
    await until('all syncs have succeeded', () => syncs.events.filter(({ status }) => status === 'SUCCEEDED').length === 3);
    expect(leads.events.map(({ lead }) => lead.name as string)).toEqual(['Ada', 'Bob', 'Cy']);
    expect(new Set(leads.events.map(({ cursor }) => cursor as string)).size).toBe(3);
    expect(await site.sandbox.contacts()).toHaveLength(3);
  }, PATIENCE_MS);

  it('[I7] finish a sync whose worker is killed with -9 under way: one contact, one SUCCEEDED', async () => {
    await using site = await installation();
    const a = await site.api();
    const doomed = await site.worker();
    const owner = await a.signUp();
    await a.connectHubspot(owner.token);
    const syncs = await a.subscribe(owner.token, crmSync);
    // The contact is written, and the worker dies before it hears of it.
    await site.sandbox.fault({ path: '/crm/*/batch/create', method: 'POST', delayMs: 60_000, after: true });
    await a.ask(createLead, { input: { name: 'Ada', email: 'ada@example.com' } }, owner.token);
    await until('the contact is written', async () => (await site.sandbox.contacts()).length === 1);
    expect(syncs.events.map(({ status }) => status as string)).toEqual(['QUEUED', 'RUNNING']);
    await doomed.end('SIGKILL');
    await site.worker();
    await until('another worker has finished it', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'), 60_000);
    expect(syncs.events.map(({ status }) => status as string)).toEqual(['QUEUED', 'RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect(await site.sandbox.contacts()).toHaveLength(1);
  }, PATIENCE_MS);

  it('[B23] lose no event of an API that is killed with -9 between COMMIT and publish, round after round', async () => {
    await using site = await installation();
    const a = await site.api();
    const owner = await a.signUp();
    const leads = await a.subscribe(owner.token, leadUpdated);
    const names: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `round ${String(round)}`;
      // What the API sends to Redis passes here: the moment it publishes, the commit is done and we kill it.
      const dying = Promise.withResolvers<void>();
      let armed = false;
      const proxy = await startTcpProxy(redisPort(), (chunk) => {
        if (!armed || !/publish[^]*leadwire:team:/i.test(chunk.toString())) return true;
        dying.resolve();
        return false;
      });
      const b = await site.api({ REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` });
      armed = true;
      const answer = b.ask(createLead, { input: { name } }, owner.token).catch(() => null);
      await dying.promise;
      await b.process.end('SIGKILL');
      await answer;
      await proxy.close();
      names.push(name);
    }
    await until('every event has arrived', () => leads.events.length >= ROUNDS);
    expect(leads.events.map(({ lead }) => lead.name as string)).toEqual(names);
  }, ROUND_PATIENCE_MS * ROUNDS);

  it('[B2] lose no event while Redis is gone, and use it again when it is back', async () => {
    const proxy = await startTcpProxy(redisPort());
    const gone = { REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` };
    await using site = await installation(gone);
    const [a, b] = [await site.api(), await site.api()];
    const owner = await a.signUp();
    const leads = await a.subscribe(owner.token, leadUpdated);
    await b.ask(createLead, { input: { name: 'before' } }, owner.token);
    await until('the first arrives', () => leads.events.length === 1);
    await proxy.cut();
    await until('B is not ready', async () => (await fetch(`${b.url}/readyz`)).status === 503);
    for (const name of ['during 1', 'during 2']) await b.ask(createLead, { input: { name } }, owner.token);
    await until('both are read from the log', () => leads.events.length === 3);
    await proxy.restore();
    await until('B is ready again', async () => (await fetch(`${b.url}/readyz`)).status === 200);
    await b.ask(createLead, { input: { name: 'after' } }, owner.token);
    await until('the last arrives', () => leads.events.length === 4);
    expect(leads.events.map(({ lead }) => lead.name as string)).toEqual(['before', 'during 1', 'during 2', 'after']);
    await proxy.close();
  }, PATIENCE_MS);
});

describe('a Redis that hangs, with its connections open', () => {
  it('[B2] holds up no mutation and no new socket, loses nothing, and is used again when it answers', async () => {
    const proxy = await startTcpProxy(redisPort());
    await using site = await installation({ REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}` });
    const [a, b] = [await site.api(), await site.api()];
    const owner = await a.signUp();
    proxy.hang();
    const leads = await b.subscribe(owner.token, leadUpdated);
    await a.ask(createLead, { input: { name: 'during' } }, owner.token);
    await until('it is read from the log', () => leads.events.length === 1);
    await until('A says that Redis is away', async () => (await fetch(`${a.url}/readyz`)).status === 503);
    proxy.resume();
    await until('both use it again', async () => (await Promise.all([a, b].map(async ({ url }) => (await fetch(`${url}/readyz`)).status))).every((status) => status === 200));
    await a.ask(createLead, { input: { name: 'after' } }, owner.token);
    await until('the last arrives', () => leads.events.length === 2);
    expect(leads.events.map(({ lead }) => lead.name as string)).toEqual(['during', 'after']);
    await proxy.close();
  }, PATIENCE_MS);
});

describe('three processes that start together', () => {
  it('[E2] migrate an empty database once, and all of them run', async () => {
    const name = `leadwire_test_${randomUUID().replaceAll('-', '')}`;
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const env = { DATABASE_URL: databaseUrl(name), REDIS_URL: process.env.TEST_REDIS_URL ?? '', SEED_DEMO: 'true' };
    const started = await Promise.all([startServer({ ...env, ROLES: 'api' }), startServer({ ...env, ROLES: 'api' }), startServer({ ...env, ROLES: 'worker' })]);
    expect(await Promise.all(started.map((server) => server.end('SIGTERM')))).toEqual([0, 0, 0]);
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }, PATIENCE_MS);
});

describe('readiness', () => {
  it('[M1] is false within two seconds of PostgreSQL stopping; the server lives and recovers', async () => {
    const target = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://127.0.0.1:5432/postgres');
    let open = true;
    const proxy = await startTcpProxy(Number(target.port || '5432'), () => open);
    await using site = await installation();
    const database = new URL(site.databaseUrl);
    database.port = String(proxy.port);
    const a = await site.api({ DATABASE_URL: database.href });
    const ready = async () => (await fetch(`${a.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    open = false;
    const stoppedAt = Date.now();
    await until('it is not ready', async () => (await ready()) === 503);
    expect(Date.now() - stoppedAt).toBeLessThan(2_000);
    expect((await fetch(`${a.url}/healthz`)).status).toBe(200);
    const { errors } = await a.graphql('mutation { signIn(input: { email: "a@example.com", password: "x" }) { accessToken } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', legacyCode: 'SERVER_ERROR' });
    open = true;
    await until('it is ready again', async () => (await ready()) === 200);
    await a.signUp();
    await proxy.close();
  }, PATIENCE_MS);
});
