export type SyncFaultCode =
  | 'AUTH_EXPIRED'
  | 'RATE_LIMITED'
  | 'VALIDATION'
  | 'DUPLICATE'
  | 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER'
  | 'NOT_FOUND'
  | 'PERMISSION'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'PROVIDER_DOWN'
  | 'MAPPING'
  | 'UNKNOWN';

/** Why one row, or a whole call, did not succeed. Shown to people: it holds no token and no raw provider body. */
export interface SyncFault {
  code: SyncFaultCode;
  message: string;
  /** The CRM's property, where the fault is about one. */
  field?: string;
  /** What a person can do about it. */
  hint?: string;
  /** The same call may succeed later; with AUTH_EXPIRED, after refreshTokens. */
  retryable: boolean;
  /** Milliseconds; only where the provider said so. */
  retryAfter?: number;
  /**
   * The record may have been created all the same, and nothing we know would find it: sent again it could become a
   * second one, so only a person may do that. Never `retryable`.
   */
  uncertain?: true;
  /**
   * Our own vault does not open the tokens, so the CRM was not even asked: whoever runs this server has to act, and
   * nothing of the connection is wrong.
   */
  closed?: true;
  /** It is about the way to the CRM and not about what is sent: what is due waits until somebody, or time, has mended it. */
  ofConnection?: true;
  /** The scopes that the account did not grant, where the fault is about those. */
  scopes?: readonly string[];
  /**
   * What the refusal tells of the property `field` itself, whatever its value: it is no longer as it was read, or it
   * must not be empty.
   */
  property?: 'CHANGED' | 'REQUIRED';
}

/** Thrown when a whole call failed (not one row of it). */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly fault: SyncFault;
  /** The provider has certainly done nothing: the request never reached it, or it refused it. */
  readonly undone: boolean;
  constructor(fault: SyncFault, { undone = false, ...options }: ErrorOptions & { undone?: boolean } = {}) {
    super(fault.message, options);
    this.fault = fault;
    this.undone = undone;
  }
}
