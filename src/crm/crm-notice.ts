/** How much of an account's allowance is used, as the provider tells it; the account's other integrations use it as well. */
export interface CrmQuota {
  used: number | null;
  limit: number | null;
  resetsAt: Date | null;
}

/** What a provider counts apart, each with a pace of its own. */
export type CrmLane = 'CALL' | 'SEARCH';

/** What an answer tells beside its body. */
export interface CrmNotice {
  /** What `window` and `closedMs` are about; CALL when absent. */
  lane?: CrmLane;
  /** The allowance of a day, or of whatever the provider counts over a long time. */
  quota?: CrmQuota;
  /** The short window: what is left of it, and in how many milliseconds it is full again. */
  window?: { limit: number; remaining: number; resetMs: number };
  /** Every request is refused for so many milliseconds. */
  closedMs?: number;
  /** What will become a fault if nobody acts, for people: a version that the provider is about to end. */
  warning?: string;
}

/** How many requests an account takes in a short while, until the provider's answers say otherwise. */
export interface CrmPace {
  requests: number;
  /** Milliseconds. */
  per: number;
}
