import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnreadableBody } from './body-parsers.ts';
import type { Disturbances, RecordedRequest } from './disturbances.ts';

const MOST_REQUESTS = 10_000;
const MASK = '•••';

/** What must not be shown, which differs from one foreign system to the other. */
export type Secrets = {
  /** Members of bodies and of queries. */
  readonly namesAt: (url: string) => readonly string[];
  /** The part of a path before a secret. */
  readonly beforeInPath?: RegExp;
  /** More to show of a call. */
  readonly more?: (request: FastifyRequest) => Readonly<Record<string, unknown>>;
};

export const isOwnPath = (url: string) => /^\/(__sandbox([/?].*)?|favicon\.ico|\?.*)?$/.test(url);

/** Keeps the last calls, in the order of their arrival, without any secret. The sandbox's own routes are not calls. */
export function recordRequests(app: FastifyInstance, disturbances: Disturbances, secrets: Secrets): void {
  const entries = new WeakMap<FastifyRequest, RecordedRequest>();
  app.addHook('onRequest', async (request) => {
    if (isOwnPath(request.url)) return;
    const { method, url } = request;
    const entry: RecordedRequest = { at: new Date().toISOString(), method, path: maskPath(url, secrets), status: null, body: null, ...secrets.more?.(request) };
    entries.set(request, entry);
    disturbances.requests.push(entry);
    if (disturbances.requests.length > MOST_REQUESTS) disturbances.requests.shift();
    const route = `${method} ${request.routeOptions.url ?? 'unknown'}`;
    disturbances.counts.set(route, (disturbances.counts.get(route) ?? 0) + 1);
  });
  // Before the faults of preHandler: a call that fails shall show what it carried.
  app.addHook('preValidation', async (request) => {
    const entry = entries.get(request);
    if (!entry || request.body === undefined || request.body instanceof UnreadableBody) return;
    entry.body = maskBody(request.body, secrets.namesAt(request.url));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const entry = entries.get(request);
    if (entry && !request.raw.socket.destroyed) entry.status = reply.statusCode;
    return payload;
  });
}

/** Secrets stand in the path of some addresses, and in the query of clients that err. */
function maskPath(url: string, { namesAt, beforeInPath }: Secrets): string {
  const [path = '', query] = url.split(/\?(.*)/s);
  const found = beforeInPath?.exec(path);
  const masked = found ? `${path.slice(0, found.index + found[0].length)}${MASK}` : path;
  if (query === undefined) return masked;
  const names = namesAt(url);
  const parts = query.split('&').map((part) => {
    const [name = ''] = new URLSearchParams(part).keys(); // decoded, as the server reads it
    return names.includes(name) ? `${name}=${MASK}` : part;
  });
  return `${masked}?${parts.join('&')}`;
}

function maskBody(body: unknown, names: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((each) => maskBody(each, names));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, names.includes(name) ? MASK : maskBody(value, names)]),
  );
}
