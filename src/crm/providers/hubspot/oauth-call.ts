import { CrmError, type SyncFault } from '../../crm-provider.ts';
import { entryOf } from '../../entry-of.ts';
import { httpExchange } from '../../http-exchange.ts';
import { maskSecrets } from '../../mask-secrets.ts';
import { readErrorBody, type HubspotErrorBody } from './error-body.ts';
import { faultOfAnswer } from './fault.ts';
import { apiUrl, type HubspotSettings } from './settings.ts';

const reconnect: SyncFault = {
  code: 'AUTH_EXPIRED',
  message: 'HubSpot no longer knows this consent: it was revoked, used before, or ran out.',
  hint: 'Connect HubSpot again.',
  retryable: false,
};

const wrongClient: SyncFault = {
  code: 'PERMISSION',
  message: 'HubSpot does not accept the client id and secret of this installation.',
  hint: 'Whoever runs it must correct HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.',
  retryable: false,
};

const wrongRedirect: SyncFault = {
  code: 'PERMISSION',
  message: 'HubSpot does not accept the redirect address of this installation.',
  hint: "Enter exactly this installation's callback address in the HubSpot app.",
  retryable: false,
};

const told: Readonly<Record<string, SyncFault>> = {
  invalid_grant: reconnect,
  BAD_REFRESH_TOKEN: reconnect,
  BAD_AUTH_CODE: reconnect,
  invalid_client: wrongClient,
  BAD_CLIENT_ID: wrongClient,
  BAD_CLIENT_SECRET: wrongClient,
  BAD_REDIRECT_URI: wrongRedirect,
};

const refused = (status: number): SyncFault => ({
  code: 'UNKNOWN',
  message: `HubSpot refused the request for tokens (${status}).`,
  hint: 'Look at the settings of the app in HubSpot, and report it.',
  retryable: false,
});

/** What says as much here as anywhere: wait. Whatever else is refused here is the connection, and no record. */
const isPassing = (status: number): boolean => status >= 500 || [408, 423, 429, 477].includes(status);

/** Only what HubSpot calls final ends a connection: anything else at the token endpoint may be a passing trouble. */
const oauthFault = (status: number, headers: Headers, body: HubspotErrorBody, now: Date): SyncFault => {
  const named = status < 500 && status !== 429 ? (entryOf(told, body.error) ?? entryOf(told, body.status)) : undefined;
  if (named) return named;
  if (isPassing(status)) return faultOfAnswer(status, headers, body, now);
  return status === 401 ? wrongClient : refused(status);
};

const secretFields = ['code', 'refresh_token', 'token'];

/** A form to one of the OAuth endpoints, with the client's credentials in the body. Never recorded: it is all secrets. */
export const oauthCall = async (
  settings: HubspotSettings,
  path: string,
  form: Record<string, string>,
  signal: AbortSignal,
): Promise<unknown> => {
  const { clientId, clientSecret, http, clock } = settings;
  const answer = await httpExchange(
    {
      provider: 'HubSpot',
      method: 'POST',
      url: apiUrl(settings, path),
      headers: {},
      body: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }),
      signal,
      secrets: [],
    },
    http,
  );
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const error = readErrorBody(maskSecrets(answer.body, [clientSecret, ...secretFields.map((name) => form[name] ?? '')]));
  throw new CrmError(oauthFault(answer.status, answer.headers, error, clock.now()));
};
