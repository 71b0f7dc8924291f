/** What the engines and the jobs of a process tell of their work. It returns at once and never throws. */
export interface WorkObserver {
  /** What became of a lead that was due to a CRM: what was done to its contact, or `FAILED`, or `RETRYING`. */
  readonly synced: (provider: string, outcome: string) => void;
  /** How the renewal of a connection's tokens ended. */
  readonly refreshed: (provider: string, outcome: 'RENEWED' | 'FAILED' | 'REVOKED') => void;
  /** Tokens were decrypted; what is kept open is not counted. */
  readonly opened: (provider: string) => void;
  /** So many secrets were sealed under the vault's present key anew. */
  readonly resealed: (secrets: number) => void;
  /** So many events were read from the log because the bus did not bring them. */
  readonly repaired: (events: number) => void;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly observer: WorkObserver;
  }
}
