import type { FastifyInstance } from 'fastify';
import { consentPage, refusalPage, sendPage } from '../../shared/consent-page.ts';
import { backTo, isAllowedRedirect } from '../../shared/redirect-uri.ts';
import { type Query, readOne } from '../http/queries.ts';
import { KNOWN_SCOPES, OFFLINE, REFRESH, USER } from '../organisation.ts';
import { SalesforceError } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';
import { issueCode } from './issue-tokens.ts';

type Asked = { redirectUri: string; state: string | undefined; scopes: readonly string[]; challenge: string };

/** What is wrong with a question; it goes back to the app where its address is known to be the app's. */
class Refusal extends Error {
  readonly answer: { error: string; error_description: string };
  readonly back: { redirectUri: string; state: string | undefined } | undefined;
  constructor(error: string, description: string, back?: Refusal['back']) {
    super(description);
    this.answer = { error, error_description: description };
    this.back = back;
  }
}

/** The browser's part: a page for people; `approve=1`, `deny=1` and `grant=…` are the sandbox's own, for scripts. */
export function registerAuthorize(app: FastifyInstance, sandbox: Sandbox): void {
  app.get<{ Querystring: Query }>('/services/oauth2/authorize', async ({ query }, reply) => {
    try {
      const asked = readAsked(sandbox, query);
      const { redirectUri, state } = asked;
      if (readOne(query, 'deny') === '1') throw new Refusal('access_denied', 'end-user denied authorization', asked);
      if (readOne(query, 'approve') === '1') return await reply.redirect(backTo(redirectUri, { code: issueCode(sandbox, asked), state }));
      const { appName, organisation } = sandbox.settings;
      const account = `organisation ${organisation.name} (${organisation.id})`;
      return await sendPage(reply, consentPage({ system: 'Salesforce', appName, user: USER.username, account, query, ...asked }));
    } catch (error) {
      if (error instanceof Refusal && error.back) return reply.redirect(backTo(error.back.redirectUri, { ...error.answer, state: error.back.state }));
      if (error instanceof Refusal || error instanceof SalesforceError) return sendPage(reply.code(400), refusalPage('Salesforce', error.message));
      throw error;
    }
  });
}

/** @throws Refusal; SalesforceError for a parameter that is there twice */
function readAsked({ settings, options }: Sandbox, query: Query): Asked {
  const redirectUri = readOne(query, 'redirect_uri') ?? '';
  const state = readOne(query, 'state');
  if (readOne(query, 'client_id') !== settings.clientId) throw new Refusal('invalid_client_id', 'client identifier invalid');
  if (!isAllowedRedirect(settings.redirectUris, redirectUri)) throw new Refusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const back = { redirectUri, state };
  if (readOne(query, 'response_type') !== 'code') throw new Refusal('unsupported_response_type', 'response type not supported', back);
  const challenge = readOne(query, 'code_challenge') ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw new Refusal('invalid_request', 'missing required code challenge', back);
  if (readOne(query, 'code_challenge_method') !== 'S256') throw new Refusal('invalid_request', 'the code challenge method must be S256', back);
  const wanted = wordsOf(readOne(query, 'scope')) ?? options.scopes;
  if (wanted.some((scope) => !KNOWN_SCOPES.includes(scope))) throw new Refusal('invalid_scope', 'the requested scope is invalid, unknown, or malformed', back);
  const granted = wordsOf(readOne(query, 'grant')) ?? options.scopes;
  return { ...back, challenge, scopes: [...new Set(wanted.map(plainScope))].filter((scope) => granted.map(plainScope).includes(scope)) };
}

const plainScope = (scope: string) => (scope === OFFLINE ? REFRESH : scope);

const wordsOf = (text: string | undefined) => text?.split(/\s+/).filter((word) => word !== '');
