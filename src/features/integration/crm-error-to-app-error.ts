import type { CrmError, SyncFault } from '../../crm/crm-provider.ts';
import { asAsked } from '../../crm/tried-again.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';

const codeOf = ({ code, retryable, closed }: SyncFault): ErrorCode => {
  if (closed) return 'SERVICE_UNAVAILABLE';
  switch (code) {
    case 'AUTH_EXPIRED':
      return retryable ? 'PROVIDER_UNAVAILABLE' : 'RECONNECT_REQUIRED';
    case 'RATE_LIMITED':
    case 'NETWORK':
    case 'TIMEOUT':
    case 'PROVIDER_DOWN':
      return 'PROVIDER_UNAVAILABLE';
    case 'VALIDATION':
    case 'DUPLICATE':
    case 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER':
    case 'NOT_FOUND':
    case 'PERMISSION':
    case 'MAPPING':
    case 'UNKNOWN':
      return 'PROVIDER_REJECTED';
  }
};

/** What a caller of the API is told when a call to a provider failed as a whole; the fault's own code is the detail's. */
export const crmErrorToAppError = (error: CrmError): AppError => {
  const { code, message, field, hint, retryAfter } = asAsked(error.fault);
  const text = hint === undefined ? message : `${message} ${hint}`;
  return new AppError(codeOf(error.fault), text, {
    details: [{ field: field ?? 'provider', code, message }],
    ...(retryAfter !== undefined && { retryAfter }),
    cause: error,
  });
};
