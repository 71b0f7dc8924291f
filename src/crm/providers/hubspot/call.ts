import { closingOf } from '../../closing.ts';
import { CrmError, type CrmLane, type CrmSession, type SyncFault } from '../../crm-provider.ts';
import { httpExchange } from '../../http-exchange.ts';
import { maskSecrets } from '../../mask-secrets.ts';
import { readErrorBody, type HubspotErrorBody } from './error-body.ts';
import { expiredFault, faultOfAnswer } from './fault.ts';
import { noticeOf } from './notice.ts';
import { apiUrl, type HubspotSettings } from './settings.ts';

/** A whole call that HubSpot refused: the fault for people, and what our own code decides on. */
export class HubspotRefusal extends CrmError {
  readonly status: number;
  /** Not a plain member, since loggers write those: what a provider says is not for the log. */
  readonly #body: HubspotErrorBody;

  constructor(fault: SyncFault, status: number, body: HubspotErrorBody) {
    // A server that failed, or gave up waiting, may have done the work all the same.
    super(fault, { undone: status < 500 && status !== 408 });
    this.status = status;
    this.#body = body;
  }

  get body(): HubspotErrorBody {
    return this.#body;
  }
}

/** Resolves to the body of a 2xx; throws HubspotRefusal for other answers, CrmError for none. */
export type HubspotCall = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

/** What can stand in a header. A token with anything else was pasted wrongly, and fetch would quote it in its error. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Searches are counted apart, and their answers tell nothing of the pace. */
const laneOf = (path: string): CrmLane => (path.endsWith('/search') ? 'SEARCH' : 'CALL');

/** The calls of one session. Whatever HubSpot repeats of our secrets is masked before anyone reads it. */
export const hubspotCall = (settings: HubspotSettings, { tokens, signal, record, turn, notice }: CrmSession): HubspotCall => {
  const secrets = [tokens.accessToken, tokens.refreshToken ?? '', settings.clientSecret];
  return async (method, path, body) => {
    if (!TOKEN.test(tokens.accessToken)) throw new CrmError({ ...expiredFault(), retryable: false });
    const lane = laneOf(path);
    await turn(lane);
    const answer = await httpExchange(
      {
        provider: 'HubSpot',
        method,
        url: apiUrl(settings, path),
        headers: { authorization: `Bearer ${tokens.accessToken}` },
        ...(body && { body }),
        signal,
        secrets,
        record,
      },
      settings.http,
    );
    const told = noticeOf(settings, answer.headers, lane);
    const masked = maskSecrets(answer.body, secrets);
    if (answer.status >= 200 && answer.status < 300) {
      notice(told);
      return masked;
    }
    const error = readErrorBody(masked);
    const fault = faultOfAnswer(answer.status, answer.headers, error, settings.clock.now());
    notice({ ...told, ...closingOf(fault) });
    throw new HubspotRefusal(fault, answer.status, error);
  };
};
