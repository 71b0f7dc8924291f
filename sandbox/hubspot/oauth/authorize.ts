import type { FastifyInstance } from 'fastify';
import { consentPage, refusalPage, sendPage } from '../../shared/consent-page.ts';
import { backTo, isAllowedRedirect } from '../../shared/redirect-uri.ts';
import { HUB_DOMAIN, HUB_ID, KNOWN_SCOPES, USER_EMAIL } from '../account.ts';
import { HubSpotError } from '../hubspot-error.ts';
import { type Query, readOne } from '../http/queries.ts';
import type { Sandbox } from '../state.ts';
import { issueCode } from './issue-tokens.ts';

type Asked = { redirectUri: string; scopes: readonly string[]; state: string | undefined };

/** The browser's part: a page for people; `approve=1`, `deny=1` and `grant=…` are the sandbox's own, for scripts. */
export function registerAuthorize(app: FastifyInstance, sandbox: Sandbox): void {
  for (const path of ['/oauth/authorize', `/oauth/${HUB_ID}/authorize`]) {
    app.get<{ Querystring: Query }>(path, async ({ query }, reply) => {
      const asked = readAsked(sandbox, query);
      if (typeof asked === 'string') return sendPage(reply.code(400), refusalPage('HubSpot', asked));
      if (readOne(query, 'deny') === '1') return reply.redirect(denied(asked));
      if (readOne(query, 'approve') === '1') return reply.redirect(approved(sandbox, asked));
      const account = `account ${HUB_ID} (${HUB_DOMAIN})`;
      return sendPage(reply, consentPage({ system: 'HubSpot', appName: sandbox.settings.appName, user: USER_EMAIL, account, query, ...asked }));
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
  if (!isAllowedRedirect(settings.redirectUris, redirectUri)) return `The app has not registered the redirect_uri “${redirectUri}”.`;
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

function approved(sandbox: Sandbox, { redirectUri, scopes, state }: Asked): string {
  const code = issueCode(sandbox, redirectUri, scopes);
  return backTo(redirectUri, { code, state });
}

const denied = ({ redirectUri, state }: Asked) =>
  backTo(redirectUri, { error: 'access_denied', error_description: 'The user denied access to the account', state });
