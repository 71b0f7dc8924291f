import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf } from '../support/app.ts';
import { childEnv } from '../support/child-env.ts';
import { startTestSandbox } from '../support/sandbox.ts';
import { startServer } from '../support/server-process.ts';

/** Starting a process on an empty folder takes up to 4 s on a small machine. */
const PATIENCE_MS = 60_000;

const folder = () => mkdtemp(join(tmpdir(), 'leadwire-start-'));

/** Runs `npm start`'s command until it ends; what it printed, and its code. */
const run = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['src/main.ts'], { env: { ...childEnv, PORT: '0', SANDBOX: 'false', SALESFORCE_SANDBOX_PORT: '0', LOG_LEVEL: 'silent', ...env } });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  const [code] = (await once(child, 'exit')) as [number];
  return { code, lines: errors.trim().split('\n') };
};

const listening = async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => { server.close(); } };
};

describe('a start that cannot be', () => {
  it('[M6] names every wrong variable at once, and no value', async () => {
    const { code, lines } = await run({ PORT: 'many', JWT_SECRET: 'weak-secret', DATABASE_URL: 'mysql://x' });
    expect(code).toBe(1);
    expect(lines[0]).toBe('Leadwire cannot start: These variables are wrong:');
    expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'JWT_SECRET']);
    expect(lines.join('\n')).not.toContain('weak-secret');
  }, PATIENCE_MS);

  it('says in one line that the port is in use, before anything is made,', async () => {
    const taken = await listening();
    const DATA_DIR = await folder();
    const { code, lines } = await run({ DATA_DIR, PORT: String(taken.port) });
    expect({ code, lines }).toEqual({ code: 1, lines: [`Leadwire cannot start: PORT ${String(taken.port)} is in use. Stop what uses it, or set PORT to another.`] });
    expect(await readdir(DATA_DIR)).toEqual([]);
    taken.close();
  }, PATIENCE_MS);

  it('says in one line that the port of the sandbox is in use', async () => {
    const taken = await listening();
    const { code, lines } = await run({ DATA_DIR: await folder(), SANDBOX: 'true', SANDBOX_PORT: String(taken.port) });
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(String(taken.port));
    taken.close();
  }, PATIENCE_MS);

  it('says in one line that the port of the sandbox is in use by that of another server, and takes no part in it', async () => {
    const other = await startTestSandbox();
    const port = new URL(other.url).port;
    const { code, lines } = await run({ DATA_DIR: await folder(), SANDBOX: 'true', SANDBOX_PORT: port });
    expect({ code, count: lines.length }).toEqual({ code: 1, count: 1 });
    expect(lines[0]).toContain(`SANDBOX_PORT ${port} is in use by the HubSpot sandbox of another server`);
    expect(await other.requests()).toEqual([]);
    await other.stop();
  }, PATIENCE_MS);

  it('says in one line that the folder cannot be written', async () => {
    const file = join(await folder(), 'a-file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    const { code, lines } = await run({ DATA_DIR: join(file, 'inside') });
    expect({ code, count: lines.length }).toEqual({ code: 1, count: 1 });
    expect(lines[0]).toMatch(/DATA_DIR .* cannot be written/);
  }, PATIENCE_MS);

  it('says in one line that PostgreSQL does not answer', async () => {
    const { code, lines } = await run({ DATA_DIR: await folder(), DATABASE_URL: 'postgres://nobody:hidden-word@127.0.0.1:1/none' });
    expect({ code, count: lines.length }).toEqual({ code: 1, count: 1 });
    expect(lines[0]).toMatch(/DATABASE_URL/);
    expect(lines[0]).not.toContain('hidden-word');
  }, PATIENCE_MS);
});

describe('the embedded server', () => {
  it('refuses a second server on its folder, survives kill -9, and ends cleanly on SIGINT', async () => {
    const DATA_DIR = await folder();
    const first = await startServer({ DATA_DIR });
    const client = clientOf((first.url ?? '').replace('localhost', '127.0.0.1'));
    const owner = await client.signUp();
    const { createLead } = await client.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com" }) { lead { id } cursor } }', {}, owner.token);

    const second = await run({ DATA_DIR });
    expect(second.code).toBe(1);
    expect(second.lines).toHaveLength(1);
    expect(second.lines[0]).toMatch(/in use by another server/);

    await first.end('SIGKILL');
    const third = await startServer({ DATA_DIR });
    const again = clientOf((third.url ?? '').replace('localhost', '127.0.0.1'));
    const { lead, streamHead } = await again.ask('query ($id: ID!) { lead(id: $id) { name email } streamHead }', { id: createLead.lead.id }, owner.token);
    expect(lead).toEqual({ name: 'Ada', email: 'ada@example.com' });
    expect(streamHead).toBe(createLead.cursor);
    expect(await third.end('SIGINT')).toBe(0);
  }, PATIENCE_MS);
});
