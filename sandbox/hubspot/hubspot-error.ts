import { randomUUID } from 'node:crypto';

export type ErrorDetail = {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
};

/** HubSpot's error body without its correlationId. */
export type ErrorBody = {
  readonly status: string;
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly errors?: readonly ErrorDetail[];
  readonly links?: Readonly<Record<string, string>>;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly [member: string]: unknown;
};

/** An answer that is not a success. The error handler adds the correlationId. */
export class HubSpotError extends Error {
  override readonly name = 'HubSpotError';
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: Omit<ErrorBody, 'status' | 'message'> & { message: string; status?: string }) {
    super(body.message);
    this.status = status;
    this.body = { status: 'error', ...body };
  }
}

export const withCorrelationId = (body: ErrorBody) => ({ ...body, correlationId: randomUUID() });

export const invalidInput = (message: string, errors?: readonly ErrorDetail[]) =>
  new HubSpotError(400, { message, category: 'VALIDATION_ERROR', ...(errors && { errors }) });

export type PropertyFault = { readonly name: string; readonly error: string; readonly message: string };

/** One answer for all wrong properties of an input: nested as JSON in the message, and as details. */
export const invalidProperties = (faults: readonly PropertyFault[]) => {
  const nested = faults.map(({ name, error, message }) => ({ isValid: false, message, error, name }));
  return invalidInput(
    `Property values were not valid: ${JSON.stringify(nested)}`,
    faults.map(({ name, error, message }) => ({ message, code: error, context: { propertyName: [name] } })),
  );
};

export const contactExists = (id: string) =>
  new HubSpotError(409, { message: `Contact already exists. Existing ID: ${id}`, category: 'CONFLICT' });

export const contactNotFound = () =>
  new HubSpotError(404, { message: 'resource not found', category: 'OBJECT_NOT_FOUND' });

export const notFound = () => new HubSpotError(404, { message: 'resource not found' });

export const unsupportedMediaType = (wanted: string) =>
  new HubSpotError(415, { message: `HTTP 415 Unsupported Media Type: send ${wanted}`, category: 'VALIDATION_ERROR' });

export const invalidAuthentication = () =>
  new HubSpotError(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication: send a known token as Bearer.',
    category: 'INVALID_AUTHENTICATION',
  });

export const expiredAuthentication = (secondsAgo: number) =>
  new HubSpotError(401, {
    message: `The OAuth token used to make this call expired ${secondsAgo} second(s) ago.`,
    category: 'EXPIRED_AUTHENTICATION',
  });

export const missingScopes = (requiredGranularScopes: readonly string[]) =>
  new HubSpotError(403, {
    message: "This app hasn't been granted all required scopes to make this call.",
    category: 'MISSING_SCOPES',
    errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes } }],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });

export type RatePolicy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY';

export const rateLimited = (policyName: RatePolicy) =>
  new HubSpotError(429, {
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    policyName,
    requestId: randomUUID(),
  });
