import type { KeyObject } from 'node:crypto';
import type { KeySet } from './key-set.ts';

/** The operator's own identity provider, whose tokens are taken beside ours. */
export interface IdentityProvider {
  /** The `iss` and the `aud` that its tokens must have. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: KeySet;
}

/** What signing in needs to know of the configuration. */
export interface AccountSettings {
  /** Signs access tokens; the same on every instance. */
  readonly jwtSecret: KeyObject;
  readonly accessTokenSeconds: number;
  /** Life of a refresh token, and so of a session that is not renewed. */
  readonly refreshTokenSeconds: number;
  /** How long the refresh token before the last one is still taken. */
  readonly refreshGraceSeconds: number;
  readonly invitationSeconds: number;
  readonly passwordResetSeconds: number;
  /** Null where people sign in here alone. */
  readonly identityProvider: IdentityProvider | null;
  /** Failed sign-ins in a window; beyond them they are refused unseen. */
  readonly signInLimits: {
    readonly windowSeconds: number;
    readonly failuresPerPair: number;
    readonly failuresPerAddress: number;
    readonly failuresPerAccount: number;
    /** How often one is let through beyond `failuresPerPair` where the person has signed in before. */
    readonly slowSeconds: number;
    /** Sign-ups in the window for addresses that have an account. */
    readonly signUpsPerAddress: number;
  };
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly accounts: AccountSettings;
  }
}
