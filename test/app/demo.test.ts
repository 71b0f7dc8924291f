import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { drivePlayground, itInChromium, openOffline } from '../support/chromium.ts';
import { demoOwner } from '../../src/app/demo-team.ts';
import { clientOf } from '../support/app.ts';
import { childEnv } from '../support/child-env.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { cloneDatabase } from '../support/store.ts';

/** A server, its sandbox and a browser start one after the other on two cores. */
const PATIENCE_MS = 90_000;

let server: ServerProcess;
let url: string;
let drop: () => Promise<void> = () => Promise.resolve();
beforeAll(async () => {
  const env: Record<string, string> = { SANDBOX: 'true', SANDBOX_PORT: '0', SALESFORCE_SANDBOX_PORT: '0', SEED_DEMO: 'true' };
  if (globalThis.testStore === 'services') {
    const database = await cloneDatabase();
    ({ drop } = database);
    Object.assign(env, { DATABASE_URL: database.url, REDIS_URL: process.env.TEST_REDIS_URL });
  }
  server = await startServer(env);
  url = (server.url ?? '').replace('localhost', '127.0.0.1');
}, PATIENCE_MS);
afterAll(async () => {
  expect(await server.end('SIGTERM')).toBe(0);
  await drop();
});

/** One that was free a moment ago. */
const closedPort = async (): Promise<number> => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
};

const demo = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['scripts/demo.ts'], { env: { ...childEnv, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const [code] = (await once(child, 'exit')) as [number];
  return { code, output };
};

describe('npm start', () => {
  it('prints where everything is, who may sign in, and what is not for production', async () => {
    const output = server.output();
    for (const line of [/GraphQL +http\S+\/graphql/, /Playground +http\S+\/playground/, /Demo form +http\S+\/f\/\S+/, /HubSpot sandbox +http/, /Salesforce sandbox +http/, /Sign in +dana@demo\.example/, /Not for production:/])
      expect(output).toMatch(line);
    const form = /Demo form +(\S+)/.exec(output)?.[1] ?? '';
    expect((await fetch(form.replace('localhost', '127.0.0.1'))).status).toBe(200);
  });
});

describe('npm run demo', () => {
  it('[B1] [B4] [D3] [F2] [H3] [I2] walks the whole flow and sees every event', async () => {
    const { code, output } = await demo({ DEMO_URL: url });
    expect(output).toMatch(/crmSync SUCCEEDED/);
    expect({ code, failed: output.includes('FAIL') }).toEqual({ code: 0, failed: false });
  }, PATIENCE_MS);

  it('names the step that fails, and ends with 1', async () => {
    const { code, output } = await demo({ DEMO_URL: `${url}/nowhere` });
    expect(code).toBe(1);
    expect(output).toMatch(/FAIL {2}sign in:/);
  }, PATIENCE_MS);

  it('names the address where nothing answers, and how to say another', async () => {
    const { code, output } = await demo({ PORT: String(await closedPort()) });
    expect(code).toBe(1);
    expect(output).toMatch(/FAIL {2}sign in: nothing answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\).*npm start.*DEMO_URL/);
  }, PATIENCE_MS);
});

describe('the playground of the whole application', () => {
  itInChromium('[N7] runs a query and a subscription with no network but this server', async () => {
    const client = clientOf(url);
    const { signIn } = await client.ask(`mutation { signIn(input: { email: "${demoOwner.email}", password: "${demoOwner.password}" }) { accessToken } }`);
    const token = signIn.accessToken as string;
    await using browser = await openOffline(`${url}/playground`);
    const play = drivePlayground(browser.page);
    await play.openTab('SignIn');
    await play.pressRun();
    await play.seeAnswer('accessToken');
    await play.openTab('LeadUpdated');
    await play.writeOperation('query Me { viewer { user { name } team { name } } }');
    await play.writeHeaders({ Authorization: `Bearer ${token}` });
    await play.pressRun();
    await play.seeAnswer('Dana');

    await play.writeOperation('subscription Leads { leadUpdated { action lead { name } } }');
    await play.pressRun();
    let pushed = 0;
    const push = setInterval(() => {
      pushed += 1;
      client.ask('mutation ($name: String) { createLead(input: { name: $name }) { cursor } }', { name: `Pushed ${String(pushed)}` }, token).catch(() => undefined);
    }, 500);
    await play.seeAnswer('Pushed').finally(() => { clearInterval(push); });
    expect(browser.foreign).toEqual([]);
    await client.dispose();
  }, PATIENCE_MS);
});
