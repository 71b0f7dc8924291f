import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { readOrganisation } from './read-organisation.ts';
import { sessionFor } from './session-for.ts';
import type { SalesforceSettings } from './settings.ts';
import { originOf } from './trusted-origin.ts';

const wrongAddress = (message: string): CrmError =>
  new CrmError({ code: 'VALIDATION', field: 'instanceUrl', message, hint: "Give the organisation's own: https://acme.my.salesforce.com", retryable: false }, { undone: true });

const placeFor = (settings: SalesforceSettings, instanceUrl: string | undefined): string => {
  if (instanceUrl === undefined) throw wrongAddress('A token of Salesforce serves at one address only.');
  const origin = originOf(settings, instanceUrl.trim());
  if (origin === null) throw wrongAddress('Tokens go only to https addresses below salesforce.com, and to hosts that this server has in SALESFORCE_TRUSTED_HOSTS.');
  return origin;
};

const refused = (): CrmError =>
  new CrmError({ code: 'AUTH_EXPIRED', message: 'Salesforce does not accept this token.', hint: 'Make a new one, or connect Salesforce by signing in.', retryable: false });

/**
 * Takes up a token that somebody has made in Salesforce, which lasts as long as its session and cannot be renewed.
 * @throws CrmError VALIDATION without the address or for a foreign one, AUTH_EXPIRED where it is not accepted
 */
export const adoptToken = async (
  settings: SalesforceSettings,
  { token, instanceUrl }: { token: string; instanceUrl?: string },
  signal: AbortSignal,
): Promise<CrmTokens> => {
  const tokens: CrmTokens = { accessToken: token, instanceUrl: placeFor(settings, instanceUrl), scopes: [] };
  try {
    return { ...tokens, ...(await readOrganisation(settings, sessionFor(tokens, signal))) };
  } catch (error) {
    if (error instanceof CrmError && error.fault.code === 'AUTH_EXPIRED') throw refused();
    throw error;
  }
};
