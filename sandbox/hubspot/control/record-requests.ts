import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnreadableBody } from '../http/bodies.ts';
import type { RecordedRequest, Sandbox } from '../state.ts';

const MOST_REQUESTS = 10_000;
const MASK = '•••';
const SECRETS = ['client_secret', 'access_token', 'refresh_token', 'client_assertion', 'code_verifier'];
const OAUTH_SECRETS = [...SECRETS, 'code', 'token', 'assertion'];

export const isOwnPath = (url: string) => /^\/(__sandbox([/?].*)?|favicon\.ico|\?.*)?$/.test(url);

/** Keeps the last calls, in the order of their arrival, without any secret. The sandbox's own routes are not calls. */
export function recordRequests(app: FastifyInstance, sandbox: Sandbox): void {
  const entries = new WeakMap<FastifyRequest, RecordedRequest>();
  app.addHook('onRequest', async (request) => {
    if (isOwnPath(request.url)) return;
    const { method, url } = request;
    const entry: RecordedRequest = { at: new Date().toISOString(), method, path: maskPath(url), status: null, body: null };
    entries.set(request, entry);
    sandbox.requests.push(entry);
    if (sandbox.requests.length > MOST_REQUESTS) sandbox.requests.shift();
  });
  // Before the faults of preHandler: a call that fails shall show what it carried.
  app.addHook('preValidation', async (request) => {
    const entry = entries.get(request);
    if (!entry || request.body === undefined || request.body instanceof UnreadableBody) return;
    entry.body = maskBody(request.body, secretsAt(request.url));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const entry = entries.get(request);
    if (entry && !request.raw.socket.destroyed) entry.status = reply.statusCode;
    return payload;
  });
}

const secretsAt = (url: string) => (url.startsWith('/oauth/') ? OAUTH_SECRETS : SECRETS);

/** Secrets stand in the path of the first OAuth version, and in the query of clients that err. */
function maskPath(url: string): string {
  const [path = '', query] = url.split(/\?(.*)/s);
  const masked = path.replace(/(\/(?:access|refresh)-tokens\/).+/, `$1${MASK}`);
  if (query === undefined) return masked;
  const secrets = secretsAt(url);
  const parts = query.split('&').map((part) => {
    const [name = ''] = new URLSearchParams(part).keys(); // decoded, as the server reads it
    return secrets.includes(name) ? `${name}=${MASK}` : part;
  });
  return `${masked}?${parts.join('&')}`;
}

function maskBody(body: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((each) => maskBody(each, secrets));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secrets.includes(name) ? MASK : maskBody(value, secrets)]),
  );
}
