import { CrmError } from '../../crm-provider.ts';
import { httpExchange } from '../../http-exchange.ts';
import { oauthFault } from './oauth-fault.ts';
import type { SalesforceSettings } from './settings.ts';

/** A form to one of the OAuth endpoints of a login host. Never recorded: it is all secrets. */
export const oauthCall = async (
  { http, clock }: SalesforceSettings,
  { loginUrl, endpoint, form }: { loginUrl: string; endpoint: 'token' | 'revoke'; form: Record<string, string> },
  signal: AbortSignal,
): Promise<unknown> => {
  const answer = await httpExchange(
    {
      provider: 'Salesforce',
      method: 'POST',
      url: new URL(`/services/oauth2/${endpoint}`, loginUrl),
      headers: {},
      body: new URLSearchParams(form),
      signal,
      secrets: [],
    },
    http,
  );
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new CrmError(oauthFault(answer.status, answer.headers, answer.body, clock.now()));
};
