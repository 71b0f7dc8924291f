import { HubSpotError } from '../hubspot-error.ts';

const oauthError = (httpStatus: number, status: string, message: string, error: string, error_description: string) =>
  new HubSpotError(httpStatus, { status, message, error, error_description });

export const badRefreshToken = () =>
  oauthError(
    400,
    'BAD_REFRESH_TOKEN',
    'missing or invalid refresh token',
    'invalid_grant',
    'refresh token is invalid, expired or revoked',
  );

export const badAuthCode = () =>
  oauthError(
    400,
    'BAD_AUTH_CODE',
    'missing or unknown auth code',
    'invalid_grant',
    'authorization code is invalid, expired or already used',
  );

export const badRedirectUri = () =>
  oauthError(
    400,
    'BAD_REDIRECT_URI',
    'missing or unknown redirect URI',
    'invalid_grant',
    'redirect_uri does not match the one of the authorization',
  );

export const badGrantType = () =>
  oauthError(
    400,
    'BAD_GRANT_TYPE',
    'missing or unknown grant type',
    'unsupported_grant_type',
    'grant_type must be authorization_code or refresh_token',
  );

/** The first version answers 400, the newer ones 401. */
export const badClient = (member: 'BAD_CLIENT_ID' | 'BAD_CLIENT_SECRET', httpStatus: 400 | 401) =>
  oauthError(
    httpStatus,
    member,
    `missing or unknown ${member === 'BAD_CLIENT_ID' ? 'client id' : 'client secret'}`,
    'invalid_client',
    'client_id or client_secret is wrong',
  );
