import type { CrmProvider } from '../../crm-provider.ts';
import { authorizationUrl } from './authorization-url.ts';
import { hubspotCall } from './call.ts';
import { exchangeCode } from './exchange-code.ts';
import { findMany } from './find-many.ts';
import { listFields } from './list-fields.ts';
import { listRecords } from './list-records.ts';
import { pushMany } from './push-many.ts';
import { recordUrl } from './record-url.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { revokeTokens } from './revoke-tokens.ts';
import { requiredScopes } from './scopes.ts';
import { MAX_BATCH } from './send-batch.ts';
import { hubspotSettings, type HubspotOptions } from './settings.ts';

const defaultMapping = { email: 'email', name: 'firstname', phone: 'phone', company: 'company', title: 'jobtitle' };

/** HubSpot over plain fetch, on dated paths unless told otherwise. Written from HubSpot's API documentation of 2026. */
export const createHubspot = (options: HubspotOptions): CrmProvider => {
  const settings = hubspotSettings(options);
  const { paths } = settings;
  return {
    name: 'HUBSPOT',
    defaultObject: 'contacts',
    apiVersion: settings.apiVersion,
    ...(options.environment && { environment: options.environment }),
    requiredScopes,
    batchSize: MAX_BATCH,
    usesPkce: false,
    defaultMapping,
    authorizationUrl: (input) => authorizationUrl(settings, input),
    exchangeCode: (input, signal) => exchangeCode(settings, input, signal),
    refreshTokens: (tokens, signal) => refreshTokens(settings, tokens, signal),
    revokeTokens: (tokens, signal) => revokeTokens(settings, tokens, signal),
    listFields: (session, object) => listFields(hubspotCall(settings, session), paths, object),
    listRecords: (session, object, query) => listRecords(hubspotCall(settings, session), paths, object, query),
    findMany: (session, object, rows, properties) => findMany(hubspotCall(settings, session), paths, object, rows, properties),
    pushMany: (session, object, rows) => pushMany(hubspotCall(settings, session), paths, object, rows),
    recordUrl: (tokens, object, externalId) => recordUrl(settings, tokens, object, externalId),
  };
};
