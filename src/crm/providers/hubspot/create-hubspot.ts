import type { CrmProvider } from '../../crm-provider.ts';
import { adoptToken } from './adopt-token.ts';
import { authorizationUrl } from './authorization-url.ts';
import { hubspotCall } from './call.ts';
import { exchangeCode } from './exchange-code.ts';
import { findMany } from './find-many.ts';
import { listFields } from './list-fields.ts';
import { listRecords } from './list-records.ts';
import { isContacts } from './object-type.ts';
import { pushMany } from './push-many.ts';
import { readAccount } from './read-account.ts';
import { recordUrl } from './record-url.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { revokeTokens } from './revoke-tokens.ts';
import { requiredScopes } from './scopes.ts';
import { MAX_BATCH } from './send-batch.ts';
import { hubspotSettings, type HubspotOptions } from './settings.ts';

/** Searches: of every plan, and told by no header. */
const searchPace = { requests: 5, per: 1_000 };

const defaultMapping = { email: 'email', name: 'firstname', phone: 'phone', company: 'company', title: 'jobtitle' };

const contactProperties = { email: 'email', firstName: 'firstname', lastName: 'lastname', company: 'company', phone: 'phone' };

/** HubSpot over plain fetch, on dated paths unless told otherwise. Written from HubSpot's API documentation of 2026. */
export const createHubspot = (options: HubspotOptions): CrmProvider => {
  const settings = hubspotSettings(options);
  const { paths, pace } = settings;
  return {
    name: 'HUBSPOT',
    defaultObject: 'contacts',
    apiVersion: settings.apiVersion,
    ...(options.environment && { environment: options.environment }),
    requiredScopes,
    batchSize: MAX_BATCH,
    usesPkce: false,
    defaultMapping,
    contactProperties,
    oneWordName: 'FIRST',
    pace,
    searchPace,
    authorizationUrl: (input) => authorizationUrl(settings, input),
    exchangeCode: (input, signal) => exchangeCode(settings, input, signal),
    refreshTokens: (tokens, signal) => refreshTokens(settings, tokens, signal),
    revokeTokens: (tokens, signal) => revokeTokens(settings, tokens, signal),
    adoptToken: (input, signal) => adoptToken(settings, input, signal),
    readAccount: (session) => readAccount(settings, session),
    listFields: (session, object) => listFields(hubspotCall(settings, session), paths, object),
    listRecords: (session, object, query) => listRecords(hubspotCall(settings, session), paths, object, query),
    findMany: (session, object, rows, properties) => findMany(hubspotCall(settings, session), paths, object, rows, properties),
    readMarks: (_session, object) => Promise.resolve(isContacts(object) ? { email: contactProperties.email } : {}),
    pushMany: (session, object, rows) => pushMany({ call: hubspotCall(settings, session), paths, object, creating: session.creating }, rows),
    recordUrl: (tokens, object, externalId) => recordUrl(settings, tokens, object, externalId),
  };
};
