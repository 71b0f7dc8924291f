import { z } from 'zod';
import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import { oauthFault } from './oauth-fault.ts';
import { scopesOf } from './scopes.ts';
import type { SalesforceSettings } from './settings.ts';
import { trustedOrigin } from './trusted-origin.ts';

const word = z.string().min(1).nullish().catch(undefined).transform((read) => read ?? undefined);

/** Each member for itself: one that cannot be read takes none of the others along. */
const tokenAnswer = z
  .object({
    access_token: word,
    refresh_token: word,
    instance_url: word,
    /** `https://login.salesforce.com/id/<organisation>/<user>` */
    id: word,
    scope: word,
  })
  .catch({ access_token: undefined, refresh_token: undefined, instance_url: undefined, id: undefined, scope: undefined });

const errorInside = z.object({ error: z.string().min(1) });

const organisationIn = (identity: string): string | undefined => /\/id\/(00D[A-Za-z0-9]{12,15})\/[A-Za-z0-9]{15,18}$/.exec(identity)?.[1];

const told = ({ refresh_token, id, scope }: Partial<z.output<typeof tokenAnswer>>): Partial<CrmTokens> => {
  const accountId = organisationIn(id ?? '');
  return {
    ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    ...(scope !== undefined && { scopes: scopesOf(scope) }),
    ...(accountId !== undefined && { accountId }),
  };
};

const unreadable = (answer: unknown, { clock }: SalesforceSettings): CrmError =>
  errorInside.safeParse(answer).success ? new CrmError(oauthFault(400, new Headers(), answer, clock.now())) : unreadableAnswer('Salesforce');

/**
 * Reads the first answer of the token endpoint. Salesforce does not tell how long a token lasts.
 * @throws CrmError PROVIDER_DOWN for no such answer, PERMISSION for a foreign place to call
 */
export const tokensOf = (answer: unknown, settings: SalesforceSettings, loginUrl: string): CrmTokens => {
  const { access_token: accessToken, instance_url, ...more } = tokenAnswer.parse(answer);
  if (accessToken === undefined || instance_url === undefined) throw unreadable(answer, settings);
  return { accessToken, instanceUrl: trustedOrigin(settings, instance_url), loginUrl, scopes: [], ...told(more) };
};

/**
 * Reads the answer to a renewal; what it leaves out stays as it was in `before`. Salesforce has ended the old tokens by
 * now, so whatever new one can be read is kept, also where the place to call is foreign: each call checks that itself.
 * @throws CrmError PROVIDER_DOWN for an answer without any token
 */
export const renewedTokens = (answer: unknown, settings: SalesforceSettings, loginUrl: string, before: CrmTokens): CrmTokens => {
  const { access_token, instance_url, ...more } = tokenAnswer.parse(answer);
  if (access_token === undefined && more.refresh_token === undefined) throw unreadable(answer, settings);
  return {
    ...before,
    loginUrl,
    ...(access_token !== undefined && { accessToken: access_token }),
    ...(instance_url !== undefined && { instanceUrl: instance_url }),
    ...told(more),
  };
};
