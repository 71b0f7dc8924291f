import { connect, type AddressInfo } from 'node:net';
import { createHttp, type HttpDoor } from '../../src/graphql/create-http.ts';
import { createGate } from '../../src/graphql/gate/gate.ts';
import type { ContextBase } from '../../src/graphql/make-context.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { wholeDoor } from './attacked-app.ts';

const base = { parts: {}, clock: { now: () => new Date(0) }, log: createLogger('silent') } as ContextBase;
const gate = createGate({ trustedProxies: [], ownOrigin: null, allowedOrigins: [], allowLoopback: true, requireTls: false, secureUrl: null });
const doors: HttpDoor[] = [];

const open = async (facts: { requestMs?: number } = {}): Promise<HttpDoor> => {
  const door = await createHttp({ base, gate, door: wholeDoor(), authenticate: () => Promise.reject(new Error('nobody comes here')), path: '/graphql', readiness: {}, bodyLimitBytes: 10_000, landing: null, routes: [], ...facts });
  doors.push(door);
  await door.http.listen({ port: 0, host: '127.0.0.1' });
  return door;
};

/** What the server says to a caller who writes this much and then nothing more, until it hangs up. */
const hear = ({ http }: HttpDoor, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect((http.server.address() as AddressInfo).port, '127.0.0.1', () => { socket.write(bytes); });
    socket.on('data', (part: Buffer) => { heard += part.toString(); }).on('error', () => undefined).on('close', () => { resolve(heard); });
  });

afterAll(() => Promise.all(doors.map((door) => door.stop(1_000))));

describe('a caller who does not come to the end', () => {
  it.each([
    ['of the headers', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-'],
    ['of the body', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query":'],
    ['of a chunk', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"query":'],
    ['of the first line', 'POST /gra'],
    ['of saying nothing', ''],
  ])('[P3] %s is told so with 408, and holds no connection', async (_what, bytes) => {
    const heard = await hear(await open({ requestMs: 100 }), bytes);
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('Connection: close');
    expect(heard).toContain('"code":"BAD_USER_INPUT"');
  });

  it('[P3] has a minute for all, and twenty seconds for the headers', async () => {
    const { http: { server } } = await open();
    expect([server.requestTimeout, server.headersTimeout, server.keepAliveTimeout]).toEqual([60_000, 20_000, 72_000]);
  });
});
