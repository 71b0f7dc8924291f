import type { Budget } from '../../limits/budgets.ts';

/** Which of the two secrets: the one before it is taken as well while services are changed over. */
export type ServiceKeyName = 'current' | 'previous';

/** What the internal key is checked against. */
export interface ServiceKeySettings {
  /** SHA-256 of each secret; the secrets themselves are not kept. */
  readonly digests: readonly { readonly name: ServiceKeyName; readonly digest: Buffer }[];
  /** The team of calls that name none; null where they have to. */
  readonly teamId: string | null;
  /** Whether an address may use the key. */
  readonly allows: (address: string) => boolean;
  /** Calls by address. */
  readonly calls: Budget;
}

declare module '../../shared/context.ts' {
  interface Parts {
    /** Null where the operator has set no internal key. */
    readonly serviceKey: ServiceKeySettings | null;
  }
}
