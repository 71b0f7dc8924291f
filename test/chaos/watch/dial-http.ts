import { request, type IncomingMessage } from 'node:http';
import type { Json } from '../../support/app.ts';
import type { Dial } from './dial.ts';

type Parts = (text: string) => { parts: string[]; rest: string };

/** Splits what has arrived into whole parts and what is still on its way. */
const splitAt = (mark: string): Parts => (text) => {
  const parts = text.split(mark);
  const rest = parts.pop() ?? '';
  return { parts, rest };
};

interface Format {
  readonly accept: string;
  readonly split: Parts;
  /** The result in a part; null for what only keeps the stream alive. */
  readonly read: (part: string) => Json | null;
}

const sse: Format = {
  accept: 'text/event-stream',
  split: splitAt('\n\n'),
  read: (part) => {
    const data = /^data: (.+)$/m.exec(part)?.[1];
    return part.startsWith('event: next') && data !== undefined ? (JSON.parse(data) as Json) : null;
  },
};

const multipart: Format = {
  accept: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0',
  split: splitAt('\r\n--graphql'),
  read: (part) => {
    const body = /\r\n\r\n(\{[^]*\})$/.exec(part)?.[1];
    return body === undefined ? null : ((JSON.parse(body) as Json).payload as Json | null | undefined) ?? null;
  },
};

const isRefusal = ({ data, errors, extensions }: Json) => errors !== undefined && data === undefined && extensions === undefined;

/** One subscription over one response. What ends it with an error is told in the stream, or by the status. */
const dialHttp = ({ accept, split, read }: Format): Dial => ({ port, kind, credential, watches }, ears) => {
  const [watch] = watches();
  if (watch === undefined) throw new Error('A stream over HTTP carries one subscription.');
  let over = false;
  let response: IncomingMessage | undefined;
  const end = (code: number | null, reason: string) => {
    if (over) return;
    over = true;
    ears.onEnd(code, reason);
  };
  const refuse = (answer: IncomingMessage) => {
    let text = '';
    answer.on('data', (chunk: string) => { text += chunk; });
    answer.on('end', () => {
      const code = /"code":"(\w+)"/.exec(text)?.[1] ?? 'NONE';
      if (code === 'FORBIDDEN' || code === 'CURSOR_EXPIRED' || code === 'BAD_USER_INPUT') ears.onError(watch, code, text);
      end(answer.statusCode ?? null, text.slice(0, 200));
    });
  };
  const readStream = (answer: IncomingMessage) => {
    let waiting = '';
    ears.onAdmitted();
    answer.on('data', (chunk: string) => {
      const { parts, rest } = split(waiting + chunk);
      waiting = rest;
      for (const part of parts) {
        const result = over ? null : read(part);
        if (result === null) continue;
        if (isRefusal(result)) ears.onError(watch, String(result.errors[0]?.extensions?.code), JSON.stringify(result));
        else ears.onResult(watch, result);
      }
    });
  };
  const headers = { accept, 'content-type': 'application/json', ...(kind === 'USER' ? { authorization: `Bearer ${credential}` } : { 'x-api-key': credential }) };
  const asking = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent: false }, (answer) => {
    response = answer;
    answer.setEncoding('utf8');
    answer.on('error', () => undefined);
    answer.on('close', () => { end(null, ''); });
    if (answer.statusCode === 200) readStream(answer);
    else refuse(answer);
  });
  asking.on('error', () => { end(null, ''); });
  asking.end(JSON.stringify(watch.request()));
  const drop = () => { asking.destroy(); };
  return { subscribe: () => undefined, complete: drop, drop, pause: () => { response?.pause(); }, resume: () => { response?.resume(); } };
};

export const dialSse = dialHttp(sse);
export const dialMultipart = dialHttp(multipart);
