import { closingOf } from '../../closing.ts';
import { CrmError, type CrmSession } from '../../crm-provider.ts';
import { httpExchange, type HttpRequest } from '../../http-exchange.ts';
import { maskSecrets } from '../../mask-secrets.ts';
import { apiVersionFor } from './api-version.ts';
import { refusalOf } from './refusal.ts';
import { expiredFault } from './fault.ts';
import { noticeOf } from './notice.ts';
import type { SalesforceSettings } from './settings.ts';
import { trustedOrigin } from './trusted-origin.ts';

/**
 * Resolves to the body of a success; throws SalesforceRefusal for other answers, CrmError for none. `path` goes on
 * from the version: `/query?q=…`; one that begins with /services/ has it already.
 */
export type SalesforceCall = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, headers?: Record<string, string>) => Promise<unknown>;

/** What can stand in a header. A token with anything else was pasted wrongly, and fetch would quote it in its error. */
const TOKEN = /^[\x21-\x7e]+$/;

/** How Salesforce knows whose calls these are. */
const CLIENT = { 'sforce-call-options': 'client=Leadwire' };

const placeless = (): CrmError => new CrmError({ ...expiredFault(), retryable: false }, { undone: true });

/** The calls of one session, each to the organisation's own place. What Salesforce repeats of our secrets is masked before anyone reads it. */
export const salesforceCall = (settings: SalesforceSettings, session: CrmSession): SalesforceCall => {
  const { tokens, signal, record, turn, notice } = session;
  const secrets = [tokens.accessToken, tokens.refreshToken ?? '', settings.clientSecret];

  const send = async (request: Pick<HttpRequest, 'method' | 'url' | 'headers'> & { body?: object | undefined }, version: string): Promise<unknown> => {
    const { body, ...rest } = request;
    await turn();
    const answer = await httpExchange({ ...rest, ...(body && { body }), provider: 'Salesforce', signal, secrets, record }, settings.http);
    const masked = { ...answer, body: maskSecrets(answer.body, secrets) };
    const refusal = refusalOf(masked, settings.clock.now());
    notice({ ...noticeOf(answer.headers, version), ...closingOf(refusal?.fault) });
    if (refusal) throw refusal;
    return masked.body;
  };

  return async (method, path, body, headers = {}) => {
    if (!TOKEN.test(tokens.accessToken) || tokens.instanceUrl === undefined) throw placeless();
    const origin = trustedOrigin(settings, tokens.instanceUrl);
    const version = await apiVersionFor(settings, session, origin);
    const url = new URL(path.startsWith('/services/') ? path : `/services/data/${version}${path}`, origin);
    // Whatever a path has become of, the token stays in the organisation.
    if (url.origin !== origin) throw placeless();
    return send({ method, url, headers: { ...CLIENT, ...headers, authorization: `Bearer ${tokens.accessToken}` }, body }, version);
  };
};
