import { connect } from 'node:net';
import { startAttackedApp, type AttackedApp } from './attacked-app.ts';
import { leaksIn } from './judge-answer.ts';

let attacked: AttackedApp;
beforeAll(async () => { attacked = await startAttackedApp(); });
afterAll(() => attacked.stop());

/** What comes back for these bytes, until the server hangs up; `Connection: close` in the last request sees to it. */
const exchange = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(attacked.app.url);
    let heard = '';
    const socket = connect(Number(port), hostname, () => { socket.write(Buffer.from(bytes, 'latin1')); });
    socket.on('data', (part: Buffer) => { heard += part.toString(); }).on('error', reject).on('close', () => { resolve(heard); });
  });

const answersIn = (heard: string): number[] => [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

const hidden = 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const body = '{"query":"{ __typename }"}';
const post = (headers: string, rest = body) => `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${rest}`;
const length = `Content-Length: ${String(body.length)}`;
const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

describe('bytes that two servers could read in two ways', () => {
  it.each([
    ['Content-Length beside Transfer-Encoding', post(`Content-Length: 6\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${hidden}`)],
    ['Transfer-Encoding beside Content-Length', post(`Transfer-Encoding: chunked\r\nContent-Length: 6`, `0\r\n\r\n${hidden}`)],
    ['two lengths', post(`${length}\r\nContent-Length: 0`, body + hidden)],
    ['two lengths in one', post('Content-Length: 26, 0', body + hidden)],
    ['a negative length', post('Content-Length: -1', hidden)],
    ['a length with a sign', post('Content-Length: +26', body + hidden)],
    ['a length in hexadecimal', post('Content-Length: 0x1a', body + hidden)],
    ['a length beyond numbers', post(`Content-Length: ${'9'.repeat(40)}`, hidden)],
    ['another coding last', post('Transfer-Encoding: chunked, identity', chunked + hidden)],
    ['a coding that is none', post('Transfer-Encoding: xchunked', chunked + hidden)],
    ['chunked twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', chunked + hidden)],
    ['a chunk of no size', post('Transfer-Encoding: chunked', `zz\r\n${body}\r\n0\r\n\r\n${hidden}`)],
    ['a chunk of a size beyond numbers', post('Transfer-Encoding: chunked', `ffffffffffffffff1\r\n${body}\r\n0\r\n\r\n${hidden}`)],
    ['a blank before the colon', post(`Content-Length : ${String(body.length)}`, body + hidden)],
    ['a header over two lines', post(`X-A: b\r\n ${length}`, hidden)],
    ['a line feed alone', `POST /graphql HTTP/1.1\nHost: a\n${length}\n\n${body}${hidden}`],
    ['a carriage return alone', post(`X-A: b\r${length}`, hidden)],
    ['NUL in a header', post(`X-A: b\0c\r\n${length}`, body + hidden)],
    ['no host', `GET /healthz HTTP/1.1\r\n\r\n${hidden}`],
    ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['headers beyond the limit', post(`X-A: ${'b'.repeat(20_000)}\r\n${length}`, body + hidden)],
    ['an address beyond the limit', `GET /graphql?query=${'b'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`],
  ])('[P3] %s: one refusal, and what stands behind them is never a request', async (_what, bytes) => {
    const heard = await exchange(bytes);
    const statuses = answersIn(heard);
    expect(statuses).toEqual([expect.any(Number)]);
    expect(statuses[0]).toBeGreaterThanOrEqual(400);
    expect(statuses[0]).toBeLessThan(500);
    expect(heard).not.toContain('{"status":"ok"}');
    expect(leaksIn(heard)).toEqual([]);
  });

  it('[B14] what is no HTTP is told so in the shape of every other error, and is hung up on', async () => {
    for (const [bytes, status] of [['nonsense\r\n\r\n', 400], [post(`X-A: ${'b'.repeat(20_000)}`), 431]] as const) {
      const heard = await exchange(bytes);
      expect(answersIn(heard)).toEqual([status]);
      expect(heard).toMatch(/^Connection: close\r$/m);
      const { errors } = JSON.parse(heard.split('\r\n\r\n')[1] ?? '') as { errors: { message: string; extensions: Record<string, unknown> }[] };
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^request_/) as string } }]);
    }
  });

  it('two whole requests in one go are two requests', async () => {
    expect(answersIn(await exchange(post(length) + hidden))).toEqual([200, 200]);
  });
});
