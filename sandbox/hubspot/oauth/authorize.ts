import type { FastifyInstance, FastifyReply } from 'fastify';
import { HUB_ID, KNOWN_SCOPES } from '../account.ts';
import { HubSpotError } from '../hubspot-error.ts';
import { type Query, readOne } from '../http/queries.ts';
import type { Sandbox } from '../state.ts';
import { consentPage, refusalPage } from './consent-page.ts';
import { issueCode } from './issue-tokens.ts';

type Asked = { redirectUri: string; scopes: readonly string[]; state: string | undefined };

/** The browser's part: a page for people; `approve=1`, `deny=1` and `grant=…` are the sandbox's own, for scripts. */
export function registerAuthorize(app: FastifyInstance, sandbox: Sandbox): void {
  for (const path of ['/oauth/authorize', `/oauth/${HUB_ID}/authorize`]) {
    app.get<{ Querystring: Query }>(path, async ({ query }, reply) => {
      const asked = readAsked(sandbox, query);
      if (typeof asked === 'string') return sendPage(reply.code(400), refusalPage(asked));
      if (readOne(query, 'deny') === '1') return reply.redirect(denied(asked));
      if (readOne(query, 'approve') === '1') return reply.redirect(approved(sandbox, asked));
      const fields = Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
      return sendPage(reply, consentPage(sandbox.settings.appName, asked.scopes, new URL(asked.redirectUri).host, fields));
    });
  }
}

/** What the app asks for; a sentence where it must not be sent back to its address, since that may be anyone's. */
function readAsked({ settings }: Sandbox, query: Query): Asked | string {
  let read;
  try {
    read = readOnce(query);
  } catch (error) {
    if (error instanceof HubSpotError) return error.message;
    throw error;
  }
  if (read.clientId !== settings.clientId) return `No app has the client_id “${read.clientId ?? ''}”.`;
  const { redirectUri = '' } = read;
  if (!isAllowed(settings.redirectUris, redirectUri)) return `The app has not registered the redirect_uri “${redirectUri}”.`;
  if (read.scope.length === 0) return 'The scope is missing: ask for at least “oauth”.';
  const wanted = [...new Set(['oauth', ...read.scope, ...read.optionalScope])];
  const unknown = wanted.filter((scope) => !KNOWN_SCOPES.includes(scope));
  if (unknown.length > 0) return `Unknown scope: ${unknown.join(', ')}.`;
  const scopes = read.grant ? wanted.filter((scope) => scope === 'oauth' || read.grant?.includes(scope)) : wanted;
  return { redirectUri, scopes, state: read.state };
}

const readOnce = (query: Query) => ({
  clientId: readOne(query, 'client_id'),
  redirectUri: readOne(query, 'redirect_uri'),
  scope: words(readOne(query, 'scope') ?? ''),
  optionalScope: words(readOne(query, 'optional_scope') ?? ''),
  state: readOne(query, 'state'),
  grant: readOne(query, 'grant')?.split(/\s+/),
});

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

function isAllowed(registered: readonly string[] | null, redirectUri: string): boolean {
  if (registered) return registered.includes(redirectUri);
  const url = URL.parse(redirectUri);
  return url !== null && /^https?:$/.test(url.protocol) && LOCAL_HOSTS.includes(url.hostname);
}

function approved(sandbox: Sandbox, { redirectUri, scopes, state }: Asked): string {
  const code = issueCode(sandbox, redirectUri, scopes);
  return backTo(redirectUri, { code, state });
}

const denied = ({ redirectUri, state }: Asked) =>
  backTo(redirectUri, { error: 'access_denied', error_description: 'The user denied access to the account', state });

function backTo(redirectUri: string, answers: Record<string, string | undefined>): string {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answers)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  return target.href;
}

// form-action is left open: browsers apply it to the redirect that follows the button, too.
const sendPage = (reply: FastifyReply, html: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
    .header('Cache-Control', 'no-store')
    .send(html);
