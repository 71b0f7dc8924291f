import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Body } from '../../src/realtime/body.ts';
import { sendStream } from '../../src/realtime/http-stream/send-stream.ts';
import { sse } from '../../src/realtime/http-stream/sse.ts';
import { until } from '../support/until.ts';

const MANY = 4_000;
const text = 'x'.repeat(32 * 1024);
const body = new Body({ data: { text } });

/** Many large results, and how many of them have been taken. */
const largeResults = () => {
  let taken = 0;
  const results: AsyncIterator<Body> = {
    next: async () => {
      taken += 1;
      return taken > MANY ? { done: true, value: undefined } : { done: false, value: body };
    },
  };
  return { results, taken: () => taken };
};

let stop: () => void = () => undefined;
afterEach(() => { stop(); });

/** A client that has asked and reads nothing yet. */
const stalled = async (heartbeatMs: number) => {
  const source = largeResults();
  const responses: ServerResponse[] = [];
  const server = createServer((_request, answer) => {
    responses.push(answer);
    sendStream({ response: answer, framing: sse(false), results: source.results, over: new AbortController().signal, heartbeatMs, format: () => ({ message: 'failed' }) }).catch(() => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  stop = () => { client.destroy(); server.closeAllConnections(); server.close(); };
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  let last = -1;
  let looks = 0;
  await until('nothing more is taken', () => {
    looks = source.taken() === last ? looks + 1 : 0;
    last = source.taken();
    return last > 0 && looks > 10;
  });
  return { client, source, response: responses[0] as ServerResponse };
};

describe('a reader that stalls', () => {
  it('[B16] has no more taken from its subscription than fits, and gets everything once it reads again', async () => {
    const { client, source, response } = await stalled(60_000);
    expect(source.taken()).toBeLessThan(MANY / 2);
    expect(response.writableLength).toBeLessThan(256 * 1024);
    let read = 0;
    client.on('data', (chunk) => { read += chunk.length; });
    client.resume();
    await until('all is read', () => read > MANY * text.length && source.taken() > MANY);
  });

  it('[B16] is cut when it has taken nothing for three heartbeats', async () => {
    const { response } = await stalled(50);
    await until('it is cut', () => response.destroyed);
  });
});
