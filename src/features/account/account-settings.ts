/** What signing in needs to know of the configuration. */
export interface AccountSettings {
  /** Signs access tokens; the same on every instance. */
  readonly jwtSecret: string;
  readonly accessTokenSeconds: number;
  /** Life of a refresh token, and so of a session that is not renewed. */
  readonly refreshTokenSeconds: number;
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly accounts: AccountSettings;
  }
}
