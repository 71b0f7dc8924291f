import { createHash } from 'node:crypto';
import { CrmError, type CrmProvider, type CrmProviderName, type CrmTokens } from '../../../src/crm/crm-provider.ts';
import { createHubspot } from '../../../src/crm/providers/hubspot/create-hubspot.ts';
import { createSalesforce } from '../../../src/crm/providers/salesforce/create-salesforce.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import type { CredentialRow } from '../../../src/features/credential/credential.entity.ts';
import { readCredential } from '../../../src/features/credential/read-credential.ts';
import { sealTokens } from '../../../src/features/credential/seal-tokens.ts';
import { connectIntegration } from '../../../src/features/integration/connect-integration.ts';
import { withSession } from '../../../src/features/integration/with-session.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import type { TestParts } from '../../support/parts.ts';
import type { CrmKit, CrmSandbox } from '../../support/crm/crm-kits.ts';

const client = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };

export const sandboxHubspot = ({ url }: Pick<CrmSandbox, 'url'>, clock: Clock = { now: () => new Date() }): CrmProvider =>
  createHubspot({ ...client, clock, apiBaseUrl: url, authorizeUrl: `${url}/oauth/authorize` });

/** The connector of a CRM before its sandbox. */
export const sandboxProvider = ({ provider }: Pick<CrmKit, 'provider'>, sandbox: Pick<CrmSandbox, 'url'>, clock?: Clock): CrmProvider =>
  provider === 'HUBSPOT' ? sandboxHubspot(sandbox, clock) : createSalesforce({ ...client, ...(clock && { clock }), loginUrl: sandbox.url, sandboxLoginUrl: sandbox.url });

/** Of PKCE. */
const codeVerifier = 'the-verifier-of-the-tests-has-43-characters-';
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

/** The tokens of a person who consents in the sandbox. */
export const consent = async (provider: CrmProvider): Promise<CrmTokens> => {
  const redirectUri = `http://127.0.0.1/oauth/${provider.name.toLowerCase()}/callback`;
  const page = provider.authorizationUrl({ state: 'a-state', redirectUri, codeChallenge, site: { environment: 'PRODUCTION' } });
  const answer = await fetch(`${page}&approve=1`, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return provider.exchangeCode({ code, redirectUri, codeVerifier, site: { environment: 'PRODUCTION' } }, AbortSignal.timeout(10_000));
};

/** The same team on another instance, or with another provider: what a process remembers is not shared with it. */
export const onInstance = (ctx: TeamContext, provider: CrmProvider): TeamContext => ({ ...ctx, parts: { ...ctx.parts, crm: { providers: { [provider.name]: provider } } } });

/** Lets time pass for a context. */
export const later = (ctx: TeamContext, ms: number): TeamContext => ({ ...ctx, clock: { now: () => new Date(Date.now() + ms) } });

export const connect = async (ctx: TeamContext, provider: CrmProvider, tokens: CrmTokens): Promise<void> => {
  const sealed = await sealTokens(ctx, provider.name, tokens);
  await inTransaction(ctx, (tx) => connectIntegration(tx, provider, { tokens, sealed, environment: 'PRODUCTION' }));
};

/** A new team that is connected. */
export const connectTeam = async (parts: TestParts, provider: CrmProvider): Promise<{ ctx: TeamContext; tokens: CrmTokens }> => {
  const ctx = onInstance(await parts.team(), provider);
  const tokens = await consent(provider);
  await connect(ctx, provider, tokens);
  return { ctx, tokens };
};

/** The token that a call is made with; `refused` is one that the CRM takes no longer. */
export const tokenUsed = (ctx: TeamContext, name: CrmProviderName = 'HUBSPOT', refused?: string): Promise<string> =>
  withSession(ctx, name, () => undefined, ({ tokens }) => {
    if (tokens.accessToken === refused) throw new CrmError({ code: 'AUTH_EXPIRED', message: 'expired', retryable: true });
    return Promise.resolve(tokens.accessToken);
  });

export const credentialOf = async (ctx: TeamContext, name: CrmProviderName = 'HUBSPOT'): Promise<CredentialRow> => {
  const row = await readCredential({ ...ctx }, name);
  if (row === null) throw new Error('There is no credential.');
  return row;
};
