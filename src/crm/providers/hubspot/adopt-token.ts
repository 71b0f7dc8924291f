import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { readAccount } from './read-account.ts';
import type { HubspotSettings } from './settings.ts';

const oneAddress = (): CrmError =>
  new CrmError({ code: 'VALIDATION', field: 'instanceUrl', message: 'HubSpot has one address for all accounts.', hint: 'Leave instanceUrl out.', retryable: false }, { undone: true });

/**
 * Takes up a token that a person made in HubSpot: of a private app or a service key. It lasts until it is deleted there.
 * @throws CrmError AUTH_EXPIRED where HubSpot does not know it, PERMISSION naming the scopes that it lacks
 */
export const adoptToken = async (settings: HubspotSettings, { token, instanceUrl }: { token: string; instanceUrl?: string }, signal: AbortSignal): Promise<CrmTokens> => {
  if (instanceUrl !== undefined) throw oneAddress();
  const session = { tokens: { accessToken: token, scopes: [] }, signal, record: () => undefined, turn: () => Promise.resolve(), notice: () => undefined };
  const { accountId, accountName, scopes } = await readAccount(settings, session);
  return { accessToken: token, scopes, ...(accountId !== null && { accountId }), ...(accountName !== null && { accountName }) };
};
