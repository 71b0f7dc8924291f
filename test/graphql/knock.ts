import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface Knock {
  method?: string;
  path?: string;
  /** As pairs, where one name comes twice. */
  headers?: Record<string, string> | readonly [string, string][];
  body?: string;
}

export interface Opened {
  /** 101 where a socket was opened; it is closed again. */
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** One request, byte for byte as it is written down: `fetch` would mend what a test wants to be wrong. */
export const knock = (url: string, { method = 'POST', path = '/graphql', headers = {}, body }: Knock = {}): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
    const { host, hostname, port } = new URL(url);
    const hosted = pairs.some(([name]) => name.toLowerCase() === 'host') ? pairs : [['host', host] as const, ...pairs];
    const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
    const sent = httpRequest({ hostname, port, method, path, headers: [...hosted.flat(), ...length] });
    sent.once('error', reject);
    sent.once('upgrade', ({ headers: answered }, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: answered, text: '' });
    });
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => { text += part; }).once('error', reject);
      response.once('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text }); });
    });
    sent.end(body);
  });

const json = { 'content-type': 'application/json' };

/** A query that anybody may ask. */
export const knockHttp = (url: string, headers: Record<string, string> = {}): Promise<Opened> =>
  knock(url, { headers: { ...json, ...headers }, body: JSON.stringify({ query: '{ __typename }' }) });

/** An upgrade to a WebSocket. */
export const knockSocket = (url: string, headers: Record<string, string> = {}): Promise<Opened> =>
  knock(url, {
    method: 'GET',
    headers: {
      connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws', ...headers,
    },
  });
