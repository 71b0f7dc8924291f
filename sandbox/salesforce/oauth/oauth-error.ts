/** An answer of the OAuth endpoints that is not a success; its body is an object. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly status: number;
  readonly body: { readonly error: string; readonly error_description: string };
  constructor(error: string, description: string, status = 400) {
    super(description);
    this.status = status;
    this.body = { error, error_description: description };
  }
}

export const badClientId = () => new OAuthError('invalid_client_id', 'client identifier invalid');
export const badClientSecret = () => new OAuthError('invalid_client', 'invalid client credentials');
export const badCode = () => new OAuthError('invalid_grant', 'expired authorization code');
export const badRedirectUri = () => new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
export const missingVerifier = () => new OAuthError('invalid_request', 'missing required code verifier');
export const badVerifier = () => new OAuthError('invalid_grant', 'invalid code verifier');
export const badRefreshToken = () => new OAuthError('invalid_grant', 'expired access/refresh token');
export const badGrantType = () => new OAuthError('unsupported_grant_type', 'grant type not supported');
export const badToken = () => new OAuthError('invalid_token', 'the token is unknown, expired or revoked');
