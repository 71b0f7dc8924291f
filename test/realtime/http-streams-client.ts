import type { Json } from '../support/app.ts';
import { until } from '../support/until.ts';

export const MULTIPART = 'multipart/mixed;subscriptionSpec=1.0, application/json';
export const SSE = 'text/event-stream';

/** The payloads of a body of parts, as Apollo's clients cut it: what the next boundary has not closed yet is not there. */
export const partsOf = (text: string): Json[] =>
  text.split('\r\n--graphql').slice(0, -1).filter((part) => part !== '').map((part) => JSON.parse(part.slice(part.indexOf('\r\n\r\n'))) as Json);

/** The blocks of an event stream by their fields, without comments. */
export const blocksOf = (text: string): Record<string, string>[] =>
  text.split('\n\n').slice(0, -1)
    .map((block) => block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()] as const))
    .filter((fields) => fields.length > 0)
    .map((fields) => Object.fromEntries(fields));

export interface HttpStream {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that has come so far. */
  readonly text: () => string;
  /** Whether the body is over; `cut` where it was not ended. */
  readonly end: () => 'ended' | 'cut' | null;
  /** The data of the events so far, whichever the protocol. */
  readonly events: () => Json[];
  readonly stop: () => void;
}

const eventsOf = (text: string, accept: string): Json[] => {
  const results = accept === SSE ? blocksOf(text).filter(({ event }) => event === 'next').map(({ data = '' }) => JSON.parse(data) as Json) : partsOf(text).map((part) => part.payload as Json | undefined);
  return results.flatMap((result) => (result?.data ? [Object.values(result.data as Json)[0] as Json] : []));
};

interface Asked {
  token: string;
  accept: string;
  body: Json;
  headers?: Record<string, string>;
}

/** Asks for a stream by POST, and reads what comes. */
export const openStream = async (url: string, { token, accept, body, headers = {} }: Asked): Promise<HttpStream> => {
  const stopping = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify(body),
    signal: stopping.signal,
  });
  let text = '';
  let end: 'ended' | 'cut' | null = null;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  read().then(() => { end = 'ended'; }, () => { end = 'cut'; });
  return { status: response.status, headers: response.headers, text: () => text, end: () => end, events: () => eventsOf(text, accept), stop: () => { stopping.abort(); } };
};

/** Opens a subscription, and resolves when it is confirmed: what is committed afterwards arrives. */
export const openConfirmed = async (url: string, asked: Asked): Promise<HttpStream> => {
  const stream = await openStream(url, { ...asked, body: { ...asked.body, extensions: { resume: true, ...(asked.body.extensions as Json | undefined) } } });
  await until('the subscription is confirmed', () => stream.text().includes('cursor') || stream.end());
  return stream;
};
