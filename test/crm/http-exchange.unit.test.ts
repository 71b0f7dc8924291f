import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { CrmExchange } from '../../src/crm/crm-provider.ts';
import { defaultHttpPolicy, httpExchange, type HttpRequest } from '../../src/crm/http-exchange.ts';
import { rejectionOf } from './a-session.ts';
import { answeringServer, say, type AnsweringServer } from './answering-server.ts';
import { fullListener } from './full-listener.ts';

const policy = { ...defaultHttpPolicy, timeoutMs: 5_000, maxResponseBytes: 1_000 };
const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const serve = async (answer: Parameters<typeof answeringServer>[0]): Promise<AnsweringServer> => {
  const server = await answeringServer(answer);
  servers.push(server);
  return server;
};

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  provider: 'HubSpot',
  method: 'POST',
  url: new URL(url),
  headers: { authorization: 'Bearer planted-access-token' },
  signal: new AbortController().signal,
  secrets: ['planted-access-token'],
  ...more,
});

const refusal = async (url: string, more: Partial<HttpRequest> = {}, limits = policy): Promise<unknown> =>
  rejectionOf(httpExchange(request(url, more), limits));

describe('an exchange', () => {
  it('[G7] gives back any status, with its JSON', async () => {
    const { url, seen } = await serve((_, response) => say(response, 429, { message: 'slow down' }, { 'retry-after': '3' }));
    const answer = await httpExchange(request(`${url}/a?b=c`, { body: { d: 'ü' } }), policy);

    expect(answer).toMatchObject({ status: 429, body: { message: 'slow down' } });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/a?b=c',
      body: '{"d":"ü"}',
      headers: { authorization: 'Bearer planted-access-token', 'content-type': 'application/json' },
    });
  });

  it('[G7] sends a form as a form, and takes an empty answer', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(204).end());
    const answer = await httpExchange(request(url, { body: new URLSearchParams({ a: 'b c' }) }), policy);

    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(seen[0]).toMatchObject({ body: 'a=b+c', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } });
  });

  it.each(['<html>Welcome</html>', '{"results":[', 'null and void'])('[G7] a success that says %j is the provider being down', async (garbage) => {
    const { url } = await serve((_, response) => response.writeHead(200).end(garbage));

    await expect(refusal(url)).resolves.toMatchObject({ name: 'CrmError', fault: { code: 'PROVIDER_DOWN', retryable: true } });
  });

  it("[G7] a proxy's error page leaves the status to speak", async () => {
    const { url } = await serve((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));

    await expect(httpExchange(request(url), policy)).resolves.toMatchObject({ status: 502, body: undefined });
  });

  it('[G7] a body that ends before its length is a failure of the network', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"results":[]}', () => response.destroy());
    });

    await expect(refusal(url)).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true } });
  });

  it('[G7] more than the limit is not read to its end, and not tried again', async () => {
    let written = 0;
    const { url } = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        written += 65_536;
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      response.on('error', () => undefined);
      more();
    });

    await expect(refusal(url)).resolves.toMatchObject({ fault: { code: 'UNKNOWN', retryable: false, message: expect.stringContaining('1000 bytes') } });
    expect(written).toBeLessThan(100_000_000);
  });

  it('[G7] counts what was compressed as it unpacks', async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify('x'.repeat(1_000_000)))),
    );

    await expect(refusal(url)).resolves.toMatchObject({ fault: { code: 'UNKNOWN', retryable: false } });
  });

  it('[G7] takes exactly the limit', async () => {
    const { url } = await serve((_, response) => response.writeHead(200).end(JSON.stringify('x'.repeat(998))));

    await expect(httpExchange(request(url), policy)).resolves.toMatchObject({ body: 'x'.repeat(998) });
  });

  it.each([
    ['says nothing', () => undefined],
    ['stops in the middle', (response: ServerResponse) => response.writeHead(200).write('{"results":')],
  ])('[G7] a provider that %s runs into the time limit', async (_, answer) => {
    const { url } = await serve((_request, response) => answer(response));

    await expect(refusal(url, {}, { ...policy, timeoutMs: 500 })).resolves.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true }, undone: false });
  });

  it('[G7] [G8] a connection that never opens runs into it too, and is certainly undone', async () => {
    const listener = await fullListener();
    await expect(refusal(listener.url, { body: {} }, { ...policy, timeoutMs: 300 })).resolves.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true }, undone: true });
    await listener.close();
  });

  it('[G7] [G8] what is sent on a connection that was open already may have been done', async () => {
    const { url } = await serve((seen, response) => { if (seen.method === 'GET') say(response, 200, {}); });
    await httpExchange(request(url, { method: 'GET' }), policy);

    await expect(refusal(url, { body: {} }, { ...policy, timeoutMs: 1_000 })).resolves.toMatchObject({ fault: { code: 'TIMEOUT' }, undone: false });
  });

  it.each([
    ['its headers', 'HTTP/1.1 200 OK\r\n'],
    ['its body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n'],
  ])('[G7] a provider that drips %s runs into the time limit, however much it says', async (_, begun) => {
    const dripping = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(begun);
      const drops = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(drops));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => dripping.once('listening', resolve));
    const { port } = dripping.address() as AddressInfo;

    await expect(refusal(`http://127.0.0.1:${port}`, {}, { ...policy, timeoutMs: 300 })).resolves.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true } });
    await new Promise((resolve) => dripping.close(resolve));
  });

  it('[G7] a connection that is dropped, or refused, is the network', async () => {
    const { url } = await serve((_, response) => response.destroy());
    await expect(refusal(url)).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true }, undone: false });

    const listener = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const { port } = listener.address() as AddressInfo;
    await new Promise((resolve) => listener.close(resolve));
    await expect(refusal(`http://127.0.0.1:${port}`)).resolves.toMatchObject({
      fault: { code: 'NETWORK', message: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it.each([301, 302, 303, 307, 308])('[G7, E3] a redirect (%d) is not followed, so no other host gets the token', async (status) => {
    const elsewhere = await serve((_, response) => say(response, 200, {}));
    const { url } = await serve((_, response) => say(response, status, {}, { location: `${elsewhere.url}/steal` }));

    await expect(refusal(url)).resolves.toMatchObject({ fault: { code: 'UNKNOWN', retryable: false, message: expect.stringContaining('redirect') } });
    expect(elsewhere.seen).toEqual([]);
  });

  it('[G7] a caller that gives up gets its own reason, and a TIMEOUT where that is the reason', async () => {
    const { url } = await serve(() => undefined);
    const reason = new Error('shutting down');
    const controller = new AbortController();
    const pending = refusal(url, { signal: controller.signal });
    controller.abort(reason);

    await expect(pending).resolves.toBe(reason);
    await expect(refusal(url, { signal: AbortSignal.timeout(50) })).resolves.toMatchObject({ fault: { code: 'TIMEOUT' } });
  });

  it('[E3] an error never quotes what was in the headers', async () => {
    const error = await refusal('http://127.0.0.1:1', { headers: { authorization: 'Bearer planted-access-token\nx' } });

    expect(error).toMatchObject({ name: 'CrmError' });
    expect((error as Error).cause).toBeUndefined();
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('planted');
  });
});

describe('what is recorded of an exchange', () => {
  const recorded = async (url: string, more: Partial<HttpRequest> = {}): Promise<CrmExchange[]> => {
    const exchanges: CrmExchange[] = [];
    await httpExchange(request(url, { record: (exchange) => exchanges.push(exchange), ...more }), policy).catch(() => undefined);
    return exchanges;
  };

  it('[E3] method, path, status, both bodies and the time, and no secret in any of them', async () => {
    const { url } = await serve((_, response) =>
      say(response, 200, { echo: 'Bearer planted-access-token', access_token: 'unknown-to-us', deep: [{ 'planted-access-token': 1 }] }),
    );
    const exchanges = await recorded(`${url}/p?t=planted-access-token`, { body: { note: 'planted-access-token', client_secret: 'also-unknown', name: 'Ana' } });

    expect(exchanges).toEqual([
      {
        method: 'POST',
        path: '/p?t=[hidden]',
        status: 200,
        body: { note: '[hidden]', client_secret: '[hidden]', name: 'Ana' },
        response: { echo: 'Bearer [hidden]', access_token: '[hidden]', deep: [{ '[hidden]': 1 }] },
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('[E3] an exchange without an answer, or with half of one, is recorded too', async () => {
    await expect(recorded('http://127.0.0.1:1/gone')).resolves.toMatchObject([{ path: '/gone', status: null, body: null, response: null }]);

    const { url } = await serve((_, response) => response.writeHead(200).end('{'));
    await expect(recorded(url)).resolves.toMatchObject([{ status: 200, response: null }]);
  });
});
