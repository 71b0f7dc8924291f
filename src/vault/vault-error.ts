/**
 * Why a sealed secret stays closed.
 * - `MALFORMED`: the record is not what `seal` wrote.
 * - `UNKNOWN_VERSION`: a later release wrote it.
 * - `UNKNOWN_KEY`: it was sealed under a master key that this process was not given.
 * - `REFUSED`: it was altered, or belongs to another team or provider.
 * - `UNSEALABLE`: what was to be sealed is not JSON, or too long.
 * - `WEAK_KEY`: the master key is too short to seal with.
 */
export type VaultErrorReason = 'MALFORMED' | 'UNKNOWN_VERSION' | 'UNKNOWN_KEY' | 'REFUSED' | 'UNSEALABLE' | 'WEAK_KEY';

/** For operators and the log, never for callers of the API. Neither the message nor a cause holds a key or a plain secret. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly reason: VaultErrorReason;

  constructor(reason: VaultErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
